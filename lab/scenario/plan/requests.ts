/** Plans the steps that make a request and leave the document where it is. */
import type { RequestStep } from '../steps/index.ts';
import { kindOf } from './labels.ts';
import type { PlannedRequest } from './planned.ts';
import type { Settler } from './settle.ts';

export function planRequest(
  step: RequestStep,
  initiator: string | null,
  settler: Settler,
): PlannedRequest {
  const kind = kindOf(step);
  switch (step.step) {
    case 'fetch': {
      const { method = 'GET', credentials = 'same-origin', mode = 'cors' } = step;
      return {
        step: 'fetch',
        ...settler.request(step, { kind, method, credentials, initiator, mode }),
        mode,
        headers: step.headers ?? {},
        body: step.body ?? null,
        take: step.take ?? [],
      };
    }
    case 'xhr': {
      const credentials = step.withCredentials ? 'include' : 'same-origin';
      const { method = 'GET' } = step;
      return {
        step: 'xhr',
        ...settler.request(step, { kind, method, credentials, initiator }),
        headers: step.headers ?? {},
        body: step.body ?? null,
        take: step.take ?? [],
      };
    }
    case 'subresource': {
      const credentials = step.crossorigin === 'anonymous' ? 'same-origin' : 'include';
      return {
        step: 'subresource',
        ...settler.request(step, { kind, method: 'GET', credentials, initiator }),
        element: step.element,
        crossorigin: step.crossorigin ?? null,
      };
    }
  }
}
