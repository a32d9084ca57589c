/** What the steps of a scenario have named, as a check meets it. */
import { DefaultLabels } from '../plan/labels.ts';
import type { RequestKind } from '../plan/planned.ts';
import type { Complaint } from './complaint.ts';

/** The labels given so far, those that steps without one get, and the values taken. */
export class Labels {
  readonly all: string[] = [];
  readonly taken = new Set<string>();
  /** Labels of requests that were made again. */
  readonly repeated = new Set<string>();
  /** Milliseconds. */
  readonly longestPause: number;
  /** Origins of the scenario's own; null where it stands on the lab's. */
  readonly hosts: readonly string[] | null;
  readonly #defaults = new DefaultLabels();

  constructor(longestPause: number, hosts: readonly string[] | undefined) {
    this.hosts = hosts ?? null;
    this.longestPause = longestPause;
  }

  /** Takes the label of a request, or complains that it is taken already. */
  *add(given: string | undefined, kind: RequestKind, at: string): Generator<Complaint, void> {
    const label = given ?? this.#defaults.next(kind);
    if (this.all.includes(label)) {
      yield { at, problem: `the label "${label}" is taken`, fix: 'Give each its own `as`.' };
    }
    this.all.push(label);
  }
}
