/** Sweeps: one request of every kind, for scenarios that vary what is sent and where to. */
import type { LabUrl, Origin } from '../base/topology.ts';
import { noLaxByDefault, unlistedSuffix } from './facts.ts';
import { each, type ScenarioSpec } from './scenario.ts';
import {
  type AnswerSpec,
  allow,
  audio,
  beacon,
  eventSource,
  everySameSite,
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

/**
 * Every element that loads by itself, with every value of `crossorigin`.
 *
 * @example elementSweep(www, api).steps
 */
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

/**
 * What a script can ask with besides plain fetch and XMLHttpRequest; some of it as the page is left.
 *
 * @example scriptSweep(www, api).steps
 */
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

/** Makes a sweep of a page that asks a URL. */
type SweepOf = (page: Origin, url: LabUrl) => Sweep;

/** All of a scenario but its name. */
type Swept = Required<Pick<ScenarioSpec, 'steps' | 'expect' | 'deviations' | 'rows'>>;

const cookiesFirst = (url: LabUrl, { steps }: Sweep): readonly Step[] => [
  visit(url, { answer: { setCookie: everySameSite } }),
  ...steps,
];

/**
 * A URL of the page's own site, which has a cookie of every SameSite, asked in all ways of a sweep.
 *
 * @example askedSameSite(elementSweep, www, api)
 */
export function askedSameSite(sweepOf: SweepOf, page: Origin, url: LabUrl): Swept {
  const sweep = sweepOf(page, url);
  return {
    steps: cookiesFirst(url, sweep),
    expect: {
      ...each(sweep.credentialed, { sent: ['none', 'lax', 'strict', 'absent'] }),
      ...each(sweep.uncredentialed, { sent: [] }),
    },
    deviations: [],
    rows: 'exchange and cookie',
  };
}

/**
 * The same with a URL of another site: only the None cookie is sent.
 *
 * @example askedCrossSite(elementSweep, www, otherApi)
 */
export function askedCrossSite(
  sweepOf: SweepOf,
  page: Origin,
  url: LabUrl,
): Swept & Required<Pick<ScenarioSpec, 'under'>> {
  const sweep = sweepOf(page, url);
  const { credentialed, uncredentialed } = sweep;
  const thirdPartyGone = each(credentialed, { sent: [] });
  return {
    steps: cookiesFirst(url, sweep),
    expect: { ...each(credentialed, { sent: ['none'] }), ...each(uncredentialed, { sent: [] }) },
    under: {
      blocked: thirdPartyGone,
      partitioned: thirdPartyGone,
      'tracking-prevention': thirdPartyGone,
    },
    deviations: [{ ...noLaxByDefault, expect: each(credentialed, { sent: ['none', 'absent'] }) }],
    rows: 'exchange and cookie',
  };
}

/**
 * A same-site API on another origin, asked without credentials, with them, and with them once more.
 *
 * @param ask makes the request, with credentials or without
 * @param labels of the first two requests
 *
 * @example withAndWithoutCredentials(www, api, (credentials, options) => xhr(api, { withCredentials: credentials, ...options }), ['without', 'with'])
 */
export function withAndWithoutCredentials(
  page: Origin,
  url: Origin,
  ask: (credentials: boolean, options: { answer: AnswerSpec; as: string }) => Step,
  [without, included]: readonly [without: string, included: string],
): Swept {
  const cors = allow(page);
  return {
    steps: [
      visit(url, { answer: { setCookie: 'sid=1; Path=/; Secure; SameSite=Lax' } }),
      visit(page),
      ask(false, { answer: { setCookie: 'early=1; Path=/; Secure', cors }, as: without }),
      ask(true, { answer: { setCookie: 'late=1; Path=/; Secure', cors }, as: included }),
      ask(true, { answer: { cors }, as: 'afterwards' }),
    ],
    expect: {
      [without]: { sent: [], readable: true, stored: [] },
      [included]: { sent: ['sid'], readable: true, stored: ['late'] },
      afterwards: { sent: ['sid', 'late'] },
    },
    deviations: [
      {
        ...unlistedSuffix,
        expect: { [included]: { stored: [] }, afterwards: { sent: ['sid'] } },
      },
    ],
    rows: 'exchange',
  };
}
