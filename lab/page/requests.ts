/** Requests that leave the document where it is: fetch, XMLHttpRequest, elements. */
import type { PlannedPageStep } from '../scenario/plan/planned.ts';
import { takeFrom } from '../scenario/taken.ts';
import type { Outcome } from './outcome.ts';

type RequestStep = Extract<PlannedPageStep, { step: 'fetch' | 'xhr' | 'subresource' }>;

/** How long a request may take before the page gives it up, in milliseconds. */
const patience = 12_000;

export function performRequest(step: RequestStep): Promise<Outcome> {
  switch (step.step) {
    case 'fetch':
      return performFetch(step);
    case 'xhr':
      return performXhr(step);
    case 'subresource':
      return performSubresource(step);
  }
}

async function performFetch({
  exchange,
  mode,
  headers,
  body,
  take,
}: Extract<RequestStep, { step: 'fetch' }>): Promise<Outcome> {
  try {
    const response = await fetch(exchange.url, {
      method: exchange.method,
      credentials: exchange.credentials,
      mode,
      headers,
      body,
      signal: AbortSignal.timeout(patience),
    });
    const text = await response.text();
    return {
      exchange: exchange.id,
      readable: response.type !== 'opaque' && response.type !== 'error',
      status: response.status,
      headers: Object.fromEntries(response.headers),
      taken: takeFrom(text, take),
    };
  } catch (error) {
    return { exchange: exchange.id, readable: false, error: String(error) };
  }
}

function performXhr({
  exchange,
  headers,
  body,
  take,
}: Extract<RequestStep, { step: 'xhr' }>): Promise<Outcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(exchange.method, exchange.url);
    request.withCredentials = exchange.credentials === 'include';
    request.timeout = patience;
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.onload = () =>
      resolve({
        exchange: exchange.id,
        readable: true,
        status: request.status,
        headers: headersOf(request),
        taken: takeFrom(request.responseText, take),
      });
    request.onerror = request.ontimeout = ({ type }) =>
      resolve({ exchange: exchange.id, readable: false, error: `XMLHttpRequest: ${type}` });
    request.send(body);
  });
}

function headersOf(request: XMLHttpRequest): Record<string, string> {
  const lines = request.getAllResponseHeaders().split('\r\n').filter(Boolean);
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

/** An element tells only that it loaded or not; what it may read of the answer is not at stake. */
function performSubresource({
  exchange,
  element: name,
  crossorigin,
}: Extract<RequestStep, { step: 'subresource' }>): Promise<Outcome> {
  return new Promise((resolve) => {
    const element = document.createElement(name);
    const done = (outcome: Outcome) => {
      clearTimeout(timer);
      element.remove();
      resolve(outcome);
    };
    const timer = setTimeout(
      () => done({ exchange: exchange.id, error: `<${name}>: no answer` }),
      patience,
    );
    if (crossorigin !== null) element.crossOrigin = crossorigin;
    element.onload = () => done({ exchange: exchange.id });
    element.onerror = () => done({ exchange: exchange.id, error: `<${name}>: error` });
    element.src = exchange.url;
    document.body.append(element);
  });
}
