/** Fetch §4.6 and §4.7: an answer from the HTTP cache, or from the server with cookies both ways. */
import { getHeader, type Header } from '../../base/headers.ts';
import { cookieNameOf } from '../../base/set-cookie.ts';
import type { PlannedExchange } from '../../scenario/plan/planned.ts';
import { requestAccess } from '../cookies/access.ts';
import { serialize } from '../cookies/cookie.ts';
import { notSent, notStored, type SendReason } from '../reasons.ts';
import { type ExchangeRecord, hasLeft, message } from '../record.ts';
import { storageAccessHeader } from '../storage-access/headers.ts';
import type { UserAgentState } from '../user-agent-state.ts';
import type { CacheRequest, StoredResponse } from './http-cache.ts';
import {
  currentUrl,
  includesCredentials,
  isRedirect,
  originHeader,
  type Request,
} from './request.ts';
import { respond } from './respond.ts';

/** An exchange of the plan and its account. */
export interface Hop {
  readonly exchange: PlannedExchange;
  readonly record: ExchangeRecord;
}

/** Fetch §4.6, HTTP-network-or-cache fetch. */
export function fetchFromNetworkOrCache(
  request: Request,
  hop: Hop,
  state: UserAgentState,
  cacheMode: 'default' | 'reload' = 'default',
): StoredResponse {
  const asked = cacheRequest(request, hop, state);
  const stored = cacheMode === 'default' ? state.cache?.select(asked, state.now) : null;
  if (!stored) return fetchFromNetwork(request, asked, hop, state);
  hop.record.reasons.push({ on: 'send', code: 'FromCache', by: 'model' });
  return stored;
}

/** Fetch §4.7, HTTP-network fetch. */
function fetchFromNetwork(
  request: Request,
  asked: CacheRequest,
  { exchange, record }: Hop,
  state: UserAgentState,
): StoredResponse {
  const cookie = sendCookies(request, record, state);
  if (cookie.includes('\x7f')) {
    // RFC 9110 §5.5: no server takes it, and none tells of the request.
    record.reasons.push({ on: 'send', code: 'NetworkError', by: 'model' });
    return { status: 400, headers: [], body: '' };
  }
  const headers: readonly (readonly [string, string | null])[] = [
    ['Cookie', cookie || null],
    ['Origin', originHeader(request)],
    ['Sec-Fetch-Storage-Access', storageAccessHeader(request, state)],
    ['Authorization', getHeader(request.headers, 'Authorization')],
    ['X-XSRF-TOKEN', getHeader(request.headers, 'X-XSRF-TOKEN')],
  ];
  const lines = headers.filter((line): line is Header => line[1] !== null);
  const response = respond(request, exchange.answer, cookie, state);
  const role = hasLeft(record) ? 'retry' : 'actual';
  record.messages.push(message(role, request, lines, response, state.now));
  state.cache?.store(asked, response, state.now);
  state.now += 1 + (exchange.answer.delay ?? 0);
  storeCookies(request, response, record, state);
  return response;
}

/** What the HTTP cache is asked. It may want to know the cookies, which go along by then. */
function cacheRequest(
  request: Request,
  { exchange: { id, again = id } }: Hop,
  { sites, agent, jar, now }: UserAgentState,
): CacheRequest {
  const access = requestAccess(request, sites, agent);
  const credentials = includesCredentials(request);
  const special: Readonly<Record<string, () => string | null>> = {
    origin: () => originHeader(request),
    cookie: () => (credentials ? serialize(jar.retrieve(access, now).cookies) : null),
  };
  return {
    method: request.method,
    // A recipe makes every URL one of its own: only asking again asks for the same.
    url: `${currentUrl(request).href}#${again}`,
    // A navigation's own site is the top-level one.
    partition: `${access.partition.site}${agent.httpCache === 'by credentials' ? ` ${credentials}` : ''}`,
    header: (name) => special[name.toLowerCase()]?.() ?? getHeader(request.headers, name),
  };
}

/** Fetch §3.1.1: the request's `Cookie` header; `''` for none. */
function sendCookies(
  request: Request,
  record: ExchangeRecord,
  { jar, sites, agent, now }: UserAgentState,
): string {
  const withCredentials = includesCredentials(request);
  const { cookies, withheld } = jar.retrieve(requestAccess(request, sites, agent), now);
  const omitted: readonly SendReason[] = withCredentials ? [] : ['CredentialsOmitted'];
  for (const { name } of withCredentials ? [] : cookies) {
    record.reasons.push(notSent(name, 'CredentialsOmitted'));
  }
  for (const { cookie, reasons } of withheld) {
    const codes = [...omitted, ...reasons];
    record.reasons.push(...codes.map((code) => notSent(cookie.name, code)));
  }
  return withCredentials ? serialize(cookies) : '';
}

/** Fetch §3.1.2: parses and stores response `Set-Cookie` headers. CORS has no say in it. */
function storeCookies(
  request: Request,
  { status, headers }: StoredResponse,
  record: ExchangeRecord,
  { jar, sites, agent, now }: UserAgentState,
) {
  const isUnread =
    request.mode === 'websocket' &&
    isRedirect(status) &&
    agent.webSocketRedirects === 'refused unread';
  for (const [name, line] of headers) {
    if (name.toLowerCase() !== 'set-cookie') continue;
    if (!includesCredentials(request)) {
      record.reasons.push(notStored(cookieNameOf(line), 'CredentialsOmitted'));
      continue;
    }
    if (isUnread) {
      record.reasons.push(notStored(cookieNameOf(line), 'UnknownError'));
      continue;
    }
    const stored = jar.store(line, requestAccess(request, sites, agent), now);
    if (stored.cookie) record.accepted.push(stored.cookie);
    record.reasons.push(...stored.reasons.map((code) => notStored(stored.name, code)));
  }
}
