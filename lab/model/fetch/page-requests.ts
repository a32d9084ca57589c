/** Requests that leave the document where it is: those of scripts and of elements. */

import type { HeaderList } from '../../base/headers.ts';
import { originOfUrl } from '../../base/origin.ts';
import { type PlannedRequest, targetOf } from '../../scenario/plan/planned.ts';
import { takeFrom } from '../../scenario/taken.ts';
import type { UserAgent } from '../agents/agent.ts';
import { cookieThrows, scriptCookies } from '../cookies/document-cookie.ts';
import { type DocumentContext, isSecureContext, originOf } from '../html/document.ts';
import { notReadable } from '../reasons.ts';
import type { RequestApart } from '../storage-access/rules.ts';
import type { UserAgentState } from '../user-agent-state.ts';
import { visibleHeaders } from './cors.ts';
import { type Loaded, load, refuse } from './load.ts';
import type { Hop } from './network.ts';
import type { Request } from './request.ts';
import {
  isForbiddenHeader,
  isForbiddenMethod,
  isSafelistedHeader,
  isSafelistedMethod,
  normalizedMethod,
} from './safelist.ts';

/** Performs the step in a document. `hops` are its exchange and its redirects. */
export function performRequest(
  step: PlannedRequest,
  hops: readonly Hop[],
  client: DocumentContext,
  state: UserAgentState,
) {
  const [first] = hops;
  if (!first) return;
  const { record } = first;
  const request = requestOf(step, client, state);
  const answered = sees(step);
  if (answered) record.script.readable = false;
  const failsAtToken = readsToken(step, client) && cookieThrows(client, state);
  if (throws(step, request) || failsAtToken || hasNoWorker(step, client)) {
    for (const { record } of hops) refuse(record, 'RefusedByApi');
    return;
  }
  const loaded = load(request, hops, state);
  if (!loaded.ok) {
    record.reasons.push(...loaded.reasons);
    return;
  }
  if (!answered) return;
  record.script.readable = isReadable(step, loaded, hops);
  if ('headers' in step) {
    record.script.headers = visibleHeaders(loaded.request, loaded.headers);
    if (record.script.readable) record.script.taken = takeFrom(loaded.body, step.take);
  }
  if (loaded.request.tainting === 'opaque') record.reasons.push(notReadable('OpaqueResponse'));
}

/** Is there a script that is told of the answer? */
const sees = (step: PlannedRequest): boolean =>
  'headers' in step
    ? !('leaving' in step && step.leaving)
    : step.step === 'eventSource' || step.step === 'webSocket';

function isReadable(
  { step }: PlannedRequest,
  { request, status }: Extract<Loaded, { ok: true }>,
  hops: readonly Hop[],
): boolean {
  if (step === 'webSocket') return status === 101;
  // HTML "announce the connection"
  const type = hops[request.urls.length - 1]?.exchange.answer.type;
  if (step === 'eventSource') return status === 200 && type === 'text/event-stream';
  return request.tainting !== 'opaque';
}

function requestOf(step: PlannedRequest, client: DocumentContext, state: UserAgentState): Request {
  const { exchange } = step;
  const { agent } = state;
  const asFont =
    agent.fontPreloads === 'with CORS' &&
    step.step === 'subresource' &&
    step.destination === 'font' &&
    step.crossorigin === null;
  const asImage =
    agent.fonts === 'as images' && step.step === 'subresource' && step.element === 'font';
  const mode = asImage ? 'no-cors' : asFont ? 'cors' : modeOf(step);
  return {
    urls: [targetOf(exchange)],
    method: normalizedMethod(exchange.method),
    client,
    destination: 'subresource',
    origin: originOfRequest(step, client, agent),
    tellsLoopback: agent.originToLoopback === 'told',
    mixedContentAllowed:
      agent.mixedSharedWorkers && step.step === 'fetch' && step.from === 'shared worker',
    mode,
    credentials: asImage ? 'include' : asFont ? 'same-origin' : exchange.credentials,
    tellsOrigin: mode === 'cors' && tellsOrigin(step, agent),
    apart: apartOf(step),
    headers: [...headersOf(step), ...csrfHeader(step, client, state)],
    body: 'body' in step ? step.body : null,
    tainting: 'basic',
    upgradeable: step.step === 'subresource' && ['img', 'audio', 'video'].includes(step.element),
  };
}

/** A beacon may have the origin of its document's referrer; about:blank and data: have no referrer. */
function originOfRequest(
  { step }: PlannedRequest,
  client: DocumentContext,
  { sandboxedBeacons }: UserAgent,
): string {
  if (step !== 'beacon' || sandboxedBeacons === 'null') return originOf(client);
  const hasReferrer = client.local !== 'about:blank' && client.opaque !== 'data:';
  return hasReferrer ? originOfUrl(client.url) : 'null';
}

function tellsOrigin(step: PlannedRequest, { elementsTellOrigin }: UserAgent): boolean {
  if (step.step !== 'subresource') return false;
  const isMedia = step.element === 'audio' || step.element === 'video';
  return elementsTellOrigin === 'all' || (elementsTellOrigin === 'all but media' && !isMedia);
}

function apartOf(step: PlannedRequest): RequestApart | null {
  if (step.step === 'webSocket') return 'WebSocket';
  if (step.step !== 'fetch') return null;
  if (step.from === 'worker') return 'worker';
  return step.keepalive ? 'keepalive' : null;
}

function modeOf(step: PlannedRequest): Request['mode'] {
  switch (step.step) {
    case 'fetch':
      return step.mode;
    case 'xhr':
    case 'axios':
    case 'eventSource':
      return 'cors';
    case 'webSocket':
      return 'websocket';
    // Beacon §3.1: a text's type is safelisted.
    case 'beacon':
    case 'speculation':
      return 'no-cors';
    case 'subresource':
      // HTML "create a potential-CORS request", but where the element always asks with CORS.
      return step.crossorigin === null && !alwaysCors.includes(step.element) ? 'no-cors' : 'cors';
  }
}

/** HTML "fetch a module script graph", css-fonts-4 §4.8.1 */
const alwaysCors: readonly string[] = ['module script', 'font'];

/** Fetch §5.1: what of a script's headers a request takes on. */
function headersOf(step: PlannedRequest): HeaderList {
  if (!('headers' in step)) return [];
  // axios, lib/helpers/resolveConfig.js: no Content-Type without a body.
  const isOfNoBody = (name: string) =>
    step.step === 'axios' && step.body === null && name.toLowerCase() === 'content-type';
  const isTaken = ([name, value]: [string, string]) =>
    !isForbiddenHeader(name) &&
    !isOfNoBody(name) &&
    (modeOf(step) !== 'no-cors' || isSafelistedHeader(name, value));
  return Object.entries(step.headers).filter(isTaken);
}

/** Does axios read the token? By default where the target has the origin of location.href, which about: and data: URLs never are. */
function readsToken(step: PlannedRequest, { url, local, opaque }: DocumentContext): boolean {
  if (step.step !== 'axios') return false;
  const isOfTarget = !local && opaque !== 'data:' && targetOf(step.exchange).origin === url.origin;
  return step.withXSRFToken ?? isOfTarget;
}

/** axios, lib/helpers/resolveConfig.js */
function csrfHeader(
  step: PlannedRequest,
  client: DocumentContext,
  state: UserAgentState,
): HeaderList {
  if (!readsToken(step, client) || client.opaque) return [];
  const token = scriptCookies(client, state).find(({ name }) => name === 'XSRF-TOKEN')?.value;
  return token ? [['X-XSRF-TOKEN', token]] : [];
}

/**
 * HTML "worker": its script is of the document's own origin, which an opaque one has not. Service
 * Workers §3.4: those are for secure contexts.
 */
function hasNoWorker(step: PlannedRequest, client: DocumentContext): boolean {
  if (step.step !== 'fetch' || step.from === 'page') return false;
  const needsSecure = step.from === 'service worker' || step.from === 'controlled page';
  return client.opaque !== null || (needsSecure && !isSecureContext(client));
}

/** Fetch §5.4, the Request constructor, and XMLHttpRequest's open(): what ends in an exception. */
function throws(step: PlannedRequest, { method, mode }: Request): boolean {
  if (!('headers' in step)) return false;
  const bodyOfNone = step.step === 'fetch' && step.body !== null && /^(GET|HEAD)$/.test(method);
  return (
    isForbiddenMethod(method) || bodyOfNone || (mode === 'no-cors' && !isSafelistedMethod(method))
  );
}
