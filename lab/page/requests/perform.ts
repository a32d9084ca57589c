/** Requests that leave the document where it is. */
import type { PlannedRequest } from '../../scenario/plan/planned.ts';
import type { Outcome } from '../outcome.ts';
import { performAxios } from './axios.ts';
import { performBeacon } from './beacon.ts';
import { performEventSource, performWebSocket } from './channels.ts';
import { performSubresource, speculate } from './elements.ts';
import { performFetch } from './fetch.ts';
import { fetchFrom } from './workers.ts';
import { performXhr } from './xhr.ts';

/** Makes the request, and resolves when the page has its answer; null where it will see none. */
export async function performRequest(step: PlannedRequest): Promise<Outcome | null> {
  if ('leaving' in step && step.leaving) {
    addEventListener('pagehide', () => void request(step), { once: true });
    return null;
  }
  return request(step);
}

function request(step: PlannedRequest): Promise<Outcome> {
  switch (step.step) {
    case 'fetch':
      return step.from === 'page' ? performFetch(step) : fetchFrom(step.from, step);
    case 'xhr':
      return performXhr(step);
    case 'axios':
      return performAxios(step);
    case 'beacon':
      return performBeacon(step);
    case 'eventSource':
      return performEventSource(step);
    case 'webSocket':
      return performWebSocket(step);
    case 'subresource':
      return performSubresource(step);
    case 'speculation':
      return speculate(step);
  }
}
