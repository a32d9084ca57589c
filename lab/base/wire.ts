/** One request with its response as a proxy saw it on the wire. Bodies are never kept. */
import type { HeaderList } from './headers.ts';
import type { ReasonCode } from './reasons/index.ts';

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
  /** What the browser itself says of it, once it was asked; null where it says nothing. */
  told: Told | null;
}

/** A browser's own account of a request. */
export interface Told {
  /** Did the request include credentials, whether there was a cookie or not? */
  readonly credentials: boolean;
  /** Why cookies were not sent with it, or not stored from its response. */
  readonly reasons: readonly ToldReason[];
}

export interface ToldReason {
  readonly on: 'send' | 'store';
  readonly cookie: string;
  readonly code: ReasonCode;
  /** The code as the browser spelled it, where that differs. */
  readonly raw?: string;
}

/** The header of an informational response that names a request to the browser's log. */
export const markHeader = 'Cookie-Lab-Exchange';

export interface WireResponse {
  /** When its headers were there, in milliseconds of Unix time. */
  readonly at: number;
  readonly status: number;
  readonly statusText: string;
  /** As they came, in order, each Set-Cookie line on its own. */
  readonly headers: HeaderList;
}
