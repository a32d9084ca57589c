/** What has to be done again for one exchange of a recording to end as it did. */
import { cookieNameOf } from '../../base/set-cookie.ts';
import type { DocId, ExchangeId, PlannedExchange } from '../../scenario/plan/planned.ts';
import type { Message, Recording } from '../../scenario/recording.ts';

/** Responses that set the cookie, at most: the last ones before the exchange. */
const mostSetters = 5;

/**
 * The exchange with its redirects; those that set, delete or write its cookie before; those whose
 * cached response it may have got; and the documents in which all of them are asked, with the
 * navigations that led there. In the order of the recording.
 *
 * @param options.withLate also what was asked before the exchange, and answered too late for it.
 */
export function sliceOf(
  recording: Recording,
  exchange: ExchangeId,
  cookie: string | null,
  { withLate = false } = {},
): PlannedExchange[] {
  const { exchanges, documents } = recording.plan;
  const byId = new Map(exchanges.map((one) => [one.id, one]));
  const nextHop = new Map(exchanges.flatMap((one) => (one.hopOf ? [[one.hopOf, one.id]] : [])));
  const docs = new Map(documents.map((one) => [one.id, one]));
  const needed = new Set<ExchangeId>();

  const needDocument = (id: DocId | null) => {
    const document = id === null ? undefined : docs.get(id);
    if (!document || needed.has(document.from)) return;
    need(document.from);
    needDocument(document.parent);
    needDocument(document.initiator);
  };
  const need = (id: ExchangeId) => {
    const one = byId.get(id);
    if (!one || needed.has(id)) return;
    needed.add(id);
    needDocument(one.client);
    if (one.hopOf) need(one.hopOf);
    const next = nextHop.get(id);
    if (next) need(next);
  };

  const place = exchanges.findIndex(({ id }) => id === exchange);
  const asked = exchanges[place];
  const before = exchanges
    .slice(0, place)
    .filter(({ id }) => withLate || !isAnsweredAfter(recording, id, exchange));
  if (cookie !== null) {
    const sets = before.filter((one) => setsCookie(one, recording, cookie));
    for (const { id } of sets.slice(-mostSetters)) need(id);
  }
  for (const { id, url } of before) if (asked && url === asked.url && isCacheable(id)) need(id);
  need(exchange);
  return exchanges.filter(({ id }) => needed.has(id));

  function isCacheable(id: ExchangeId): boolean {
    const lines = messagesOf(recording, id).at(-1)?.response?.headers.lines ?? [];
    return lines.some(
      ([name, value]) => /^cache-control$/i.test(name) && /max-age=[1-9]/.test(value),
    );
  }
}

/** Had the response of one not come when the other was asked? */
function isAnsweredAfter(recording: Recording, one: ExchangeId, other: ExchangeId): boolean {
  const answered = messagesOf(recording, one).at(-1)?.response?.at;
  const asked = messagesOf(recording, other)[0]?.at;
  return answered !== undefined && asked !== undefined && answered > asked;
}

export const messagesOf = ({ observations }: Recording, id: ExchangeId): readonly Message[] =>
  observations[id]?.messages ?? [];

/** Does the exchange set, delete or write a cookie of this name, or clear all? */
function setsCookie({ id, line }: PlannedExchange, recording: Recording, name: string): boolean {
  if (line !== undefined) return cookieNameOf(line) === name;
  return messagesOf(recording, id).some(({ response }) =>
    response?.headers.lines.some(
      ([header, value]) =>
        (/^set-cookie$/i.test(header) && cookieNameOf(value) === name) ||
        /^clear-site-data$/i.test(header),
    ),
  );
}
