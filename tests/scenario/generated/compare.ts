/** For tests: a recording of a browser beside what the model of that browser predicts of its plan. */
import type { Answer } from '../../../lab/base/recipe.ts';
import { agentOf, isAgentId, prediction } from '../../../lab/model/index.ts';
import type { Recording } from '../../../lab/scenario/recording.ts';
import { type Witnessed, witnessed } from '../../../lab/scenario/witnessed.ts';
import { isKnown } from './known.ts';

/** An exchange that is not as predicted: the fields that differ, as they were seen and predicted. */
export interface Difference {
  readonly as: string;
  readonly fields: readonly string[];
  readonly seen: Readonly<Record<string, unknown>>;
  readonly predicted: Readonly<Record<string, unknown>>;
}

export interface Compared {
  /** How many exchanges both tell of. */
  readonly exchanges: number;
  /** Why others are not predicted, once for each of them. */
  readonly undecided: readonly string[];
  readonly differing: readonly Difference[];
}

const pairs = (cookies: Witnessed['sent']) =>
  cookies?.map(({ name, value }) => `${name}=${value}`) ?? null;

/** What both tell of an exchange. */
export function told(one: Witnessed): Readonly<Record<string, unknown>> {
  const origin = one.requestHeader('origin');
  return {
    arrived: one.arrived,
    method: one.method,
    sent: pairs(one.sent),
    preflight: one.preflight && pairs(one.preflight.sent),
    origin: 'value' in origin ? origin.value : null,
    // Of a name that is set twice one is kept: which of them, the values tell.
    stored: one.lifetimes && Object.fromEntries(Object.entries(one.lifetimes).sort()),
    readable: one.readable,
    taken: one.taken,
    documentCookie: pairs(one.documentCookie),
    cookieStore: pairs(one.cookieStore),
    cookieChanges: one.cookieChanges,
    storageAccess: one.storageAccess,
  };
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

const mayChangeJar = ({ setCookie = [], headers = [] }: Answer): boolean =>
  setCookie.length > 0 || headers.some(([name]) => name.toLowerCase() === 'clear-site-data');

/** Fields that show what the jar holds. */
const ofCookies = new Set(['sent', 'documentCookie', 'cookieStore', 'cookieChanges']);

/** From where a wait ran out nothing is compared: what was not seen may have come later. */
export function compare(recording: Recording, column: { id: string; version: string }): Compared {
  if (!isAgentId(column.id)) return { exchanges: 0, undecided: [], differing: [] };
  const { plan, observations } = recording;
  const predicted = prediction(plan, agentOf(column.id, column.version));
  const [says, shows] = [witnessed(predicted), witnessed(recording)];
  const undecided = Object.values(predicted.gaps);
  // What the jar holds at the end, also what is not predicted may have changed.
  const isOpen = undecided.length > 0;
  // From an exchange on that is not predicted and may change the jar, nobody knows the cookies.
  const changed = plan.exchanges.findIndex(
    ({ id, answer }) => id in predicted.gaps && mayChangeJar(answer),
  );
  const isUnknown = (as: string, field: string) =>
    (field === 'stored' && isOpen) ||
    (changed >= 0 &&
      ofCookies.has(field) &&
      plan.exchanges.findIndex((one) => one.as === as) > changed);
  const late = plan.exchanges.findIndex(({ id }) => observations[id]?.script.ranOut);
  const seenOf = late < 0 ? plan.exchanges : plan.exchanges.slice(0, late);
  const both = seenOf.flatMap(({ as }) => {
    const [one, other] = [shows.get(as), says.get(as)];
    return one && other ? [{ as, seen: told(one), predicted: told(other) }] : [];
  });
  const differing = both.flatMap(({ as, seen, predicted }) => {
    const fields = Object.keys(seen).filter(
      (field) =>
        !isSame(seen[field], predicted[field]) &&
        !isUnknown(as, field) &&
        !isKnown({ column: column.id, field, seen: seen[field], predicted: predicted[field] }),
    );
    if (fields.length === 0) return [];
    const only = (all: typeof seen) =>
      Object.fromEntries(fields.map((field) => [field, all[field]]));
    const { error } = shows.get(as)?.observation.script ?? {};
    return [
      { as, fields, seen: { ...only(seen), ...(error && { error }) }, predicted: only(predicted) },
    ];
  });
  return { exchanges: both.length, undecided, differing };
}
