/** Fetch §4: a request from its first URL to the end of its redirects. */
import type { PlannedExchange } from '../scenario/plan/planned.ts';
import { requestAccess } from './access.ts';
import { corsCheck } from './cors.ts';
import type { HeaderList } from './headers.ts';
import { withoutMixedContent } from './mixed-content.ts';
import { needsPreflight, preflightCheck } from './preflight.ts';
import { type ModelReason, notReadable, notSent, notStored, type SendReason } from './reasons.ts';
import { type ExchangeRecord, nameAndValue } from './record.ts';
import {
  currentUrl,
  includesCredentials,
  isRedirect,
  originHeader,
  type Request,
  redirected,
} from './request.ts';
import { answerHeaders, statusOf } from './server.ts';
import type { UserAgentState } from './user-agent-state.ts';

/** An exchange of the plan and its account. */
export interface Hop {
  readonly exchange: PlannedExchange;
  readonly record: ExchangeRecord;
}

/** How a load ended. A network error has its reasons; those of the exchanges are in their records. */
export type Loaded =
  | {
      readonly ok: true;
      readonly request: Request;
      readonly status: number;
      readonly headers: HeaderList;
    }
  | { readonly ok: false; readonly reasons: readonly ModelReason[] };

const networkError = (...reasons: ModelReason[]): Loaded => ({ ok: false, reasons });

/** Follows a request through its hops; `hops` are the first exchange and its redirects. */
export function load(first: Request, hops: readonly Hop[], state: UserAgentState): Loaded {
  let request = first;
  for (const [place, hop] of hops.entries()) {
    const loaded = loadOne(request, hop, state);
    const next = hops[place + 1];
    if (loaded.ok && next && isRedirect(loaded.status)) {
      request = redirected(loaded.request, new URL(next.exchange.url), loaded.status);
      continue;
    }
    for (const { record } of hops.slice(place + 1)) refuse(record, 'NotReached');
    return loaded;
  }
  return networkError();
}

/** An exchange that never leaves. */
export const refuse = (record: ExchangeRecord, ...codes: SendReason[]) => {
  record.reasons.push(...codes.map((code): ModelReason => ({ on: 'send', code, by: 'model' })));
};

/** Fetch §4.1, main fetch, for the current URL. */
function loadOne(asked: Request, { exchange, record }: Hop, state: UserAgentState): Loaded {
  const within = typeof asked.destination === 'object' ? asked.destination.frameOf : asked.client;
  const allowed =
    asked.destination === 'top-level' || within === null
      ? currentUrl(asked)
      : withoutMixedContent(currentUrl(asked), within, asked.image, state.agent);
  if (allowed === null) {
    refuse(record, 'MixedContent');
    return networkError(notReadable('MixedContent'));
  }
  const request = tainted({ ...asked, urls: [...asked.urls.slice(0, -1), allowed] as never });
  if (request === null) {
    refuse(record, 'RefusedByApi');
    return networkError(notReadable('DisallowedByMode'));
  }
  if (needsPreflight(request)) {
    record.preflight = { sent: [] };
    const failed = preflightCheck(request, exchange.answer, state.agent);
    ignorePreflightCookies(exchange, record);
    if (failed) {
      refuse(record, 'PreflightFailed');
      return networkError(notReadable(failed));
    }
  }
  return exchangeWithServer(request, { exchange, record }, state);
}

/** Fetch §4.1: response tainting by mode and origin; null where the mode forbids the URL. */
function tainted(request: Request): Request | null {
  if (request.mode === 'navigate') return request;
  if (request.tainting === 'basic' && currentUrl(request).origin === request.origin) return request;
  const tainting = ({ cors: 'cors', 'no-cors': 'opaque', 'same-origin': null } as const)[
    request.mode
  ];
  return tainting && { ...request, tainting };
}

function ignorePreflightCookies({ answer }: PlannedExchange, record: ExchangeRecord) {
  for (const line of answer.preflight?.setCookie ?? []) {
    record.reasons.push(notStored(line.split('=')[0]?.trim() ?? '', 'SetByPreflight'));
  }
}

/** Fetch §4.6 and §4.7, then the CORS check of §4.4. */
function exchangeWithServer(request: Request, hop: Hop, state: UserAgentState): Loaded {
  const { exchange, record } = hop;
  const headers = answerHeaders(exchange.answer, originHeader(request));
  record.arrived = true;
  record.status = statusOf(exchange.answer);
  sendCookies(request, record, state);
  state.now += 1 + (exchange.answer.delay ?? 0);
  storeCookies(request, headers, record, state);
  const failed = request.tainting === 'cors' ? corsCheck(request, headers) : null;
  if (failed) return networkError(notReadable(failed));
  return { ok: true, request, status: record.status, headers };
}

/** Fetch §3.1.1: appends a request `Cookie` header. */
function sendCookies(
  request: Request,
  record: ExchangeRecord,
  { jar, sites, agent, now }: UserAgentState,
) {
  const withCredentials = includesCredentials(request);
  const { cookies, withheld } = jar.retrieve(requestAccess(request, sites, agent), now);
  const omitted: readonly SendReason[] = withCredentials ? [] : ['CredentialsOmitted'];
  record.sent = withCredentials ? cookies.map(nameAndValue) : [];
  for (const { name } of withCredentials ? [] : cookies) {
    record.reasons.push(notSent(name, 'CredentialsOmitted'));
  }
  for (const { cookie, reasons } of withheld) {
    const codes = [...omitted, ...reasons];
    record.reasons.push(...codes.map((code) => notSent(cookie.name, code)));
  }
}

/** Fetch §3.1.2: parses and stores response `Set-Cookie` headers. CORS has no say in it. */
function storeCookies(
  request: Request,
  headers: HeaderList,
  record: ExchangeRecord,
  { jar, sites, agent, now }: UserAgentState,
) {
  for (const [name, line] of headers) {
    if (name.toLowerCase() !== 'set-cookie') continue;
    if (!includesCredentials(request)) {
      record.reasons.push(notStored(line.split('=')[0]?.trim() ?? '', 'CredentialsOmitted'));
      continue;
    }
    const stored = jar.store(line, requestAccess(request, sites, agent), now);
    if (stored.cookie) record.accepted.push(stored.cookie);
    record.reasons.push(...stored.reasons.map((code) => notStored(stored.name, code)));
  }
}
