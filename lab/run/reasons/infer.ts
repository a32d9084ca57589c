/**
 * Reasons that no browser gave, from what was seen. A model of the browser predicts the whole
 * performance; where that and what was seen of a cookie are the same throughout, its reasons are
 * the likely ones. Where they differ the model does not understand the browser, and nothing is said.
 */
import type { Observation, Reason } from '../../scenario/exchange.ts';
import type { Plan, PlannedExchange } from '../../scenario/plan/planned.ts';

/** By exchange id. */
export type Account = ReadonlyMap<string, Observation>;

/** What explains one performance, by exchange id. Exchanges that the model does not predict are missing. */
export function inferReasons(
  { exchanges }: Plan,
  seen: Account,
  predicted: Account,
): Map<string, Reason[]> {
  const agrees = agreement(seen, predicted);
  const inferred = new Map<string, Reason[]>();
  for (const [place, exchange] of exchanges.entries()) {
    const [here, model] = [seen.get(exchange.id), predicted.get(exchange.id)];
    if (!here || !model) continue;
    const later = exchanges.slice(place + 1).filter(({ id }) => seen.get(id)?.arrived);
    const explains = (reason: Reason) =>
      reason.cookie === undefined
        ? explainsAll[reason.on](here, model)
        : agrees(reason.cookie) && explainsCookie(reason, here, exchange, later);
    inferred.set(
      exchange.id,
      model.reasons.filter(explains).map((reason) => ({ ...reason, by: 'inferred' })),
    );
  }
  return inferred;
}

/** Is a cookie, wherever one could see it, where the model says? */
function agreement(seen: Account, predicted: Account): (cookie: string) => boolean {
  const shown = (observation: Observation, cookie: string) => ({
    sent: observation.arrived && holds(observation.sent, cookie),
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
  here: Observation,
  { url }: PlannedExchange,
  later: readonly PlannedExchange[],
): boolean {
  switch (on) {
    case 'send':
      return here.arrived && !holds(here.sent, cookie);
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
const explainsAll: Record<Reason['on'], (here: Observation, model: Observation) => boolean> = {
  send: (here, model) => !here.arrived && !model.arrived,
  store: () => false,
  read: (here, model) => here.readable !== true && here.readable === model.readable,
};

const holds = (cookies: Observation['sent'], cookie: string) =>
  cookies.some(({ name }) => name === cookie);

const hostOf = (url: string) => (url === '' ? '' : new URL(url).hostname);
