/** Traffic in small, written as the browsers' exporters write it. */
import { diagnose } from '../../../lab/diagnosis/doctor/index.ts';
import { sitesFor } from '../../../lab/diagnosis/replay.ts';
import { importHar } from '../../../lab/import/index.ts';
import { standard } from '../../../lab/model/index.ts';

export type Dialect = 'chrome' | 'sanitized' | 'firefox' | 'safari' | 'playwright' | 'charles';

type Kind =
  | 'visit'
  | 'link'
  | 'form'
  | 'frame'
  | 'fetch'
  | 'xhr'
  | 'img'
  | 'script'
  | 'ws'
  | 'preflight';

export interface Asked {
  readonly kind: Kind;
  readonly method: string;
  readonly url: string;
  /** The document that asks; null for the address bar. */
  readonly from: string | null;
  readonly cookie?: string;
  readonly request?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly set?: readonly string[];
  readonly response?: Readonly<Record<string, string | readonly string[]>>;
  /** Did CORS keep it from the script, in the words of Chrome? */
  readonly blocked?: boolean;
  /** Milliseconds after the one before. */
  readonly after?: number;
  /** Milliseconds that the response takes. */
  readonly takes?: number;
  readonly more?: Readonly<Record<string, unknown>>;
}

type Rest = Partial<Omit<Asked, 'kind' | 'url' | 'from' | 'status'>>;

const asks =
  (kind: Kind, method = 'GET') =>
  (from: string | null, url: string, status: number, rest: Rest = {}): Asked => ({
    ...{ kind, method, from, url, status },
    ...rest,
  });

export const visit = (url: string, rest: Rest & { status?: number } = {}): Asked =>
  asks('visit')(null, url, rest.status ?? 200, rest);
export const link = asks('link');
export const form = asks('form', 'POST');
export const frame = asks('frame');
export const get = asks('fetch');
export const post = asks('fetch', 'POST');
export const xhr = asks('xhr');
export const img = asks('img');
export const script = asks('script');
export const socket = asks('ws');
export const preflight = asks('preflight', 'OPTIONS');

/** A response that allows a page to read it, with cookies. */
export const allow = (page: string, more: Record<string, string> = {}) => ({
  'access-control-allow-origin': new URL(page).origin,
  'access-control-allow-credentials': 'true',
  vary: 'Origin',
  ...more,
});

const httpOf = (url: string) => new URL(url.replace(/^ws/, 'http'));

function siteOf(from: string, to: string): string {
  const [a, b] = [httpOf(from), httpOf(to)];
  if (a.origin === b.origin) return 'same-origin';
  const { party } = sitesFor(standard);
  return a.protocol === b.protocol && party(a.hostname) === party(b.hostname)
    ? 'same-site'
    : 'cross-site';
}

const destinations = {
  visit: 'document',
  link: 'document',
  form: 'document',
  frame: 'iframe',
  img: 'image',
  script: 'script',
};
const modes = {
  visit: 'navigate',
  link: 'navigate',
  form: 'navigate',
  frame: 'navigate',
  img: 'no-cors',
  script: 'no-cors',
  ws: 'websocket',
};
const types = {
  visit: 'document',
  link: 'document',
  form: 'document',
  frame: 'document',
  ws: 'websocket',
  img: 'image',
};
const of = <V>(table: Readonly<Record<string, V>>, key: string, other: V): V => table[key] ?? other;

/** Browsers do not send Sec-Fetch-* to plain http, this machine aside. */
const isTrustworthy = ({ protocol, hostname }: URL) =>
  protocol === 'https:' ||
  /^(localhost|127\.|\[::1)/.test(hostname) ||
  /\.localhost$/.test(hostname);

function requestHeaders(
  { kind, method, url, from, cookie, request = {} }: Asked,
  dialect: Dialect,
) {
  const to = httpOf(url);
  const site = from === null ? 'none' : siteOf(from, url);
  const isCors = ['fetch', 'xhr', 'preflight'].includes(kind);
  const sends =
    (isCors && site !== 'same-origin') || !['GET', 'HEAD'].includes(method) || kind === 'ws';
  const referer = from === null ? null : site === 'same-origin' ? from : `${new URL(from).origin}/`;
  const agents = {
    firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    safari:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
  };
  return {
    ...(to.protocol === 'https:' && dialect !== 'firefox'
      ? { ':authority': to.host }
      : { host: to.host }),
    'user-agent': of<string>(
      agents,
      dialect,
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36',
    ),
    accept:
      kind === 'frame' || of(destinations, kind, '') === 'document'
        ? 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
        : '*/*',
    ...(sends && from !== null && { origin: new URL(from).origin }),
    ...(referer !== null && kind !== 'ws' && { referer }),
    ...(isTrustworthy(to) && {
      'sec-fetch-dest': of(destinations, kind, kind === 'ws' ? 'websocket' : 'empty'),
      'sec-fetch-mode': of(modes, kind, 'cors'),
      'sec-fetch-site': site,
      ...(kind === 'visit' && { 'sec-fetch-user': '?1' }),
    }),
    ...(cookie !== undefined && dialect !== 'sanitized' && { cookie }),
    ...request,
  };
}

const list = (headers: object) =>
  Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((value) => ({ name, value })),
  );

const creators = {
  chrome: { name: 'WebInspector', version: '537.36' },
  sanitized: { name: 'WebInspector', version: '537.36' },
  firefox: { name: 'Firefox', version: '140.0' },
  safari: { name: 'WebKit Web Inspector', version: '1.0' },
  playwright: { name: 'Playwright', version: '1.55.0' },
  charles: { name: 'Charles Proxy', version: '5.0' },
};

/** The file. Safari and Playwright leave out preflights, and Safari what CORS blocked. */
export function har(dialect: Dialect, traffic: readonly Asked[]): string {
  let at = Date.UTC(2026, 10, 27, 9);
  let page = 0;
  let requestId = 0;
  let target: { to: string; from: string } | null = null;
  const pages: object[] = [];
  const kept = traffic.filter(
    ({ kind, blocked }) =>
      !(kind === 'preflight' && ['safari', 'playwright'].includes(dialect)) &&
      !(blocked && dialect === 'safari'),
  );
  const entries = kept.map((one) => {
    at += one.after ?? 300;
    const { kind, method, url, status, takes = 40, set = [] } = one;
    const startedDateTime = new Date(at).toISOString();
    const isHop = target !== null && new URL(target.to, target.from).href === new URL(url).href;
    target = one.response?.location ? { to: String(one.response.location), from: url } : null;
    if (['visit', 'link', 'form'].includes(kind) && !isHop) {
      page += 1;
      pages.push({ startedDateTime, id: `page_${page}`, title: url, pageTimings: {} });
    }
    const unseen = one.blocked && dialect === 'playwright';
    const cookies =
      dialect === 'sanitized' || set.length === 0
        ? {}
        : { 'set-cookie': dialect === 'safari' ? set.join(', ') : set };
    const isChrome = dialect === 'chrome' || dialect === 'sanitized';
    requestId += 1;
    return {
      startedDateTime,
      time: takes,
      ...(isChrome && {
        _resourceType: kind === 'preflight' ? 'preflight' : of(types, kind, kind),
        _initiator:
          kind === 'preflight'
            ? { type: 'preflight', url, requestId: `9.${requestId}` }
            : { type: ['fetch', 'xhr', 'ws'].includes(kind) ? 'script' : 'other' },
      }),
      ...(dialect === 'playwright' && { _resourceType: of(types, kind, kind) }),
      ...(dialect !== 'charles' && { pageref: `page_${page}` }),
      request: {
        method,
        url,
        httpVersion: 'HTTP/2',
        headers: list(requestHeaders(one, dialect)),
        queryString: [],
        cookies: [],
        headersSize: -1,
        bodySize: -1,
      },
      response: {
        status: unseen ? -1 : status,
        statusText: '',
        httpVersion: 'HTTP/2',
        headers: unseen ? [] : list({ ...cookies, ...one.response }),
        cookies: [],
        content: { size: 0, mimeType: 'application/json' },
        redirectURL: (one.response?.location as string) ?? '',
        headersSize: -1,
        bodySize: -1,
        ...(isChrome && { _error: one.blocked ? 'net::ERR_FAILED' : null }),
      },
      cache: {},
      timings: { send: 0, wait: takes, receive: 0 },
      ...one.more,
    };
  });
  return JSON.stringify({ log: { version: '1.2', creator: creators[dialect], pages, entries } });
}

/** The causes that the doctor names, root cause first. */
export async function causesOf(dialect: Dialect, traffic: readonly Asked[], cookie?: string) {
  const { findings } = diagnose(await importHar(har(dialect, traffic)), cookie);
  return findings.map(({ code, cookie }) => (cookie === null ? code : `${code} of ${cookie}`));
}

/** The findings as they are told, root cause first. */
export async function toldOf(dialect: Dialect, traffic: readonly Asked[]) {
  const imported = await importHar(har(dialect, traffic));
  return diagnose(imported).findings.map(({ code, cookie, exchange, chain, link }) => {
    const asked = imported.recording.plan.exchanges.find(({ id }) => id === exchange);
    const { evidence = '', fix = '', write = [] } = chain.links[link - 1] ?? {};
    return {
      cause: cookie === null ? code : `${code} of ${cookie}`,
      at: `${asked?.method} ${asked?.url}`,
      write: write.join('\n'),
      words: [evidence, fix, ...write].join('\n'),
    };
  });
}
