/** The messages of an entry, and which of their headers the exporter shows. */
import { getHeader, type Header, type HeaderList } from '../../base/headers.ts';
import { splitSetCookies } from '../../base/set-cookie.ts';
import type { Message, Response, SeenHeaders } from '../../scenario/recording.ts';
import type { Ask } from './asks.ts';
import { browserOf } from './browser.ts';
import { passesCheck, permits } from './cors.ts';
import type { Entry } from './entry.ts';
import type { Exporter, howSanitized } from './exporter.ts';

export interface Written {
  readonly exporter: Exporter;
  readonly sanitized: ReturnType<typeof howSanitized>;
}

/** Preflight and request, as far as they left the browser. */
export function messagesOf(ask: Ask, written: Written): Message[] {
  const { preflight, entry, isOrphan } = ask;
  const first = preflight && messageOf(preflight, 'preflight', written);
  const hasFailed = first && !(permits(first) && passesCheck(first, true));
  const isSent = !isOrphan && (entry.status > 0 || !(hasFailed || isKept(entry, written)));
  return [...(first ? [first] : []), ...(isSent ? [messageOf(entry, 'actual', written)] : [])];
}

function messageOf(entry: Entry, role: Message['role'], written: Written): Message {
  return {
    role,
    at: entry.at,
    request: {
      method: entry.method,
      url: entry.url,
      headers: requestHeaders(entry, written),
      ...(entry.httpVersion !== null && { httpVersion: entry.httpVersion }),
    },
    response: responseOf(entry, written),
  };
}

/**
 * Did the browser keep it? DevTools shows the headers that were really sent once they were; where
 * nothing was, and nothing came back, a policy or the network stood before it.
 */
const isKept = (entry: Entry, { exporter }: Written): boolean =>
  exporter.id === 'devtools' && isProvisional(entry, exporter);

/** Only what the browser meant to send, not what left: the network adds these two. */
const isProvisional = ({ requestHeaders, hasPseudoHeaders, url }: Entry, { id }: Exporter) =>
  (id === 'devtools' || id === 'playwright') &&
  !hasPseudoHeaders &&
  !url.startsWith('ws') &&
  getHeader(requestHeaders, 'host') === null &&
  getHeader(requestHeaders, 'sec-fetch-mode') === null;

const isOfBrowser = ({ requestHeaders }: Entry): boolean =>
  getHeader(requestHeaders, 'sec-fetch-mode') !== null ||
  browserOf(getHeader(requestHeaders, 'user-agent')) !== null;

export const isFromCache = (entry: Entry, exporter: Exporter): boolean =>
  entry.fromCache ||
  entry.fromServiceWorker ||
  // Playwright does not say so; but nothing was sent, and there is a response.
  (entry.status > 0 && isProvisional(entry, exporter));

function requestHeaders(entry: Entry, { exporter, sanitized }: Written): SeenHeaders {
  const lines = withCookies(entry, exporter);
  const allBut = lines.map(([name]) => name.toLowerCase());
  if (isFromCache(entry, exporter)) return { lines, unseen: { why: 'provisional', allBut } };
  // Curl asks, or nobody wrote down what the browser sent.
  if (exporter.id === 'pasted' && !isOfBrowser(entry)) {
    return { lines, unseen: { why: 'not recorded', allBut } };
  }
  if (isProvisional(entry, exporter)) {
    return { lines, unseen: { why: 'left out by the exporter', allBut } };
  }
  if (sanitized !== 'no')
    return { lines, unseen: { why: 'sanitized', only: ['cookie', 'authorization'] } };
  return { lines };
}

/** One Cookie header of what HTTP/2 may have cut into several; what an exporter took out, put back. */
function withCookies(entry: Entry, { joinsCookie }: Exporter): HeaderList {
  const { requestHeaders: headers, requestCookies: taken } = entry;
  const isCookie = ([name]: Header) => name.toLowerCase() === 'cookie';
  const cookies = headers.filter(isCookie);
  if (cookies.length === 0) return taken === null ? headers : [...headers, ['Cookie', taken]];
  if (cookies.length === 1 && !joinsCookie) return headers;
  // Where a comma ends is not told by it, and the list has each cookie.
  const joined =
    joinsCookie && taken !== null ? taken : cookies.map(([, value]) => value).join('; ');
  return [...headers.filter((header) => !isCookie(header)), ['Cookie', joined]];
}

function responseOf(entry: Entry, { exporter, sanitized }: Written): Response | null {
  if (entry.status <= 0) return null;
  const lines = withSetCookies(entry, exporter);
  const isOnNextHop = exporter.setCookieOfRedirect === 'next hop' && isRedirect(entry.status);
  const why = sanitized !== 'no' ? 'sanitized' : isOnNextHop ? 'left out by the exporter' : null;
  return {
    ...(!Number.isNaN(entry.answeredAt) && { at: entry.answeredAt }),
    status: entry.status,
    headers: why ? { lines, unseen: { why, only: ['set-cookie'] } } : { lines },
    from: isFromCache(entry, exporter) ? 'cache' : 'network',
  };
}

const isRedirect = (status: number) => [301, 302, 303, 307, 308].includes(status);

function withSetCookies(entry: Entry, { joinsSetCookie }: Exporter): HeaderList {
  const isSetCookie = ([name]: Header) => name.toLowerCase() === 'set-cookie';
  const { responseHeaders, responseCookies } = entry;
  if (!responseHeaders.some(isSetCookie)) {
    return [...responseHeaders, ...responseCookies.map((line): Header => ['Set-Cookie', line])];
  }
  if (!joinsSetCookie) return responseHeaders;
  return responseHeaders.flatMap((header): Header[] =>
    isSetCookie(header) ? splitSetCookies(header[1]).map((line) => [header[0], line]) : [header],
  );
}
