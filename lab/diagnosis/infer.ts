/**
 * Reasons that no browser gave, from what was seen. A model of the browser predicts the whole
 * performance; where that and what was seen of a cookie are the same throughout, its reasons are
 * the likely ones. Where they differ the model does not understand the browser, and nothing is said.
 */
import { prediction, type UserAgent } from '../model/index.ts';
import type { Plan, PlannedExchange } from '../scenario/plan/planned.ts';
import { distinctReasons, type Reason, type Recording } from '../scenario/recording.ts';
import { type Witnessed, witnessed } from '../scenario/witnessed.ts';

/** By the exchange's label. */
type Account = ReadonlyMap<string, Witnessed>;

/** A recording whose reasons are completed, where its browser is silent, by those that its agent's model infers. */
export function withInferredReasons(recording: Recording, agent: UserAgent): Recording {
  const { plan, observations } = recording;
  const seen = witnessed(recording);
  const predicted = witnessed(prediction(plan, agent));
  // Nothing was seen of what was not asked.
  for (const [as, { observation }] of seen) if (observation.standing) predicted.delete(as);
  const inferred = inferReasons(plan, seen, predicted);
  const explained = [...seen].map(([as, { exchange, observation }]) => {
    const told = observation.reasons;
    const isSilent = (reason: Reason) =>
      !told.some(({ on, cookie }) => on === reason.on && cookie === reason.cookie);
    const reasons = [...told, ...(inferred.get(as) ?? []).filter(isSilent)];
    return [exchange.id, { ...observation, reasons: distinctReasons(reasons) }] as const;
  });
  return { ...recording, observations: { ...observations, ...Object.fromEntries(explained) } };
}

/** What explains one performance, by label. Exchanges that the model does not predict are missing. */
export function inferReasons(
  { exchanges }: Plan,
  seen: Account,
  predicted: Account,
): Map<string, Reason[]> {
  const agrees = agreement(seen, predicted);
  const inferred = new Map<string, Reason[]>();
  for (const [place, exchange] of exchanges.entries()) {
    const [here, model] = [seen.get(exchange.as), predicted.get(exchange.as)];
    if (!here || !model) continue;
    const later = exchanges.slice(place + 1).filter(({ as }) => seen.get(as)?.arrived);
    const explains = (reason: Reason) =>
      reason.cookie === undefined
        ? explainsAll[reason.on](here, model)
        : agrees(reason.cookie) && explainsCookie(reason, here, exchange, later);
    inferred.set(
      exchange.as,
      model.observation.reasons.filter(explains).map((reason) => ({ ...reason, by: 'inferred' })),
    );
  }
  return inferred;
}

/** Is a cookie, wherever one could see it, where the model says? */
function agreement(seen: Account, predicted: Account): (cookie: string) => boolean {
  const shown = (observation: Witnessed, cookie: string) => ({
    sent: holds(observation.sent ?? [], cookie),
    stored: observation.stored?.includes(cookie),
    documentCookie: observation.documentCookie && holds(observation.documentCookie, cookie),
  });
  return (cookie) =>
    [...seen].every(([id, observation]) => {
      const model = predicted.get(id);
      if (!model) return true;
      const [here, there] = [shown(observation, cookie), shown(model, cookie)];
      return (
        here.sent === there.sent &&
        (here.stored ?? there.stored) === there.stored &&
        (here.documentCookie ?? there.documentCookie) === there.documentCookie
      );
    });
}

/** Was it seen, in this exchange or a later one, that the cookie is missing? */
function explainsCookie(
  { on, cookie = '' }: Reason,
  here: Witnessed,
  { url }: PlannedExchange,
  later: readonly PlannedExchange[],
): boolean {
  switch (on) {
    case 'send':
      return here.sent !== null && !holds(here.sent, cookie);
    case 'read':
      return here.documentCookie !== null && !holds(here.documentCookie, cookie);
    case 'store':
      // Where nobody looked into the jar, a request to the same host shows what is not in it.
      return here.stored === null
        ? later.some((exchange) => hostOf(exchange.url) === hostOf(url))
        : !here.stored.includes(cookie);
  }
}

/** Does a reason about a request or an answer as a whole fit what became of that? */
const explainsAll: Record<Reason['on'], (here: Witnessed, model: Witnessed) => boolean> = {
  send: (here, model) => !here.arrived && !model.arrived,
  store: () => false,
  read: (here, model) => here.readable !== true && here.readable === model.readable,
};

const holds = (cookies: NonNullable<Witnessed['sent']>, cookie: string) =>
  cookies.some(({ name }) => name === cookie);

const hostOf = (url: string) => (url === '' ? '' : new URL(url).hostname);
