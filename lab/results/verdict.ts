/** The verdict: what was observed against what is claimed. */

import { matchesGlob } from '../base/glob.ts';
import type { Naming } from '../base/topology.ts';
import { compared, type ExpectationField, judgedFields } from '../scenario/expectation-fields.ts';
import type { Row } from '../scenario/rows.ts';
import type { Deviation, Expectation, Expectations, Policy } from '../scenario/scenario.ts';
import type { Witnessed } from '../scenario/witnessed.ts';

export type Verdict =
  | { readonly verdict: 'as-claimed' }
  | { readonly verdict: 'known-deviation'; readonly because: string; readonly see: string }
  | { readonly verdict: 'surprise'; readonly differences: readonly Difference[] }
  | { readonly verdict: 'not-run'; readonly because: string };

/** One field of one exchange that is not as expected. */
export interface Difference {
  readonly as: string;
  readonly field: keyof Expectation;
  readonly expected: unknown;
  readonly observed: unknown;
}

/** Who observed: the column, as far as a verdict depends on it. */
export interface Observer {
  readonly column: string;
  readonly policy: Policy;
  readonly topology: Naming;
}

/** What was seen of the exchanges of a scenario, by label. */
type Seen = ReadonlyMap<string, Witnessed>;

/** Judges one row by the observations of its scenario's exchanges, by label. */
export function judge(row: Row, observed: Seen, observer: Observer): Verdict {
  const claimed = claimedOf(row, observer);
  const differences = differencesFrom(claimed, observed);
  if (differences.length === 0) return { verdict: 'as-claimed' };
  const known = row.deviations.filter((deviation) => holdsFor(deviation, observer));
  // Several may hold at once, each about its own exchange: then they hold together.
  const together = known.reduce((all, { expect }) => merge(all, expect), claimed);
  const deviation =
    known.find(({ expect }) => differencesFrom(merge(claimed, expect), observed).length === 0) ??
    (differencesFrom(together, observed).length === 0 ? known[0] : undefined);
  return deviation
    ? { verdict: 'known-deviation', because: deviation.because, see: deviation.see }
    : { verdict: 'surprise', differences };
}

/** What is claimed of a row under the observer's policy. */
export const claimedOf = (row: Row, { policy }: Observer): Expectations =>
  merge(row.expect, row.under[policy] ?? {});

/** Where two accounts of a row differ in what the row judges: `expected` by the one, `observed` by the other. */
export function disagreements(
  row: Row,
  expected: Seen,
  observed: Seen,
  observer: Observer,
): Difference[] {
  return Object.entries(claimedOf(row, observer)).flatMap(([as, expectation]) => {
    const [one, other] = [expected.get(as), observed.get(as)];
    if (!one || !other) return [];
    const shown = (field: ExpectationField, by: Witnessed) =>
      compared(field, expectation, by).observed;
    return judgedFields(expectation)
      .map((field) => {
        const [says, shows] = [shown(field, one), shown(field, other)];
        return { as, field, expected: says, observed: likewise(shows, says) };
      })
      .filter(({ expected, observed }) => !same(expected, observed));
  });
}

/** Of headers those that the other account has too: what one does not predict it does not contradict. */
function likewise(observed: unknown, expected: unknown): unknown {
  if (!isRecord(observed) || !isRecord(expected)) return observed;
  return Object.fromEntries(Object.entries(observed).filter(([name]) => name in expected));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Is a deviation recorded for this observer? */
export function holdsFor({ where, topology }: Deviation, observer: Observer): boolean {
  const columns = [where].flat();
  return (
    columns.some((glob) => matchesGlob(glob, observer.column)) &&
    (!topology || topology.some((id) => id === observer.topology))
  );
}

/** `changes` laid over `base`, field by field. */
export function merge(base: Expectations, changes: Expectations): Expectations {
  const merged: Record<string, Expectation> = { ...base };
  for (const [label, fields] of Object.entries(changes)) {
    merged[label] = { ...merged[label], ...fields };
  }
  return merged;
}

function differencesFrom(expected: Expectations, observed: Seen): Difference[] {
  return Object.entries(expected).flatMap(([as, expectation]) => {
    const observation = observed.get(as);
    if (!observation) return unobserved(as, expectation);
    return judgedFields(expectation)
      .map((field) => ({ as, field, ...compared(field, expectation, observation) }))
      .filter(({ expected, observed }) => !same(expected, observed));
  });
}

/** Nothing is as claimed that nobody saw. */
function unobserved(as: string, { about: _, ...fields }: Expectation): Difference[] {
  return Object.entries(fields).map(([field, expected]) => ({
    as,
    field: field as keyof Expectation,
    expected,
    observed: null,
  }));
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
