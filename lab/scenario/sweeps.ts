/** Sweeps: one request of every kind, for scenarios that vary what is sent and where to. */
import type { LabUrl, Origin } from '../topology.ts';
import {
  allow,
  audio,
  beacon,
  eventSource,
  fetch,
  font,
  image,
  moduleScript,
  pause,
  prefetch,
  preload,
  type Step,
  type Subresource,
  script,
  stylesheet,
  video,
  visit,
  webSocket,
} from './steps/index.ts';

export interface Sweep {
  /** They begin on the page that asks. */
  readonly steps: readonly Step[];
  /** Labels of the requests that include credentials for another origin. */
  readonly credentialed: readonly string[];
  /** Labels of those that do not. */
  readonly uncredentialed: readonly string[];
}

/** Elements with a `crossorigin` attribute. Without it they ask with credentials and without CORS. */
const potentiallyCors = {
  img: image,
  script,
  stylesheet,
  video,
  audio,
  'preload as=script': (url: LabUrl, options: Options) => preload('script', url, options),
  'preload as=fetch': (url: LabUrl, options: Options) => preload('fetch', url, options),
};
type Options = Pick<Subresource, 'answer' | 'as' | 'crossorigin'>;

/** Every element that loads by itself, with every value of `crossorigin`. */
export function elementSweep(page: Origin, url: LabUrl): Sweep {
  const answer = { cors: allow(page) };
  const values = ['anonymous', 'use-credentials'] as const;
  const elements = [
    ...Object.entries(potentiallyCors).flatMap(([as, element]) => [
      element(url, { as, answer }),
      ...values.map((crossorigin) =>
        element(url, { answer, crossorigin, as: `${as} crossorigin=${crossorigin}` }),
      ),
    ]),
    moduleScript(url, { answer, as: 'module script' }),
    moduleScript(url, {
      answer,
      crossorigin: 'use-credentials',
      as: 'module script crossorigin=use-credentials',
    }),
    font(url, { answer, as: 'font' }),
    prefetch(url, { answer, as: 'prefetch' }),
  ];
  const labels = elements.map(({ as = '' }) => as);
  const omits = (label: string) =>
    label.endsWith('=anonymous') || ['module script', 'font'].includes(label);
  return {
    steps: [visit(page), ...elements],
    credentialed: labels.filter((label) => !omits(label)),
    uncredentialed: labels.filter(omits),
  };
}

/** What a script can ask with besides plain fetch and XMLHttpRequest; some of it as the page is left. */
export function scriptSweep(page: Origin, url: LabUrl): Sweep {
  const answer = { cors: allow(page) };
  const call = { credentials: 'include', answer } as const;
  const staying = [
    webSocket(url, { as: 'WebSocket' }),
    eventSource(url, { withCredentials: true, answer, as: 'EventSource withCredentials' }),
    beacon(url, { as: 'sendBeacon' }),
    fetch(url, { ...call, keepalive: true, as: 'fetch keepalive' }),
    fetch(url, { ...call, from: 'worker', as: 'fetch in a worker' }),
    fetch(url, { ...call, from: 'shared worker', as: 'fetch in a shared worker' }),
    fetch(url, { ...call, from: 'service worker', as: 'fetch in a service worker' }),
    fetch(url, { ...call, from: 'controlled page', as: 'fetch through a service worker' }),
  ];
  // On a page that no service worker controls: it would not answer one that is gone.
  const leaving = [
    beacon(url, { leaving: true, as: 'sendBeacon in pagehide' }),
    fetch(url, { ...call, keepalive: true, leaving: true, as: 'fetch keepalive in pagehide' }),
  ];
  const stream = eventSource(url, { answer, as: 'EventSource' });
  return {
    steps: [visit(page), ...staying, stream, visit(page), ...leaving, visit(page), pause(300)],
    credentialed: [...staying, ...leaving].map(({ as = '' }) => as),
    uncredentialed: ['EventSource'],
  };
}
