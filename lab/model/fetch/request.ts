/** Fetch §2.2.5: what of a request the model follows. */

import type { HeaderList } from '../../base/headers.ts';
import type { CookieRequest } from '../cookies/access.ts';
import { isLoopback } from '../cookies/hosts.ts';
import type { Sites } from '../cookies/sites.ts';
import type { DocumentContext } from '../html/document.ts';
import type { RequestApart } from '../storage-access/rules.ts';

export interface Request extends CookieRequest {
  /** The serialization of the origin that asks; null for the address bar. */
  readonly origin: string | null;
  readonly client: DocumentContext | null;
  readonly mode: 'cors' | 'no-cors' | 'same-origin' | 'navigate' | 'websocket';
  readonly credentials: 'omit' | 'same-origin' | 'include';
  /** Is it asked for by another way than a document's plain requests? */
  readonly apart?: RequestApart | null;
  /** The headers that a script gave it. */
  readonly headers: HeaderList;
  readonly body: string | null;
  /** Fetch's response tainting: what its answer may be used for, and never less after a redirect. */
  readonly tainting: 'basic' | 'cors' | 'opaque';
  /** Does it send its Origin wherever it goes? */
  readonly tellsOrigin?: boolean;
  /** Does it send its Origin from https to plain http of this machine? */
  readonly tellsLoopback?: boolean;
  /** Does Mixed Content not check it? */
  readonly mixedContentAllowed?: boolean;
  /** Was it redirected from one origin to another in an agent that then sends no Origin but null? */
  readonly originGone?: boolean | undefined;
  /** Was a hop of it preflighted, or did it have headers that need a preflight to another origin? */
  readonly wasUnsafe?: boolean;
  /** Is it for an image, audio or video? Mixed Content is milder with those. */
  readonly upgradeable: boolean;
}

export const currentUrl = ({ urls }: Request): URL => urls.at(-1) as URL;

/** The request with another URL in place of its current one. */
export const withCurrentUrl = (request: Request, url: URL): Request => ({
  ...request,
  urls: [...request.urls.slice(0, -1), url] as unknown as Request['urls'],
});

/** Fetch §2.2.5, redirect-taint: has the request been sent on by an origin other than its own? */
export function isRedirectTainted({ urls, origin }: Request): boolean {
  return urls.some((url, hop) => {
    const last = urls[hop - 1];
    return last !== undefined && url.origin !== last.origin && last.origin !== origin;
  });
}

/** Fetch §2.2.5: byte-serializing a request origin. */
export const serializedOrigin = (request: Request): string =>
  isRedirectTainted(request) ? 'null' : (request.origin ?? 'null');

/** Fetch §3.2: the `Origin` header; null for none. */
export function originHeader(request: Request): string | null {
  // A handshake that goes on after a redirect says who began it.
  if (request.mode === 'websocket') return request.origin ?? 'null';
  if (request.tainting === 'cors' || request.tellsOrigin) {
    return serializedOrigin(request);
  }
  if (request.origin === null || ['GET', 'HEAD'].includes(request.method)) return null;
  // The default referrer policy: no word to plain http from a secure page.
  const downgraded =
    request.origin.startsWith('https:') &&
    currentUrl(request).protocol !== 'https:' &&
    !(request.tellsLoopback && isLoopback(currentUrl(request).hostname));
  return downgraded || request.originGone ? 'null' : serializedOrigin(request);
}

/** Fetch §4.6, "includeCredentials": does the request include credentials, and store those of its answer? */
export const includesCredentials = (request: Request): boolean =>
  request.mode === 'navigate' ||
  ((request.credentials === 'include' ||
    (request.credentials === 'same-origin' && request.tainting === 'basic')) &&
    embedderAllowsCredentials(request));

/** Fetch §3.8, "Cross-Origin-Embedder-Policy allows credentials". */
const embedderAllowsCredentials = (request: Request): boolean =>
  request.mode !== 'no-cors' ||
  request.client?.embedderPolicy !== 'credentialless' ||
  (request.origin === currentUrl(request).origin && !isRedirectTainted(request));

/** Fetch §4.5, HTTP-redirect fetch: the request at its next URL. */
export function redirected(request: Request, to: URL, status: number): Request {
  const { method, headers } = request;
  const becomesGet =
    (method === 'POST' && (status === 301 || status === 302)) ||
    (status === 303 && method !== 'GET' && method !== 'HEAD');
  const dropped = [
    ...(becomesGet ? bodyHeaders : []),
    ...(currentUrl(request).origin === to.origin ? [] : ['authorization']),
  ];
  return {
    ...request,
    urls: [...request.urls, to] as const,
    method: becomesGet ? 'GET' : method,
    headers: headers.filter(([name]) => !dropped.includes(name.toLowerCase())),
    body: becomesGet ? null : request.body,
  };
}

/** Fetch Metadata §2.3: the `Sec-Fetch-Site` header; null for none, to what is not trustworthy. */
export function fetchSite({ urls, origin }: Request, sites: Sites): string | null {
  if (urls.at(-1)?.protocol !== 'https:') return null;
  if (origin === null) return 'none';
  if (urls.every((url) => url.origin === origin)) return 'same-origin';
  const site = origin === 'null' ? null : sites.siteOf(new URL(origin));
  return urls.every((url) => sites.siteOf(url) === site) ? 'same-site' : 'cross-site';
}

/** Fetch §2.2.2: request-body-header names. */
const bodyHeaders = ['content-encoding', 'content-language', 'content-location', 'content-type'];

/** Fetch §2.2.6: the statuses that redirect. */
export const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);
