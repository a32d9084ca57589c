/** The labels by which expectations speak of exchanges. */
import type { SilentStep, Step } from '../steps/index.ts';
import type { RequestKind } from './planned.ts';

/** What a step's exchange is called after when the step has no label of its own. */
export function kindOf(step: Exclude<Step, SilentStep>): RequestKind {
  switch (step.step) {
    case 'subresource':
      return step.element;
    case 'localFrame':
      return step.content;
    default:
      return step.step;
  }
}

const silent = {
  pause: true,
  click: true,
  watchCookieStore: true,
  allowStorageAccess: true,
} satisfies Record<SilentStep['step'], true>;

/** Has the step nothing that an expectation could speak of? */
export const isSilent = (step: Step): step is SilentStep => Object.hasOwn(silent, step.step);

/** Counts the steps that have no label: `fetch 2` is the second unlabelled fetch. */
export class DefaultLabels {
  readonly #unlabelled = new Map<string, number>();

  next(kind: RequestKind): string {
    const ordinal = (this.#unlabelled.get(kind) ?? 0) + 1;
    this.#unlabelled.set(kind, ordinal);
    return `${kind} ${ordinal}`;
  }
}
