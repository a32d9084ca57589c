/** Who wrote the file, and what that exporter leaves out: one row each. */
import type { Entry } from './entry.ts';

export interface Exporter {
  readonly id: ExporterId;
  /** As a reader knows it. */
  readonly name: string;
  readonly matches: RegExp;
  /** Are preflights entries of their own? */
  readonly preflights: boolean;
  /** Is each hop of a redirect an entry? */
  readonly hops: boolean;
  /**
   * Responses that the page could not read because of CORS: `marked` with an error beside their
   * headers, `unmarked`, `bare` without status and headers, or not there at all.
   */
  readonly corsFailures: 'marked' | 'unmarked' | 'bare' | 'absent';
  /** Are several Set-Cookie lines one header, joined by a comma? */
  readonly joinsSetCookie: boolean;
  /** Are the Cookie lines that HTTP/2 makes of one joined by a comma? */
  readonly joinsCookie: boolean;
  /** Where the Set-Cookie lines of a redirect are. */
  readonly setCookieOfRedirect: 'there' | 'next hop';
  /** Can it leave out Cookie, Set-Cookie and Authorization on purpose? */
  readonly sanitizes: boolean;
  /** Does it write who asked: resource types, initiators? */
  readonly kinds: boolean;
  /** Does it know of answers from the cache? */
  readonly cache: boolean;
}

export type ExporterId =
  | 'pasted'
  | 'devtools'
  | 'playwright'
  | 'firefox'
  | 'webkit'
  | 'chrome-har'
  | 'live'
  | 'proxy'
  | 'other';

const full = {
  preflights: true,
  hops: true,
  corsFailures: 'unmarked',
  joinsSetCookie: false,
  joinsCookie: false,
  setCookieOfRedirect: 'there',
  sanitizes: false,
  kinds: false,
  cache: true,
} as const;

/** Measured with Chromium 156, Firefox 153, WebKitGTK 2.50, Playwright 1.64, mitmproxy 8.1; see docs/doctor.md. */
export const exporters: readonly Exporter[] = [
  {
    ...full,
    id: 'devtools',
    name: 'Chrome or Edge DevTools',
    matches: /^WebInspector/,
    corsFailures: 'marked',
    sanitizes: true,
    kinds: true,
  },
  {
    ...full,
    id: 'playwright',
    name: 'Playwright',
    matches: /^Playwright/,
    preflights: false,
    corsFailures: 'bare',
    kinds: true,
  },
  { ...full, id: 'firefox', name: 'Firefox', matches: /^Firefox/ },
  {
    ...full,
    id: 'webkit',
    name: 'Safari or another WebKit browser',
    matches: /^WebKit Web Inspector/,
    preflights: false,
    hops: false,
    corsFailures: 'absent',
    joinsSetCookie: true,
  },
  {
    ...full,
    id: 'chrome-har',
    name: 'chrome-har',
    matches: /^(chrome-har|Browsertime|sitespeed)/i,
    preflights: false,
    corsFailures: 'absent',
    setCookieOfRedirect: 'next hop',
    kinds: true,
  },
  // What the lab's own proxy saw: see lab/gateway/recorder.
  { ...full, id: 'live', name: 'a live recording', matches: /^cookie-lab live/, cache: false },
  // mitmproxy 9 and older; later ones write each line.
  {
    ...full,
    id: 'proxy',
    name: 'a proxy',
    matches: /^mitmproxy har_dump/,
    joinsSetCookie: true,
    joinsCookie: true,
    cache: false,
  },
  {
    ...full,
    id: 'proxy',
    name: 'a proxy',
    matches: /^(mitmproxy|Charles|Fiddler|HTTP Toolkit|Proxyman|Burp|OWASP|ZAP)/i,
    cache: false,
  },
  { ...full, id: 'other', name: 'an exporter that is not known here', matches: /^/ },
];

/** Curl commands and headers: one request, as somebody pasted it. */
export const pastedExporter: Exporter = {
  ...full,
  id: 'pasted',
  name: 'What was pasted',
  matches: /^$/,
  preflights: false,
};

export const exporterOf = (creator: string): Exporter =>
  exporters.find(({ matches }) => matches.test(creator)) as Exporter;

const secret = /^(cookie|set-cookie|authorization)$/i;

/**
 * Was the file exported without Cookie, Set-Cookie and Authorization? `possibly`: none of them is
 * there, and nothing tells whether there was any.
 */
export function howSanitized(
  { sanitizes }: Exporter,
  entries: readonly Entry[],
): 'yes' | 'possibly' | 'no' {
  if (!sanitizes || entries.some(showsSecret)) return 'no';
  const hides = entries.map(({ hidesResponseHeaders }) => hidesResponseHeaders);
  return hides.includes(true) ? 'yes' : 'possibly';
}

const showsSecret = ({
  requestHeaders,
  responseHeaders,
  requestCookies,
  responseCookies,
}: Entry): boolean =>
  requestCookies !== null ||
  responseCookies.length > 0 ||
  [...requestHeaders, ...responseHeaders].some(([name]) => secret.test(name));
