/** Serves what one origin served from another: https in place of http, one host name in place of two. */
import type { Cors } from '../../base/recipe.ts';
import type { Plan, PlannedExchange } from '../../scenario/plan/planned.ts';

/**
 * The plan with an origin served elsewhere: of the request where the URL has its path, else of the
 * page that asks. Redirects, initiators and allowed origins follow.
 */
export function moveTo(plan: Plan, asked: PlannedExchange, to: URL): Plan {
  const from = movedOrigin(plan, asked, to);
  if (from === null || from === to.origin) return plan;
  const [before, https] = [new URL(from), to.protocol === 'https:'];
  const url = (href: string) => {
    const one = URL.canParse(href) ? new URL(href) : null;
    // What a host serves over https it serves so on all of its ports.
    const isAlso = https && one?.hostname === before.hostname && one.protocol === 'http:';
    if (isAlso && to.hostname === before.hostname) return href.replace('http:', 'https:');
    return one?.origin === from ? to.origin + href.slice(from.length) : href;
  };
  const origin = url;
  const cors = (one: Cors): Cors =>
    one.mode === 'allow' ? { ...one, origins: one.origins.map(origin) } : one;
  const moved = (exchange: PlannedExchange): PlannedExchange => {
    const { answer, initiator } = exchange;
    return {
      ...exchange,
      url: url(exchange.url),
      initiator: initiator === null ? null : origin(initiator),
      answer: {
        ...answer,
        ...(answer.cors && { cors: cors(answer.cors) }),
        ...(answer.preflight?.cors && {
          preflight: { ...answer.preflight, cors: cors(answer.preflight.cors) },
        }),
        ...(answer.location !== undefined && { location: url(answer.location) }),
      },
    };
  };
  return {
    ...plan,
    documents: plan.documents.map((one) => ({ ...one, url: url(one.url) })),
    exchanges: plan.exchanges.map(moved),
  };
}

function movedOrigin({ documents }: Plan, { url, client }: PlannedExchange, to: URL) {
  const page = documents.find(({ id }) => id === client);
  const pageUrl = page && new URL(page.url);
  const isPages = pageUrl?.host === to.host && pageUrl.origin !== to.origin;
  if (isPages) return pageUrl.origin;
  return url !== '' && new URL(url).pathname === to.pathname ? new URL(url).origin : null;
}
