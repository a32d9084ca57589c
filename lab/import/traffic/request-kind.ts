/** What kind of request it was, as far as its headers and the exporter tell. */
import { getHeader, type HeaderList } from '../../base/headers.ts';
import type { Mode, RequestKind } from '../../scenario/plan/planned.ts';
import { browserOf } from './browser.ts';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
  /** As DevTools spells it; null where the exporter has none. */
  readonly resourceType: string | null;
  readonly initiatorType: string | null;
  /** Of the response. */
  readonly mimeType: string | null;
}

export interface Kind {
  readonly kind: RequestKind;
  /** Nothing tells it from its likes. */
  readonly assumed: boolean;
  /** Does it lead a frame or a tab to a new document? `unknown`: one of both. */
  readonly navigates: 'top' | 'frame' | 'unknown' | null;
  /** Fetch's mode; null where it is not known. */
  readonly mode: Mode | 'navigate' | 'websocket' | null;
  /**
   * A manifest: its link loads it as one loads a style sheet, and without credentials, also from the own
   * origin, unless it says crossorigin="use-credentials". HTML “link type manifest”.
   */
  readonly isManifest?: true;
}

/** `Sec-Fetch-Dest`: https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-dest-header */
const byDestination: Readonly<Record<string, RequestKind>> = {
  audio: 'audio',
  audioworklet: 'script',
  embed: 'frame',
  fencedframe: 'frame',
  font: 'font',
  frame: 'frame',
  iframe: 'frame',
  image: 'img',
  json: 'module script',
  object: 'frame',
  paintworklet: 'script',
  report: 'beacon',
  script: 'script',
  serviceworker: 'script',
  sharedworker: 'script',
  style: 'stylesheet',
  track: 'video',
  video: 'video',
  webidentity: 'fetch',
  worker: 'script',
  xslt: 'script',
};

/** The exporters' resource types, in lower case. */
const byResourceType: Readonly<Record<string, RequestKind>> = {
  'csp-violation-report': 'beacon',
  cspviolationreport: 'beacon',
  eventsource: 'eventSource',
  fetch: 'fetch',
  font: 'font',
  image: 'img',
  media: 'video',
  ping: 'beacon',
  prefetch: 'prefetch',
  script: 'script',
  stylesheet: 'stylesheet',
  texttrack: 'video',
  websocket: 'webSocket',
  xhr: 'xhr',
};

const lookUp = <Value>(table: Readonly<Record<string, Value>>, key: string | null) =>
  key !== null && Object.hasOwn(table, key) ? table[key] : undefined;

const isNavigationAccept = /^text\/html,application\/xhtml\+xml/;

export function kindOf(asked: Asked): Kind {
  const header = (name: string) => getHeader(asked.headers, name)?.toLowerCase() ?? null;
  const mode = modeOf(header('sec-fetch-mode'));
  const destination = header('sec-fetch-dest');
  const purpose = header('sec-purpose') ?? header('purpose') ?? '';
  if (/^wss?:/.test(asked.url) || mode === 'websocket') {
    return { kind: 'webSocket', assumed: false, navigates: null, mode: 'websocket' };
  }
  if (/prefetch|prerender/.test(purpose) || header('next-router-prefetch') !== null) {
    const kind = destination === 'document' ? 'speculation' : 'prefetch';
    return { kind, assumed: destination === null, navigates: null, mode };
  }
  const navigates = navigationOf(asked, destination, mode, header('accept') ?? '');
  if (navigates) return { ...navigation(asked, header, navigates), navigates, mode: 'navigate' };
  if (destination === 'manifest' || (destination === null && asked.resourceType === 'manifest')) {
    return { kind: 'stylesheet', assumed: false, navigates: null, mode: 'cors', isManifest: true };
  }
  const loaded = lookUp(byDestination, destination);
  if (loaded) {
    const isModule = loaded === 'script' && destination === 'script' && mode === 'cors';
    return { kind: isModule ? 'module script' : loaded, assumed: isModule, navigates: null, mode };
  }
  const typed = lookUp(byResourceType, asked.resourceType);
  if (typed) return { kind: typed, assumed: false, navigates: null, mode };
  return { ...guess(asked, header, mode), navigates: null, mode };
}

const modes = ['cors', 'no-cors', 'same-origin', 'navigate', 'websocket'] as const;
const modeOf = (text: string | null): Kind['mode'] => modes.find((mode) => mode === text) ?? null;

function navigationOf(
  { resourceType, initiatorType }: Asked,
  destination: string | null,
  mode: Kind['mode'],
  accept: string,
): Kind['navigates'] {
  if (destination === 'document') return 'top';
  if (lookUp(byDestination, destination) === 'frame') return 'frame';
  if (destination !== null) return null;
  const isNavigation =
    mode === 'navigate' ||
    resourceType === 'document' ||
    (resourceType === null && initiatorType !== 'script' && isNavigationAccept.test(accept));
  return isNavigation ? 'unknown' : null;
}

function navigation(
  { method, initiatorType, headers }: Asked,
  header: (name: string) => string | null,
  navigates: Kind['navigates'],
): { kind: RequestKind; assumed: boolean } {
  if (navigates === 'frame') return { kind: 'frame', assumed: false };
  const site = header('sec-fetch-site');
  if (site === 'none') return { kind: 'visit', assumed: false };
  if (method === 'POST') return { kind: 'form', assumed: false };
  const isNamed = header('referer') !== null || header('origin') !== null;
  // WebKit says "cross-site" of what its embedder loads, as its address bar does.
  const isWebkit = browserOf(getHeader(headers, 'user-agent'))?.engine === 'webkit';
  if (!isNamed && (site === null || isWebkit)) return { kind: 'visit', assumed: true };
  if (initiatorType === 'script') return { kind: 'location', assumed: false };
  return { kind: header('sec-fetch-user') === '?1' ? 'link' : 'location', assumed: true };
}

/** Without destination and type: by what browsers usually send. */
function guess(
  { method, mimeType }: Asked,
  header: (name: string) => string | null,
  mode: Kind['mode'],
): { kind: RequestKind; assumed: boolean } {
  const accept = header('accept') ?? '';
  if (/^text\/event-stream/.test(accept)) return { kind: 'eventSource', assumed: false };
  if (header('x-requested-with') === 'xmlhttprequest') return { kind: 'xhr', assumed: false };
  if (/^ping\//.test(header('content-type') ?? '') || header('ping-to') !== null) {
    return { kind: 'beacon', assumed: false };
  }
  if (mode === 'no-cors' && method === 'POST') return { kind: 'beacon', assumed: true };
  if (/^image\//.test(accept)) return { kind: 'img', assumed: true };
  if (/^text\/css/.test(accept)) return { kind: 'stylesheet', assumed: true };
  const scripted = mode !== null || header('origin') !== null || method !== 'GET';
  if (scripted || !mimeType) return { kind: 'fetch', assumed: true };
  if (/^image\//.test(mimeType)) return { kind: 'img', assumed: true };
  if (/^text\/css/.test(mimeType)) return { kind: 'stylesheet', assumed: true };
  if (/^(text|application)\/(x-)?javascript/.test(mimeType))
    return { kind: 'script', assumed: true };
  if (/^(font\/|application\/font)/.test(mimeType)) return { kind: 'font', assumed: true };
  return { kind: 'fetch', assumed: true };
}
