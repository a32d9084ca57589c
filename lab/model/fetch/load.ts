/** Fetch §4: a request from its first URL to the end of its redirects. */

import type { HeaderList } from '../../base/headers.ts';
import { cookieNameOf } from '../../base/set-cookie.ts';
import { type PlannedExchange, targetOf } from '../../scenario/plan/planned.ts';
import type { UserAgent } from '../agents/agent.ts';
import { requestAccess } from '../cookies/access.ts';
import { clearSiteData } from '../cookies/clear-site-data.ts';
import {
  type CorsError,
  type ModelReason,
  notReadable,
  notStored,
  type SendReason,
} from '../reasons.ts';
import { type ExchangeRecord, hasLeft, message } from '../record.ts';
import { isRetried } from '../storage-access/headers.ts';
import { isEligible, staysEligible } from '../storage-access/storage-access.ts';
import type { UserAgentState } from '../user-agent-state.ts';
import { corsCheck } from './cors.ts';
import type { StoredResponse } from './http-cache.ts';
import { downgradedByHttpsFirst, upgradedByHttpsFirst } from './https-first.ts';
import { withoutMixedContent } from './mixed-content.ts';
import { fetchFromNetworkOrCache, type Hop } from './network.ts';
import { needsPreflight, preflightCheck } from './preflight.ts';
import {
  currentUrl,
  includesCredentials,
  isRedirect,
  type Request,
  redirected,
  serializedOrigin,
  withCurrentUrl,
} from './request.ts';
import { resourcePolicyCheck } from './resource-policy.ts';
import { respondToPreflight } from './respond.ts';
import { unsafeHeaderNames } from './safelist.ts';

/** How a load ended. A network error has its reasons; those of the exchanges are in their records. */
export type Loaded =
  | {
      readonly ok: true;
      readonly request: Request;
      readonly status: number;
      readonly headers: HeaderList;
      readonly body: string;
    }
  | { readonly ok: false; readonly reasons: readonly ModelReason[] };

const networkError = (...reasons: ModelReason[]): Loaded => ({ ok: false, reasons });

/** Follows a request through its hops; `hops` are the first exchange and its redirects. */
export function load(first: Request, hops: readonly Hop[], state: UserAgentState): Loaded {
  let request: Request = { ...first, eligibleForStorageAccess: isEligible(first, state) };
  for (const [place, hop] of hops.entries()) {
    const loaded = loadHttpsFirst(request, hop, state);
    const next = hops[place + 1];
    const isFollowed =
      request.mode !== 'websocket' ||
      state.agent.webSocketRedirects === 'followed, to other hosts as cross-site';
    if (loaded.ok && next && isRedirect(loaded.status) && isFollowed) {
      const to = targetOf(next.exchange);
      const after = atNextUrl(loaded.request, to, loaded.status, state.agent);
      const eligibleForStorageAccess = staysEligible(loaded.request, after, state);
      request = { ...after, eligibleForStorageAccess };
      continue;
    }
    for (const { record } of hops.slice(place + 1)) refuse(record, 'NotReached');
    return loaded;
  }
  return networkError();
}

/** Fetch §4.4, HTTP-redirect fetch, with what agents do otherwise. */
function atNextUrl(request: Request, to: URL, status: number, agent: UserAgent): Request {
  const { mode, method, urls } = request;
  const isNavigation = mode === 'navigate';
  const losesOrigin =
    agent.originAfterRedirect === 'null' ||
    (isNavigation && agent.originAfterRedirect === 'null for navigations');
  const after = redirected(request, to, status);
  const keepsOrigin =
    agent.originOfFormerPost === 'kept' && mode === 'cors' && after.method !== method;
  return {
    ...after,
    // Fetch has no such thing: only the host that was asked first is the page's own.
    crossSite: mode === 'websocket' && to.host !== urls[0].host,
    tellsOrigin: (request.tellsOrigin ?? false) || keepsOrigin,
    originGone: losesOrigin && (request.originGone || to.origin !== currentUrl(request).origin),
  };
}

/** An exchange that never leaves. */
export const refuse = (record: ExchangeRecord, ...codes: SendReason[]) => {
  record.reasons.push(...codes.map((code): ModelReason => ({ on: 'send', code, by: 'model' })));
};

/** Asks by https first where the agent does so; then by plain http if nobody answers, and in Firefox after an error too. */
function loadHttpsFirst(request: Request, hop: Hop, state: UserAgentState): Loaded {
  const upgraded = upgradedByHttpsFirst(request, state);
  if (!upgraded) return loadOne(request, hop, state);
  const loaded = loadOne(upgraded, hop, state);
  if (loaded.ok && (loaded.status < 400 || state.agent.httpsFirst === 'all')) return loaded;
  return loadOne(downgradedByHttpsFirst(request, state), hop, state);
}

/** Fetch §4.1, main fetch, for the current URL. */
function loadOne(asked: Request, hop: Hop, state: UserAgentState): Loaded {
  const { record } = hop;
  const within = typeof asked.destination === 'object' ? asked.destination.frameOf : asked.client;
  const allowed =
    asked.destination === 'top-level' || within === null || asked.mixedContentAllowed
      ? currentUrl(asked)
      : withoutMixedContent(currentUrl(asked), within, asked.upgradeable, state.agent);
  if (allowed === null) {
    const isTooLate =
      state.agent.mixedPreflights === 'sent after a redirect' && asked.urls.length > 1;
    const sent = isTooLate ? tainted(asked) : null;
    if (sent && needsPreflight(sent, state.agent)) preflight(sent, hop, state);
    refuse(record, 'MixedContent');
    return networkError(notReadable('MixedContent'));
  }
  const request = tainted(withCurrentUrl(asked, allowed));
  if (request === null) {
    refuse(record, 'RefusedByApi');
    return networkError(notReadable('DisallowedByMode'));
  }
  const preflighted = needsPreflight(request, state.agent);
  const failed = preflighted ? preflight(request, hop, state) : null;
  if (failed) {
    refuse(record, 'PreflightFailed');
    return networkError(notReadable(failed));
  }
  const wasUnsafe =
    preflighted || unsafeHeaderNames(request.headers).length > 0 || (request.wasUnsafe ?? false);
  return exchangeWithServer({ ...request, wasUnsafe }, hop, state);
}

/** Fetch §4.8, CORS-preflight fetch: what is wrong with its answer; null where it permits. */
function preflight(
  request: Request,
  { exchange, record }: Hop,
  state: UserAgentState,
): CorsError | null {
  const { agent, now } = state;
  // Without the redirects before it, none makes its Origin null.
  const isOfDocument = agent.preflightOrigin === 'the document';
  const sent: Request = isOfDocument ? { ...request, urls: [currentUrl(request)] } : request;
  const asked = unsafeHeaderNames(request.headers);
  const answered = respondToPreflight(sent, exchange.answer, asked, state);
  const lines: HeaderList = [
    ['Origin', serializedOrigin(sent)],
    ['Access-Control-Request-Method', request.method],
    ...(asked.length > 0 ? [['Access-Control-Request-Headers', asked.join(',')] as const] : []),
  ];
  record.messages.push(message('preflight', request, lines, answered, now));
  ignorePreflightCookies(exchange, record);
  return preflightCheck(sent, answered, agent);
}

/** Fetch §4.1: response tainting by mode and origin; null where the mode forbids the URL. */
function tainted(request: Request): Request | null {
  // A WebSocket knows no origin but its own word for it: CORS has no part in it.
  if (request.mode === 'navigate' || request.mode === 'websocket') return request;
  if (request.tainting === 'basic' && currentUrl(request).origin === request.origin) return request;
  const tainting = ({ cors: 'cors', 'no-cors': 'opaque', 'same-origin': null } as const)[
    request.mode
  ];
  return tainting && { ...request, tainting };
}

function ignorePreflightCookies({ answer }: PlannedExchange, record: ExchangeRecord) {
  for (const line of answer.preflight?.setCookie ?? []) {
    record.reasons.push(notStored(cookieNameOf(line), 'SetByPreflight'));
  }
}

/** Fetch §4.4: the answer, and whether the page may have it. */
function exchangeWithServer(asked: Request, hop: Hop, state: UserAgentState): Loaded {
  const answered = fetchFromNetworkOrCache(asked, hop, state);
  if (isRetried(asked, answered.headers, state)) return retry(asked, hop, state);
  return judged(asked, answered, hop, state);
}

/** Storage Access Headers, HTTP-storage-access-retry-fetch: the same once more, now with cookies. */
function retry(asked: Request, hop: Hop, state: UserAgentState): Loaded {
  const request = { ...asked, eligibleForStorageAccess: true };
  return judged(request, fetchFromNetworkOrCache(request, hop, state, 'reload'), hop, state);
}

function judged(
  request: Request,
  { status, headers, body }: StoredResponse,
  hop: Hop,
  state: UserAgentState,
): Loaded {
  const failed = request.tainting === 'cors' ? corsCheck(request, headers) : null;
  if (hasLeft(hop.record)) {
    const access = requestAccess(request, state.sites, state.agent);
    const withCredentials = includesCredentials(request);
    const answer = {
      ...{ access, headers, withCredentials, passesCors: failed === null },
      to: request.mode === 'websocket' ? ('handshake' as const) : ('request' as const),
      redirects: isRedirect(status),
    };
    clearSiteData(answer, state);
  }
  const refused =
    failed ??
    (request.tainting === 'opaque' ? resourcePolicyCheck(request, headers, state.sites) : null);
  if (refused) return networkError(notReadable(refused));
  return { ok: true, request, status, headers, body };
}
