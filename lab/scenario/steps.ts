/**
 * The steps of a scenario, as data, and the small functions that make them.
 *
 * A step acts in the document that the steps before it left current: `visit`,
 * `link` and `form` move on to a new document; `frame` and `openWindow` hold
 * steps of their own that act inside.
 */
import type { Cors, Header } from '../recipe.ts';
import type { LabUrl, Origin } from '../topology.ts';

/** What a request shall be answered, as a scenario writes it. */
export interface AnswerSpec {
  /** One raw `Set-Cookie` value, or several. */
  readonly setCookie?: string | readonly string[];
  /** See {@link allow}, {@link reflect}, {@link star}. No CORS header when absent. */
  readonly cors?: Cors;
  readonly preflight?: PreflightSpec;
  readonly status?: number;
  readonly redirect?: Redirect;
  readonly headers?: readonly Header[];
  readonly body?: string;
  /** Media type of `body`. */
  readonly type?: string;
  /** Milliseconds. */
  readonly delay?: number;
}

/** What a preflight is answered, where a plain permission would not do. */
export interface PreflightSpec {
  readonly status?: number;
  readonly location?: LabUrl;
  readonly cors?: Cors;
  readonly methods?: string;
  readonly headers?: string;
  readonly setCookie?: string | readonly string[];
}

/** Sends the request on: `redirect(api, { answer: …, as: 'second hop' })`. */
export interface Redirect extends Asked {
  readonly to: LabUrl;
  /** 302 when absent. */
  readonly status?: number;
}

/** What every request step has: an answer, and a label by which expectations speak of it. */
interface Asked {
  readonly answer?: AnswerSpec;
  readonly as?: string;
}

/** A top-level navigation from the address bar: it has no initiator. */
export interface Visit extends Asked {
  readonly step: 'visit';
  readonly url: LabUrl;
}

export interface Fetch extends Asked {
  readonly step: 'fetch';
  readonly url: LabUrl;
  readonly method?: string;
  /** `same-origin` when absent, as in Fetch. */
  readonly credentials?: 'omit' | 'same-origin' | 'include';
  /** `cors` when absent, as in Fetch. */
  readonly mode?: 'cors' | 'no-cors' | 'same-origin';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Xhr extends Asked {
  readonly step: 'xhr';
  readonly url: LabUrl;
  readonly method?: string;
  readonly withCredentials?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A form that the page submits: a top-level navigation, or a frame's own. */
export interface Form extends Asked {
  readonly step: 'form';
  readonly url: LabUrl;
  readonly method: 'GET' | 'POST';
  readonly fields?: Readonly<Record<string, string>>;
}

/** A click on `<a href>`. */
export interface Link extends Asked {
  readonly step: 'link';
  readonly url: LabUrl;
  readonly rel?: string;
}

/** `<iframe src>`, and what happens inside it. */
export interface Frame extends Asked {
  readonly step: 'frame';
  readonly url: LabUrl;
  /** The `sandbox` attribute. */
  readonly sandbox?: string;
  readonly steps: readonly PageStep[];
}

/** `window.open`, and what happens inside; the window is closed afterwards. */
export interface OpenWindow extends Asked {
  readonly step: 'openWindow';
  readonly url: LabUrl;
  readonly steps: readonly PageStep[];
}

export type SubresourceElement = 'img' | 'script';

/** An element that loads its URL by itself. */
export interface Subresource extends Asked {
  readonly step: 'subresource';
  readonly element: SubresourceElement;
  readonly url: LabUrl;
  readonly crossorigin?: 'anonymous' | 'use-credentials';
}

/** `document.cookie = line`, then a reading of it. */
export interface WriteCookie {
  readonly step: 'writeCookie';
  readonly line: string;
  readonly as?: string;
}

/** A reading of `document.cookie`. */
export interface ReadCookie {
  readonly step: 'readCookie';
  readonly as?: string;
}

export interface Pause {
  readonly step: 'pause';
  /** Milliseconds. */
  readonly ms: number;
}

/** Steps that a page does. */
export type PageStep =
  | Fetch
  | Xhr
  | Form
  | Link
  | Frame
  | OpenWindow
  | Subresource
  | WriteCookie
  | ReadCookie
  | Pause;

export type Step = Visit | PageStep;
export type StepKind = Step['step'];

type Options<S, Given extends keyof S> = Omit<S, 'step' | Given>;

export const visit = (url: LabUrl, options: Options<Visit, 'url'> = {}): Visit => ({
  step: 'visit',
  url,
  ...options,
});

export const fetch = (url: LabUrl, options: Options<Fetch, 'url'> = {}): Fetch => ({
  step: 'fetch',
  url,
  ...options,
});

export const xhr = (url: LabUrl, options: Options<Xhr, 'url'> = {}): Xhr => ({
  step: 'xhr',
  url,
  ...options,
});

export const form = (
  method: Form['method'],
  url: LabUrl,
  options: Options<Form, 'url' | 'method'> = {},
): Form => ({ step: 'form', method, url, ...options });

export const link = (url: LabUrl, options: Options<Link, 'url'> = {}): Link => ({
  step: 'link',
  url,
  ...options,
});

export const frame = (
  url: LabUrl,
  steps: readonly PageStep[] = [],
  options: Options<Frame, 'url' | 'steps'> = {},
): Frame => ({ step: 'frame', url, steps, ...options });

export const openWindow = (
  url: LabUrl,
  steps: readonly PageStep[] = [],
  options: Options<OpenWindow, 'url' | 'steps'> = {},
): OpenWindow => ({ step: 'openWindow', url, steps, ...options });

export const image = (
  url: LabUrl,
  options: Options<Subresource, 'url' | 'element'> = {},
): Subresource => ({ step: 'subresource', element: 'img', url, ...options });

export const script = (
  url: LabUrl,
  options: Options<Subresource, 'url' | 'element'> = {},
): Subresource => ({ step: 'subresource', element: 'script', url, ...options });

export const writeCookie = (
  line: string,
  options: Options<WriteCookie, 'line'> = {},
): WriteCookie => ({ step: 'writeCookie', line, ...options });

export const readCookie = (as?: string): ReadCookie =>
  as === undefined ? { step: 'readCookie' } : { step: 'readCookie', as };

export const pause = (ms: number): Pause => ({ step: 'pause', ms });

export const redirect = (to: LabUrl, options: Omit<Redirect, 'to'> = {}): Redirect => ({
  to,
  ...options,
});

/** Allows the listed origins to read, with credentials, and says so in `Vary`. */
export const allow = (...origins: (Origin | 'null')[]): Cors => ({
  mode: 'allow',
  origins,
  credentials: true,
});

/** As {@link allow}, without `Access-Control-Allow-Credentials`. */
export const allowWithoutCredentials = (...origins: (Origin | 'null')[]): Cors => ({
  mode: 'allow',
  origins,
  credentials: false,
});

/** Allows every origin by repeating what asked, with credentials. */
export const reflect: Cors = { mode: 'reflect', credentials: true };

/** `Access-Control-Allow-Origin: *`, with or without `Access-Control-Allow-Credentials: true`. */
export const star = ({ credentials = false } = {}): Cors => ({ mode: 'star', credentials });

/** One cookie for each value of SameSite, and one without: named after what they have. */
export const everySameSite = [
  'none=1; SameSite=None; Secure',
  'lax=1; SameSite=Lax; Secure',
  'strict=1; SameSite=Strict; Secure',
  'absent=1; Secure',
] as const;

/** The origins that scenarios stand on. `www`, `app`, `api` are one site; `other…` and `evil` another; `third…` a third. */
export const www = 'https://www.example.test';
export const app = 'https://app.example.test';
export const api = 'https://api.example.test';
export const subApi = 'https://sub.api.example.test';
export const apex = 'https://example.test';
export const otherWww = 'https://www.other.test';
export const otherApi = 'https://api.other.test';
export const evil = 'https://evil.other.test';
export const thirdWww = 'https://www.third.test';
export const thirdApi = 'https://api.third.test';

/** Plain-http origins on this machine, on two ports. */
export const localhostA = 'http://localhost:7001';
export const localhostB = 'http://localhost:7002';
export const loopbackA = 'http://127.0.0.1:7001';
export const loopbackB = 'http://127.0.0.1:7002';

/**
 * The plain-http twin of a lab URL.
 *
 *     http(api) → 'http://api.example.test'
 */
export const http = <Rest extends string>(url: `https://${Rest}`): `http://${Rest}` =>
  url.replace('https:', 'http:') as `http://${Rest}`;
