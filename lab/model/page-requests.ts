/** Requests that leave the document where it is: fetch, XMLHttpRequest, elements. */
import { lastOf, type PlannedPageStep } from '../scenario/plan/planned.ts';
import { takeFrom } from '../scenario/taken.ts';
import { visibleHeaders } from './cors.ts';
import { type DocumentContext, originOf } from './document.ts';
import type { HeaderList } from './headers.ts';
import { load, refuse } from './load.ts';
import type { Hop } from './network.ts';
import { notReadable } from './reasons.ts';
import type { Request } from './request.ts';
import {
  isForbiddenHeader,
  isForbiddenMethod,
  isSafelistedHeader,
  isSafelistedMethod,
  normalizedMethod,
} from './safelist.ts';
import type { UserAgentState } from './user-agent-state.ts';

type RequestStep = Extract<PlannedPageStep, { step: 'fetch' | 'xhr' | 'subresource' }>;

/** Performs the step in a document. `hops` are its exchange and its redirects. */
export function performRequest(
  step: RequestStep,
  hops: readonly Hop[],
  client: DocumentContext,
  state: UserAgentState,
) {
  const [first] = hops;
  if (!first) return;
  const request = requestOf(step, client);
  const byScript = step.step !== 'subresource';
  if (byScript) first.record.readable = false;
  if (throws(step, request)) {
    for (const { record } of hops) refuse(record, 'RefusedByApi');
    return;
  }
  const loaded = load(request, hops, state);
  if (!loaded.ok) {
    first.record.reasons.push(...loaded.reasons);
    return;
  }
  if (!byScript) return;
  first.record.readable = loaded.request.tainting !== 'opaque';
  first.record.headers = visibleHeaders(loaded.request, loaded.headers);
  const { body = '' } = lastOf(step).answer;
  if (first.record.readable) first.record.taken = takeFrom(body, step.take);
  if (!first.record.readable) first.record.reasons.push(notReadable('OpaqueResponse'));
}

function requestOf(step: RequestStep, client: DocumentContext): Request {
  const { exchange } = step;
  return {
    urls: [new URL(exchange.url)],
    method: step.step === 'subresource' ? 'GET' : normalizedMethod(exchange.method),
    client,
    destination: 'subresource',
    origin: originOf(client),
    mode: modeOf(step),
    credentials: exchange.credentials,
    headers: headersOf(step),
    tainting: 'basic',
    image: step.step === 'subresource' && step.element === 'img',
  };
}

function modeOf(step: RequestStep): Request['mode'] {
  switch (step.step) {
    case 'fetch':
      return step.mode;
    case 'xhr':
      return 'cors';
    case 'subresource':
      // HTML "create a potential-CORS request"
      return step.crossorigin === null ? 'no-cors' : 'cors';
  }
}

/** Fetch §5.1: what of a script's headers a request takes on. */
function headersOf(step: RequestStep): HeaderList {
  if (step.step === 'subresource') return [];
  const isTaken = ([name, value]: [string, string]) =>
    !isForbiddenHeader(name) && (modeOf(step) !== 'no-cors' || isSafelistedHeader(name, value));
  return Object.entries(step.headers).filter(isTaken);
}

/** Fetch §5.4, the Request constructor, and XMLHttpRequest's open(): what ends in an exception. */
function throws(step: RequestStep, { method, mode }: Request): boolean {
  if (step.step === 'subresource') return false;
  const bodyOfNone = step.step === 'fetch' && step.body !== null && /^(GET|HEAD)$/.test(method);
  return (
    isForbiddenMethod(method) || bodyOfNone || (mode === 'no-cors' && !isSafelistedMethod(method))
  );
}
