/** Requests that a script makes, and that leave the document where it is. */
import type { LabUrl } from '../../base/topology.ts';
import type { Asked, Options } from './answers.ts';

/**
 * Names of values to take out of an answer that is a JSON object. In headers, bodies, form fields
 * and cookies of later steps `{name}` stands for the value: `{ authorization: 'Bearer {token}' }`.
 */
type Take = readonly string[];

interface Scripted extends Asked {
  readonly url: LabUrl;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly take?: Take;
}

/** A request that may be fired when its page is left, in `pagehide`: too late to see an answer. */
interface Leaving {
  readonly leaving?: boolean;
}

export interface Fetch extends Scripted, Leaving {
  readonly step: 'fetch';
  /** `same-origin` when absent, as in Fetch. */
  readonly credentials?: 'omit' | 'same-origin' | 'include';
  /** `cors` when absent, as in Fetch. */
  readonly mode?: 'cors' | 'no-cors' | 'same-origin';
  readonly keepalive?: boolean;
  /** Who calls `fetch`; the page when absent. */
  readonly from?: FetchFrom;
  /** The label of an earlier request: asks for its very URL once more, so that a cache may answer. */
  readonly again?: string;
}

/**
 * Who calls `fetch` instead of a plain page: a worker of the page's own origin, or a page whose
 * service worker takes the request and makes it anew.
 */
export type FetchFrom = 'worker' | 'shared worker' | 'service worker' | 'controlled page';

export interface Xhr extends Scripted {
  readonly step: 'xhr';
  readonly withCredentials?: boolean;
  /** The label of an earlier request: asks for its very URL once more, so that a cache may answer. */
  readonly again?: string;
}

/** A request by the axios library, as it comes from npm. */
export interface Axios extends Scripted {
  readonly step: 'axios';
  readonly withCredentials?: boolean;
  /** Send the cookie XSRF-TOKEN back in a header? To the page's own origin alone when absent. */
  readonly withXSRFToken?: boolean;
}

/** `navigator.sendBeacon`: a POST that no script sees the answer of. */
export interface Beacon extends Asked, Leaving {
  readonly step: 'beacon';
  readonly url: LabUrl;
  readonly body?: string;
}

/** `new EventSource`, closed after its first event. */
export interface EventStream extends Asked {
  readonly step: 'eventSource';
  readonly url: LabUrl;
  readonly withCredentials?: boolean;
}

/**
 * `new WebSocket` to the `wss:` or `ws:` twin of the URL, closed after its first message. A status
 * or redirect in the answer refuses the handshake.
 */
export interface Socket extends Asked {
  readonly step: 'webSocket';
  readonly url: LabUrl;
}

/**
 * A script calls `fetch()`.
 *
 * @example fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'call' })
 */
export const fetch = (url: LabUrl, options: Options<Fetch, 'url'> = {}): Fetch => ({
  step: 'fetch',
  url,
  ...options,
});

/**
 * A script sends an `XMLHttpRequest`.
 *
 * @example xhr(api, { withCredentials: true, answer: { cors: allow(www) }, as: 'call' })
 */
export const xhr = (url: LabUrl, options: Options<Xhr, 'url'> = {}): Xhr => ({
  step: 'xhr',
  url,
  ...options,
});

/**
 * A script calls axios.
 *
 * @example axios(api, { withCredentials: true, answer: { cors: allow(www) }, as: 'call' })
 */
export const axios = (url: LabUrl, options: Options<Axios, 'url'> = {}): Axios => ({
  step: 'axios',
  url,
  ...options,
});

/**
 * A script calls `navigator.sendBeacon()`.
 *
 * @example beacon(api, { leaving: true, as: 'beacon' })
 */
export const beacon = (url: LabUrl, options: Options<Beacon, 'url'> = {}): Beacon => ({
  step: 'beacon',
  url,
  ...options,
});

/**
 * A script opens an `EventSource`.
 *
 * @example eventSource(api, { withCredentials: true, answer: { cors: allow(www) } })
 */
export const eventSource = (
  url: LabUrl,
  options: Options<EventStream, 'url'> = {},
): EventStream => ({
  step: 'eventSource',
  url,
  ...options,
});

/**
 * A script opens a `WebSocket`.
 *
 * @example webSocket(api, { as: 'handshake' })
 */
export const webSocket = (url: LabUrl, options: Options<Socket, 'url'> = {}): Socket => ({
  step: 'webSocket',
  url,
  ...options,
});
