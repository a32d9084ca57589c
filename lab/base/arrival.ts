import type { HeaderList } from './headers.ts';
import { trimWsp } from './wsp.ts';

/**
 * What a service saw of one request: the lab's truth. Plain data, written by
 * the services and read by everything that judges.
 */
export interface Arrival {
  /** The exchange that the request's recipe named. */
  readonly exchange: string;
  /** When it arrived: milliseconds since the epoch, by the service's clock. */
  readonly at: number;
  readonly method: string;
  readonly scheme: 'http' | 'https';
  readonly host: string;
  /** Path without the query. */
  readonly path: string;
  readonly httpVersion: string;
  /** The request's `Cookie` header as it came; null when there was none. */
  readonly cookieHeader: string | null;
  /** The cookies of that header, in its order, duplicates kept. */
  readonly cookies: readonly Cookie[];
  readonly origin: string | null;
  readonly referer: string | null;
  /** `Sec-Fetch-*` by the part after the prefix: `{ site: 'same-site', mode: 'cors' }`. */
  readonly secFetch: Readonly<Record<string, string>>;
  /** As `Content-Length` says; 0 without one. */
  /** The `X-XSRF-TOKEN` header, by which axios gives back a CSRF token; absent where it was not sent. */
  readonly xsrfToken?: string;
  readonly bodyBytes: number;
  /** True for a CORS preflight: `OPTIONS` with `Origin` and `Access-Control-Request-Method`. */
  readonly preflight: boolean;
  /** The HTTP status it was answered with; null while it is not answered. */
  readonly status: number | null;
  /** All headers of the request, names in lower case. */
  readonly headers: HeaderList;
  /** The headers of the response as they left the server; empty while it is not answered. */
  readonly responseHeaders: HeaderList;
}

export interface Cookie {
  readonly name: string;
  readonly value: string;
}

/**
 * Splits a `Cookie` header into its cookies, as RFC 10025 §5.8.3 joins them.
 *
 *     'a=1; b=2; a=3' → a=1, b=2, a=3
 *     'nameless'      → name '', value 'nameless'
 */
export function parseCookieHeader(header: string): Cookie[] {
  return header
    .split(';')
    .map(trimWsp)
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0
        ? { name: '', value: pair }
        : { name: pair.slice(0, equals), value: pair.slice(equals + 1) };
    });
}

/** An `Origin` header as expectations name it: `own` where it is that of the document that asks. */
export const namedOrigin = (origin: string | null, initiator: string | null): string | null =>
  origin !== null && origin !== 'null' && origin === initiator ? 'own' : origin;
