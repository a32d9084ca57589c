/** Has a worker of the page's own origin call `fetch`, or pass on what the page fetches. */
import type { PlannedFetch } from '../../scenario/plan/planned.ts';
import type { FetchFrom } from '../../scenario/steps/index.ts';
import type { Outcome } from '../outcome.ts';
import { pathOf } from '../resources.ts';
import { waitMs } from '../waits.ts';
import type { Order } from '../worker.ts';
import { performFetch } from './fetch.ts';
import { timeoutMs } from './timeouts.ts';

const module = { type: 'module', credentials: 'omit' } as const;

export async function fetchFrom(from: FetchFrom, step: PlannedFetch): Promise<Outcome> {
  try {
    return await callers[from](step);
  } catch (error) {
    return { exchange: step.exchange.id, readable: false, error: `${from}: ${error}` };
  }
}

const callers: Record<FetchFrom, (step: PlannedFetch) => Promise<Outcome>> = {
  worker: (step) => {
    const worker = new Worker(pathOf('worker'), module);
    return told(worker, { fetch: step }).finally(() => worker.terminate());
  },
  'shared worker': (step) => {
    // A name of its own: one of an earlier page may be just ending.
    const options = { ...module, name: step.exchange.id };
    const { port } = new SharedWorker(pathOf('worker'), options);
    port.start();
    return told(port, { fetch: step }).finally(() => port.close());
  },
  'service worker': (step) => withServiceWorker((worker) => told(worker, { fetch: step })),
  'controlled page': (step) =>
    withServiceWorker(async (worker) => {
      const { serviceWorker } = navigator;
      const controlled = next(serviceWorker, 'controllerchange');
      await told(worker, { passOn: step.exchange.url });
      if (!serviceWorker.controller) await controlled;
      return performFetch(step);
    }),
};

/** Lends a running service worker, whose registration does not outlive the step. */
async function withServiceWorker<Result>(
  use: (worker: ServiceWorker) => Promise<Result>,
): Promise<Result> {
  const registration = await navigator.serviceWorker.register(pathOf('worker'), { scope: '/' });
  try {
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    if (!worker) throw new Error('the registration has no worker');
    while (worker.state !== 'activated') await next(worker, 'statechange');
    return await use(worker);
  } finally {
    await registration.unregister();
  }
}

const next = (target: EventTarget, event: string) =>
  new Promise((resolve) => target.addEventListener(event, resolve, { once: true }));

/** What a worker answers to an order. */
function told(
  worker: Pick<Worker, 'postMessage'>,
  order: { fetch: PlannedFetch },
): Promise<Outcome>;
function told(worker: Pick<Worker, 'postMessage'>, order: Order): Promise<unknown>;
function told(worker: Pick<Worker, 'postMessage'>, order: Order): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    setTimeout(reject, waitMs(timeoutMs), 'no answer');
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage(order, [port2]);
  });
}
