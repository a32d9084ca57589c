/** The third witness: what the browser itself says, at the exchange that it belongs to. */
import { corsErrors } from '../base/reasons/index.ts';
import { cookieNameOf } from '../base/set-cookie.ts';
import type { BrowserReason } from '../browsers/reason.ts';
import type { Plan } from '../scenario/plan/planned.ts';
import {
  arrived,
  distinctReasons,
  type Observation,
  preflightMessage,
  type Reason,
  type Recording,
} from '../scenario/recording.ts';

/** Observations with the reasons that the browser told; `exchange` is an id of the plan. */
export function withReasons(
  plan: Plan,
  observations: Recording['observations'],
  told: readonly BrowserReason[],
): Recording['observations'] {
  const placed = told.map((reason) => placeOf(reason, plan)).filter(concerns(plan));
  const explained = Object.entries(observations).map(([id, observation]) => {
    const own = placed
      .filter(({ exchange }) => exchange === id)
      .map(({ exchange: _, ...reason }) => ofPreflight(reason, observation));
    return [id, { ...observation, reasons: distinctReasons(own) }];
  });
  return Object.fromEntries(explained);
}

/** Firefox has one word for an answer and for the preflight's; which it was, the server knows. */
function ofPreflight(reason: Reason, observation: Observation): Reason {
  const prefixed = corsErrors.find((code) => code === `Preflight${reason.code}`);
  return reason.on === 'read' && !arrived(observation) && preflightMessage(observation) && prefixed
    ? { ...reason, code: prefixed, raw: reason.raw ?? reason.code }
    : reason;
}

/** A reason at the exchange that it belongs to, where the browser names another. */
function placeOf(reason: BrowserReason, { exchanges }: Plan): BrowserReason {
  const place = exchanges.findIndex(({ id }) => id === reason.exchange);
  const named = exchanges[place];
  if (!named) return reason;
  if (reason.on === 'read') {
    // An answer that cannot be read is the call's, wherever its redirects ended.
    const first = exchanges.slice(0, place + 1).findLast(({ kind }) => kind !== 'redirect');
    return { ...reason, exchange: first?.id ?? reason.exchange };
  }
  // What a script writes is told of its document.
  const sets = (line: string) => cookieNameOf(line) === reason.cookie;
  if (reason.on === 'send' || named.answer.setCookie?.some(sets)) return reason;
  const write = exchanges.slice(place).find(({ line }) => line !== undefined && sets(line));
  return write ? { ...reason, exchange: write.id } : reason;
}

/** Firefox refuses a third party's cookies also where an answer sets none. */
const concerns =
  ({ exchanges }: Plan) =>
  ({ on, cookie, exchange }: BrowserReason) =>
    on !== 'store' ||
    cookie !== undefined ||
    exchanges.some(({ id, answer }) => id === exchange && answer.setCookie !== undefined);
