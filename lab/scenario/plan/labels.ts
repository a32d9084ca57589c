/** The labels by which expectations speak of exchanges. */
import type { RequestKind } from './planned.ts';

/** Counts the steps that have no label: `fetch 2` is the second unlabelled fetch. */
export class DefaultLabels {
  readonly #unlabelled = new Map<string, number>();

  next(kind: RequestKind): string {
    const ordinal = (this.#unlabelled.get(kind) ?? 0) + 1;
    this.#unlabelled.set(kind, ordinal);
    return `${kind} ${ordinal}`;
  }
}
