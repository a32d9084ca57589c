/** The verdict: what was observed against what is claimed. */

import type { Cookie } from '../base/arrival.ts';
import { matchesGlob } from '../base/glob.ts';
import type { TopologyId } from '../base/topology.ts';
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
  readonly topology: TopologyId;
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
    const [says, shows] = [comparisons(expectation, one), comparisons(expectation, other)];
    return fieldsOf(says)
      .map((field) => ({
        as,
        field,
        expected: says[field]?.observed,
        observed: likewise(shows[field]?.observed, says[field]?.observed),
      }))
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
    (!topology || topology.includes(observer.topology))
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
    const compared = comparisons(expectation, observation);
    return fieldsOf(compared)
      .map((field) => ({ as, field, ...(compared[field] as Compared) }))
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

type Compared = { expected: unknown; observed: unknown };
type Comparisons = Partial<Record<keyof Expectation, Compared>>;

const fieldsOf = (compared: Comparisons) => Object.keys(compared) as (keyof Expectation)[];

/** Each expected field beside what was observed, in the words of the expectation. */
function comparisons(expectation: Expectation, observation: Witnessed): Comparisons {
  const { about, arrived, sent, order, stored, lifetime, status, readable, taken } = expectation;
  const { documentCookie, cookieStore, cookieChanges, storageAccess } = expectation;
  const { method, preflight, header, requestHeader } = expectation;
  const inOrder = (cookies: readonly Cookie[], like: readonly string[]) =>
    cookies
      .filter(({ name }) => about === undefined || name === about)
      .map(({ name, value }) =>
        like.includes(`${name}=${value}`) || like.some((one) => one.startsWith(`${name}=`))
          ? `${name}=${value}`
          : name,
      );
  const sorted = (list: readonly string[]) => [...list].sort();
  const names = (cookies: readonly Cookie[], like: readonly string[]) =>
    sorted(inOrder(cookies, like));
  return {
    ...(arrived !== undefined && {
      arrived: { expected: arrived, observed: observation.arrived },
    }),
    // Cookies can only be judged on a request that came: null is no list.
    // A deviation may say that none comes: then it speaks of no cookie.
    ...(sent &&
      arrived !== false && {
        sent: {
          expected: sorted(sent),
          observed: observation.sent && names(observation.sent, sent),
        },
      }),
    ...(order && {
      order: {
        expected: order,
        observed: observation.sent && inOrder(observation.sent, order),
      },
    }),
    ...(stored && {
      stored: {
        expected: sorted(stored),
        observed:
          observation.stored &&
          sorted(observation.stored.filter((name) => about === undefined || name === about)),
      },
    }),
    ...(lifetime && {
      lifetime: {
        expected: lifetime,
        observed:
          observation.lifetimes &&
          Object.fromEntries(
            Object.keys(lifetime).map((name) => [name, lifetimeOf(name, observation)]),
          ),
      },
    }),
    ...(method !== undefined && {
      method: { expected: method, observed: observation.method },
    }),
    ...(status !== undefined && {
      status: { expected: status, observed: observation.status },
    }),
    ...(readable !== undefined && {
      readable: { expected: readable, observed: observation.readable },
    }),
    ...(taken && {
      taken: {
        expected: taken,
        observed:
          observation.readable === null
            ? null
            : Object.fromEntries(
                Object.keys(taken).map((name) => [name, observation.taken[name] ?? null]),
              ),
      },
    }),
    ...(documentCookie && {
      documentCookie: {
        expected: sorted(documentCookie),
        observed: observation.documentCookie && names(observation.documentCookie, documentCookie),
      },
    }),
    ...(cookieStore && {
      cookieStore: {
        expected: sorted(cookieStore),
        observed: observation.cookieStore && names(observation.cookieStore, cookieStore),
      },
    }),
    ...(cookieChanges && {
      cookieChanges: { expected: cookieChanges, observed: observation.cookieChanges },
    }),
    ...(storageAccess && {
      storageAccess: { expected: storageAccess, observed: observation.storageAccess },
    }),
    ...(preflight !== undefined && {
      preflight: {
        expected: preflight && { sent: sorted(preflight.sent) },
        observed: observation.preflight && {
          sent: names(observation.preflight.sent, preflight?.sent ?? []),
        },
      },
    }),
    ...(header && {
      header: { expected: header, observed: picked(header, observation.headers) },
    }),
    ...(requestHeader && {
      requestHeader: {
        expected: requestHeader,
        observed: observation.arrived ? pickedOf(requestHeader, observation) : null,
      },
    }),
  };
}

/** Days, null for a session cookie, `gone` for one that the jar does not hold. */
function lifetimeOf(name: string, { lifetimes }: Witnessed): number | null | 'gone' {
  const days = lifetimes?.[name];
  return days === undefined ? 'gone' : days;
}

/** Of the request headers those that are asked for, and null for one that is not there; without those that nobody could see. */
const pickedOf = (asked: object, observation: Witnessed) =>
  Object.fromEntries(
    Object.keys(asked).flatMap((name) => {
      const header = observation.requestHeader(name);
      return 'gap' in header ? [] : [[name, header.value]];
    }),
  );

/** Of headers by lower-case name, those that are asked for; null for one that is not there. */
const picked = (asked: object, headers: Readonly<Record<string, string>> | null) =>
  Object.fromEntries(
    Object.keys(asked).map((name) => [name, headers?.[name.toLowerCase()] ?? null]),
  );

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
