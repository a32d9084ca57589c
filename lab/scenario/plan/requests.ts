/** Plans the steps that make a request and leave the document where it is. */
import type { Subresource } from '../steps/index.ts';
import type { Destination, StepWhere } from '../steps/kinds.ts';
import type { PlannedExchange, PlannedRequest } from './planned.ts';
import { kindOf } from './request-kinds.ts';
import type { Client, Settler } from './settle.ts';

type RequestStep = StepWhere<{ destination: Destination; navigates: false; holdsSteps: false }>;

export function planRequest(step: RequestStep, client: Client, settler: Settler): PlannedRequest {
  const about = { kind: kindOf(step), client };
  const ask = (method: string, credentials: PlannedExchange['credentials'], asked = step) =>
    settler.request(asked, { ...about, method, credentials });
  switch (step.step) {
    case 'fetch': {
      const { method = 'GET', credentials = 'same-origin', mode = 'cors' } = step;
      return {
        step: 'fetch',
        ...settler.request(step, { ...about, method, credentials, mode }),
        mode,
        headers: step.headers ?? {},
        body: step.body ?? null,
        take: step.take ?? [],
        keepalive: step.keepalive ?? false,
        leaving: step.leaving ?? false,
        from: step.from ?? 'page',
      };
    }
    case 'xhr':
    case 'axios':
      return {
        step: step.step,
        ...ask(step.method ?? 'GET', withCredentials(step)),
        withXSRFToken: (step.step === 'axios' && step.withXSRFToken) ?? null,
        headers: step.headers ?? {},
        body: step.body ?? null,
        take: step.take ?? [],
      };
    case 'beacon':
      return {
        step: 'beacon',
        ...ask('POST', 'include'),
        body: step.body ?? '',
        leaving: step.leaving ?? false,
      };
    case 'eventSource':
      return {
        step: 'eventSource',
        ...ask('GET', withCredentials(step), { ...step, answer: { ...oneEvent, ...step.answer } }),
      };
    case 'webSocket':
      return { step: 'webSocket', ...ask('GET', 'include') };
    case 'subresource':
      return {
        step: 'subresource',
        ...ask('GET', credentialsOf(step)),
        element: step.element,
        crossorigin: step.crossorigin ?? null,
        destination: step.destination ?? null,
      };
    case 'speculation':
      return { step: 'speculation', ...ask('GET', 'include'), action: step.action };
  }
}

/** What an EventSource takes for a stream of events. */
const oneEvent = { type: 'text/event-stream', body: 'data: 1\n\n' };

const withCredentials = (step: { readonly withCredentials?: boolean }) =>
  step.withCredentials ? 'include' : 'same-origin';

/** HTML "create a potential-CORS request", "module script credentials mode"; css-fonts-4 §4.8.1 */
function credentialsOf({ element, crossorigin }: Subresource): PlannedExchange['credentials'] {
  if (crossorigin === 'use-credentials') return 'include';
  return crossorigin === 'anonymous' || ['module script', 'font'].includes(element)
    ? 'same-origin'
    : 'include';
}
