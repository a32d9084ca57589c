/** One request with its response as a proxy saw it on the wire. Bodies are never kept. */
import type { HeaderList } from './headers.ts';

export interface WireExchange {
  /** When the request's headers were there, in milliseconds of Unix time. */
  readonly at: number;
  readonly method: string;
  /** Absolute, without fragment; `ws:` and `wss:` for WebSockets. */
  readonly url: string;
  /** As they left the browser, in order; without those that are meant for the proxy. */
  readonly requestHeaders: HeaderList;
  /** Null where there was none. */
  response: WireResponse | null;
  /** Why the server gave no response; null also where the browser did not wait for one. */
  error: string | null;
}

export interface WireResponse {
  /** When its headers were there, in milliseconds of Unix time. */
  readonly at: number;
  readonly status: number;
  readonly statusText: string;
  /** As they came, in order, each Set-Cookie line on its own. */
  readonly headers: HeaderList;
}
