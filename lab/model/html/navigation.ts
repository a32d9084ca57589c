/** HTML "navigate": the requests that lead to documents. */
import {
  type Planned,
  type PlannedExchange,
  type PlannedReturn,
  type Targeted,
  targetOf,
} from '../../scenario/plan/planned.ts';
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

/** The destination of a request for what replaces a document. */
export const destinationAt = ({ parent }: DocumentContext): Request['destination'] =>
  parent ? { frameOf: parent } : 'top-level';

/** The address bar: no client, no initiator; or one that its SameSite goes by. */
export function visitRequest(
  exchange: PlannedExchange,
  openPage: DocumentContext | null,
  { addressBar }: UserAgent,
): Request {
  const request = navigation(exchange, null, 'top-level');
  return addressBar === 'nobody' ? request : { ...request, client: openPage };
}

/**
 * RFC 10025 §5.2: what the user reloads is same-site if what led to the document was; what
 * a script reloads is asked by the document itself.
 */
export function reloadRequest(
  { exchange, by }: PlannedReturn,
  document: DocumentContext,
  { reload: { byScript, redirects, post } }: UserAgent,
): Request {
  const asksItself = by === 'script' && byScript === 'the document';
  const postsAgain = post === 'by either' || by === 'user';
  return navigation(
    { ...exchange, method: postsAgain ? document.method : 'GET' },
    asksItself ? document : document.initiator,
    destinationAt(document),
    asksItself || redirects === 'forgotten' ? [] : document.redirects,
  );
}

/** A navigation, by a form or by none. */
export type Submission = Planned & Targeted;

/** A step that leads its document, as a submission. */
export const submissionOf = (step: Planned & { readonly step: string }): Submission => ({
  ...step,
  form: step.step === 'form' ? (step.exchange.method as 'GET' | 'POST') : null,
  fields: 'fields' in step ? (step.fields as Submission['fields']) : {},
});

/** The body of a form, urlencoded; null without one. */
export const bodyOf = ({ form, fields }: Submission): string | null =>
  form && new URLSearchParams(fields).toString();
