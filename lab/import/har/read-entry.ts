/** One entry of a HAR file, read with care: every field may be missing, or something else. */
import type { Header, HeaderList } from '../../base/headers.ts';
import { cookieBlockedReasons, setCookieBlockedReasons } from '../../base/reasons/index.ts';
import type { Told } from '../../base/wire.ts';
import type { Entry, Initiator } from '../traffic/entry.ts';

/** A field of what may be an object; never one of its prototype. */
export const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

export const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const filled = (value: unknown): string | null => text(value) || null;

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A token of a reasonable length: RFC 9110 §9.1. */
export const isMethod = (text: string): boolean => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,40}$/.test(text);

/** What is wrong with the entry, where it holds no request. */
export type Unusable = { readonly why: string };

/** @returns null for what is no request over a network: `data:`, `blob:`, an extension's. */
export function readEntry(value: unknown, index: number): Entry | Unusable | null {
  const request = field(value, 'request');
  const response = field(value, 'response');
  const address = text(field(request, 'url'));
  if (address === null) return { why: 'it has no request.url' };
  if (!URL.canParse(address)) return { why: 'its request.url is no URL' };
  const method = filled(field(request, 'method')) ?? 'GET';
  if (!isMethod(method)) return { why: 'its request.method is no method' };
  const url = new URL(address);
  if (!/^(https?|wss?):$/.test(url.protocol)) return null;
  url.hash = '';
  const all = headers(field(request, 'headers'));
  const requestHeaders = all.filter(([name]) => !name.startsWith(':'));
  const responseHeaders = headers(field(response, 'headers')).flatMap(splitLines);
  const status = field(response, 'status');
  const at = Date.parse(text(field(value, 'startedDateTime')) ?? '');
  return {
    index,
    at,
    answeredAt: at + untilHeaders(value),
    method,
    url: url.href,
    httpVersion: version(field(request, 'httpVersion')),
    requestHeaders,
    hasPseudoHeaders: requestHeaders.length < all.length,
    requestCookies: cookieLine(list(field(request, 'cookies'))),
    status: typeof status === 'number' && Number.isInteger(status) ? status : 0,
    responseHeaders: responseHeaders.filter(([name]) => !name.startsWith(':')),
    responseCookies: list(field(response, 'cookies')).flatMap(setCookieLine),
    hidesResponseHeaders: hidesHeaders(response),
    redirectUrl: filled(field(response, 'redirectURL')),
    mimeType: filled(field(field(response, 'content'), 'mimeType')),
    page: filled(field(value, 'pageref')),
    frame: filled(field(value, '_frameref')),
    resourceType: filled(field(value, '_resourceType'))?.toLowerCase() ?? null,
    initiator: initiator(value),
    error:
      filled(field(value, '_error')) ??
      filled(field(response, '_error')) ??
      filled(field(response, '_failureText')),
    fromCache: isFromCache(value, requestHeaders),
    fromServiceWorker:
      field(value, '_fetchedViaServiceWorker') === true ||
      field(response, '_fetchedViaServiceWorker') === true ||
      text(field(value, '_fetchType')) === 'Service Worker',
    told: readTold(field(value, toldField)),
  };
}

/** The field of an entry with the browser's own account of the request, which the lab itself writes. */
export const toldField = '_browser';

export function readTold(value: unknown): Told | null {
  const credentials = field(value, 'credentials');
  if (typeof credentials !== 'boolean') return null;
  const reasons = list(field(value, 'reasons')).flatMap((reason): Told['reasons'] => {
    const [on, cookie] = [field(reason, 'on'), text(field(reason, 'cookie'))];
    const known =
      on === 'send' ? cookieBlockedReasons : on === 'store' ? setCookieBlockedReasons : [];
    const code = known.find((one) => one === field(reason, 'code'));
    const raw = filled(field(reason, 'raw'));
    if ((on !== 'send' && on !== 'store') || cookie === null || !code) return [];
    return [{ on, cookie, code, ...(raw !== null && { raw }) }];
  });
  return { credentials, reasons };
}

/**
 * Is the size that is given more than that of the headers that are shown? What DevTools leaves out of
 * the headers it leaves in their size. HTTP/2 compresses them: nothing can be compared.
 */
function hidesHeaders(response: unknown): boolean | null {
  const size = field(response, 'headersSize');
  if (
    typeof size !== 'number' ||
    size <= 0 ||
    !version(field(response, 'httpVersion'))?.startsWith('1.')
  )
    return null;
  const statusLine = `HTTP/1.1 ${field(response, 'status')} ${text(field(response, 'statusText')) ?? ''}\r\n\r\n`;
  const shown = headers(field(response, 'headers')).reduce(
    (sum, [name, value]) => sum + name.length + value.length + ': \r\n'.length,
    statusLine.length,
  );
  // Room for what exporters count otherwise; the shortest header of them is longer.
  return size - shown >= 'Set-Cookie: '.length;
}

/** HAR has a list of names and values; Safari's exporter has been seen to write a map. */
function headers(value: unknown): HeaderList {
  const pairs: [unknown, unknown][] = Array.isArray(value)
    ? value.map((header) => [field(header, 'name'), field(header, 'value')])
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, one]) =>
          list(Array.isArray(one) ? one : [one]).map((each): [string, unknown] => [name, each]),
        )
      : [];
  return pairs.flatMap(([name, one]): Header[] =>
    typeof name === 'string' && name !== '' && (typeof one === 'string' || typeof one === 'number')
      ? [[name, String(one)]]
      : [],
  );
}

/** Older exporters join the values of a repeated header with a newline. */
const splitLines = ([name, value]: Header): Header[] =>
  value.split(/\r?\n/).map((line): Header => [name, line]);

/** `http/2.0`, `h2`, `HTTP/1.1` as `2.0`, `2.0`, `1.1`. */
function version(value: unknown): string | null {
  const [, number] = /^(?:HTTP\/|h)(\d(?:\.\d)?)$/i.exec(text(value) ?? '') ?? [];
  return number === undefined ? null : number.length === 1 ? `${number}.0` : number;
}

function cookieLine(cookies: readonly unknown[]): string | null {
  const pairs = cookies.flatMap((cookie) => {
    const name = text(field(cookie, 'name'));
    return name === null ? [] : `${name}=${text(field(cookie, 'value')) ?? ''}`;
  });
  return pairs.length > 0 ? pairs.join('; ') : null;
}

function setCookieLine(cookie: unknown): string[] {
  const name = text(field(cookie, 'name'));
  if (name === null) return [];
  const of = (key: string, attribute: string) => {
    const value = filled(field(cookie, key));
    return value === null ? '' : `; ${attribute}=${value}`;
  };
  const expires = Date.parse(text(field(cookie, 'expires')) ?? '');
  return [
    `${name}=${text(field(cookie, 'value')) ?? ''}` +
      of('domain', 'Domain') +
      of('path', 'Path') +
      (Number.isNaN(expires) ? '' : `; Expires=${new Date(expires).toUTCString()}`) +
      of('sameSite', 'SameSite') +
      (field(cookie, 'httpOnly') === true ? '; HttpOnly' : '') +
      (field(cookie, 'secure') === true ? '; Secure' : ''),
  ];
}

function initiator(value: unknown): Initiator {
  const own = field(value, '_initiator');
  // chrome-har: the URL alone, and the type beside it.
  if (typeof own === 'string') {
    return { type: filled(field(value, '_initiator_type')), url: own || null, callSite: null };
  }
  const [frame] = list(field(field(own, 'stack'), 'callFrames'));
  const script = filled(field(frame, 'url'));
  return {
    type: filled(field(own, 'type')),
    url: filled(field(own, 'url')) ?? script,
    callSite:
      script &&
      `${script}:${field(frame, 'lineNumber') ?? ''}:${field(frame, 'columnNumber') ?? ''}`,
  };
}

/** Each exporter in its own words. */
function isFromCache(value: unknown, requestHeaders: HeaderList): boolean {
  const cache = field(value, 'cache');
  const asksWhetherChanged = requestHeaders.some(([name]) =>
    /^if-(none-match|modified-since)$/i.test(name),
  );
  return (
    filled(field(value, '_fromCache')) !== null ||
    field(field(value, 'response'), '_fromDiskCache') === true ||
    // Safari
    /cache/i.test(text(field(value, '_fetchType')) ?? '') ||
    // Firefox writes it, be it null, for each status 304, also for one that came over the network.
    (typeof cache === 'object' &&
      cache !== null &&
      Object.hasOwn(cache, 'afterRequest') &&
      !asksWhetherChanged) ||
    wasNeverSent(value)
  );
}

/** Firefox marks no other cached response, but nothing was sent, to no server, in no time. Measured in 153. */
function wasNeverSent(value: unknown): boolean {
  const sizes = ['request', 'response'].map((side) => field(field(value, side), 'headersSize'));
  const timings = ['connect', 'send', 'wait', 'receive'].map((name) =>
    field(field(value, 'timings'), name),
  );
  const status = field(field(value, 'response'), 'status');
  return (
    [...sizes, ...timings].every((amount) => amount === 0) &&
    text(field(value, 'serverIPAddress')) === null &&
    typeof status === 'number' &&
    status > 0
  );
}

function untilHeaders(value: unknown): number {
  const timings = field(value, 'timings');
  const parts = ['blocked', 'dns', 'connect', 'send', 'wait'].map((name) => field(timings, name));
  const known = parts.filter((part) => typeof part === 'number' && part > 0) as number[];
  const wait = parts[4];
  return typeof wait === 'number' && wait >= 0
    ? known.reduce((sum, part) => sum + part, 0)
    : Number.NaN;
}
