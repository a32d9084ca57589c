/** The worker side of the lab: one script for dedicated, shared and service workers. */
import type { PlannedFetch } from '../scenario/plan/planned.ts';
import { performFetch } from './requests/fetch.ts';

/** What a page asks of a worker; the answer comes through the port that it sends along. */
export type Order =
  | { readonly fetch: PlannedFetch }
  /** To a service worker: control the page, and pass its next request of this URL on. */
  | { readonly passOn: string };

/** What the three kinds of worker have, as far as it is used here. */
interface WorkerScope {
  skipWaiting?(): Promise<void>;
  clients?: { claim(): Promise<void> };
  addEventListener(type: 'message', listener: (event: MessageEvent<Order>) => void): void;
  addEventListener(type: 'connect', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'install', listener: () => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
}

interface FetchEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const scope = self as unknown as WorkerScope;
let passedOn = '';

async function obey({ data: order, ports: [port] }: MessageEvent<Order>) {
  if ('fetch' in order) return port?.postMessage(await performFetch(order.fetch));
  passedOn = order.passOn;
  await scope.clients?.claim();
  port?.postMessage('controlled');
}

scope.addEventListener('message', obey);
scope.addEventListener('connect', ({ ports: [port] }) => {
  if (port) port.onmessage = obey;
});
scope.addEventListener('install', () => scope.skipWaiting?.());
scope.addEventListener('fetch', (event) => {
  if (event.request.url !== passedOn) return;
  passedOn = '';
  event.respondWith(fetch(event.request));
});
