/** The labels by which expectations speak of exchanges. */
import type { Step } from '../steps/index.ts';
import type { RequestKind } from './planned.ts';

/** What a step's exchange is called after when the step has no label of its own. */
export const kindOf = (step: Exclude<Step, { step: 'pause' }>): RequestKind =>
  step.step === 'subresource' ? step.element : step.step;

/** Counts the steps that have no label: `fetch 2` is the second unlabelled fetch. */
export class DefaultLabels {
  readonly #unlabelled = new Map<string, number>();

  next(kind: RequestKind): string {
    const ordinal = (this.#unlabelled.get(kind) ?? 0) + 1;
    this.#unlabelled.set(kind, ordinal);
    return `${kind} ${ordinal}`;
  }
}
