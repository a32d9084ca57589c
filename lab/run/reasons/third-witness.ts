/** The third witness: what the browser itself says, and where it is silent what explains it. */

import { corsErrors } from '../../base/reasons/index.ts';
import type { BrowserReason } from '../../browsers/reason.ts';
import { agentOf, isAgentId, predict } from '../../model/index.ts';
import type { Observation, Reason } from '../../scenario/exchange.ts';
import type { Plan } from '../../scenario/plan/planned.ts';
import { nameOf } from '../../scenario/rows.ts';
import type { Performed } from '../perform.ts';
import { type Account, inferReasons } from './infer.ts';

/** Puts reasons into what was performed by a column's browser. */
export function withReasons(
  performed: Performed,
  plan: Plan,
  told: readonly BrowserReason[],
  { id, version }: { readonly id: string; readonly version: string },
): Performed {
  const seen = new Map(
    plan.exchanges.map(({ id, as }) => [id, performed.observations.get(as) as Observation]),
  );
  const all: Account = isAgentId(id) ? predict(plan, agentOf(id, version)) : new Map();
  // Nothing was seen of what was not asked.
  const predicted = new Map([...all].filter(([id]) => !performed.standing.has(id)));
  const inferred = inferReasons(plan, seen, predicted);
  const placed = told.map((reason) => placeOf(reason, plan)).filter(concerns(plan));
  const observations = plan.exchanges.map(({ id, as }): [string, Observation] => {
    const observation = seen.get(id) as Observation;
    const own = placed
      .filter(({ exchange }) => exchange === id)
      .map(({ exchange: _, ...reason }) => ofPreflight(reason, observation));
    const silent = (reason: Reason) =>
      !own.some(({ on, cookie }) => on === reason.on && cookie === reason.cookie);
    const reasons = [...own, ...(inferred.get(id) ?? []).filter(silent)];
    return [as, { ...observation, reasons: distinct(reasons) }];
  });
  return { ...performed, observations: new Map(observations) };
}

/** Firefox has one word for an answer and for the preflight's; which it was, the server knows. */
function ofPreflight(reason: Reason, { arrived, preflight }: Observation): Reason {
  const prefixed = corsErrors.find((code) => code === `Preflight${reason.code}`);
  return reason.on === 'read' && !arrived && preflight && prefixed
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
  const sets = (line: string) => nameOf(line) === reason.cookie;
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

function distinct(reasons: readonly Reason[]): Reason[] {
  const key = ({ on, cookie, code, by }: Reason) => JSON.stringify([on, cookie, code, by]);
  return [...new Map(reasons.map((reason) => [key(reason), reason])).values()];
}
