/** The account of one exchange while it is being written. */
import type { Cookie as SentCookie } from '../base/arrival.ts';
import type { Observation } from '../scenario/exchange.ts';
import type { Taken } from '../scenario/taken.ts';
import type { Cookie } from './cookies/cookie.ts';
import { type ModelReason, notStored } from './reasons.ts';
import type { UserAgentState } from './user-agent-state.ts';

export interface ExchangeRecord {
  arrived: boolean;
  sent: readonly SentCookie[];
  method: string | null;
  status: number | null;
  requestHeaders: Observation['requestHeaders'];
  preflight: Observation['preflight'];
  /** What the answer put into the jar. */
  readonly accepted: Cookie[];
  readable: boolean | null;
  documentCookie: readonly SentCookie[] | null;
  cookieStore: readonly SentCookie[] | null;
  cookieChanges: Observation['cookieChanges'];
  storageAccess: Observation['storageAccess'];
  headers: Readonly<Record<string, string>> | null;
  taken: Taken;
  readonly reasons: ModelReason[];
}

export const newRecord = (): ExchangeRecord => ({
  arrived: false,
  sent: [],
  method: null,
  status: null,
  requestHeaders: null,
  preflight: null,
  accepted: [],
  readable: null,
  documentCookie: null,
  cookieStore: null,
  cookieChanges: null,
  storageAccess: null,
  headers: null,
  taken: {},
  reasons: [],
});

/** Closes the account at the end of the plan: what was stored is what the jar holds by then. */
export function observation(record: ExchangeRecord, { jar, now }: UserAgentState): Observation {
  const { accepted, reasons, ...rest } = record;
  const held = accepted.filter((cookie) => jar.holds(cookie, now));
  const evicted = accepted.filter((cookie) => jar.wasEvicted(cookie) && !held.includes(cookie));
  return {
    ...rest,
    stored: held.map(({ name }) => name),
    lifetimes: Object.fromEntries(held.map(({ name, expires }) => [name, daysFrom(now, expires)])),
    error: null,
    reasons: [...reasons, ...evicted.map(({ name }) => notStored(name, 'Evicted'))],
  };
}

const day = 24 * 60 * 60 * 1000;

/** Whole days until a time; null for the end of the session. */
const daysFrom = (now: number, time: number) =>
  time === Infinity ? null : Math.round((time - now) / day);
