/** HTML "navigate": the requests that lead to documents. */
import { type PlannedExchange, targetOf } from '../../scenario/plan/planned.ts';
import type { UserAgent } from '../agents/agent.ts';
import { isAskedSameSite } from '../cookies/access.ts';
import { isTrustworthy } from '../fetch/mixed-content.ts';
import type { Request } from '../fetch/request.ts';
import type { UserAgentState } from '../user-agent-state.ts';
import { type DocumentContext, originOf } from './document.ts';

/** A request of a document, or of the address bar; `redirects` are the URLs that led to its own before. */
export function navigation(
  exchange: PlannedExchange,
  client: DocumentContext | null,
  destination: Request['destination'],
  redirects: readonly URL[] = [],
): Request {
  const target = targetOf(exchange);
  const [first = target, ...rest] = redirects;
  return {
    urls: redirects.length > 0 ? [first, ...rest, target] : [target],
    method: exchange.method,
    client,
    destination,
    origin: client && originOf(client),
    mode: 'navigate',
    credentials: 'include',
    headers: [],
    body: null,
    tainting: 'basic',
    upgradeable: false,
  };
}

/** Is the document that a request led to one that a same-site request led to? At the top always. */
export const isLoadedSameSite = (request: Request, { sites, agent }: UserAgentState): boolean =>
  request.destination === 'top-level' || isAskedSameSite(request, sites, agent);

/** Mixed Content §7.1: does a secure page submit a form to plain http? */
export const isMixedForm = (
  exchange: PlannedExchange,
  document: DocumentContext,
  agent: UserAgent,
) => document.url.protocol === 'https:' && !isTrustworthy(targetOf(exchange), agent);
