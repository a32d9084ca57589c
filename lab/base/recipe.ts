/**
 * A recipe says what a lab service shall answer. It travels in the query of the
 * request itself, so a recipe can be read in any network panel and sent by hand:
 *
 *     https://api.example.test/?cookie=sid%3D1%3B%20Secure&cors=allow&origin=https%3A%2F%2Fwww.example.test
 *
 * Pure: shared by services, scenarios, the page and the model.
 */
import { keyIn, withoutKey } from './exchange-key.ts';
import type { Header } from './headers.ts';

/** How the answer treats CORS. `none` sends no CORS header at all. */
export type Cors =
  | (Allowing & {
      /** `Access-Control-Allow-Origin` names the request's origin if it is in the list. */
      readonly mode: 'allow';
      readonly origins: readonly string[];
    })
  /** Whatever origin asks is allowed: the classic hole. */
  | (Allowing & { readonly mode: 'reflect' })
  /** `Access-Control-Allow-Origin: *` */
  | (Allowing & { readonly mode: 'star' })
  | { readonly mode: 'none' };

export interface Allowing {
  /** Sends `Access-Control-Allow-Credentials: true`. */
  readonly credentials: boolean;
  /** False leaves out the `Vary: Origin` that a good answer carries. */
  readonly vary?: false;
}

/** What a preflight is answered, where that differs from a plain permission. */
export interface PreflightAnswer {
  /** HTTP status; 204 when absent. */
  readonly status?: number;
  /** Makes the preflight's answer a redirect to this URL. */
  readonly location?: string;
  /** CORS of the preflight's answer; that of the answer itself when absent. */
  readonly cors?: Cors;
  /** Value of `Access-Control-Allow-Methods`; the asked method when absent; `''` permits none. */
  readonly methods?: string;
  /** Value of `Access-Control-Allow-Headers`; the asked headers when absent; `''` permits none. */
  readonly headers?: string;
  /** Raw `Set-Cookie` values of the preflight's answer. */
  readonly setCookie?: readonly string[];
  /** Further header lines, sent as they are: an Allow-Origin of another origin, or a second one. */
  readonly lines?: readonly Header[];
}

/** What a request is answered. Everything absent is left out or ordinary. */
export interface Answer {
  /** Raw `Set-Cookie` values, one header each, in this order. */
  readonly setCookie?: readonly string[];
  /** `none` when absent. */
  readonly cors?: Cors;
  readonly preflight?: PreflightAnswer;
  /** HTTP status; 200 when absent, 302 with a location. */
  readonly status?: number;
  /** Absolute URL for the `Location` header. */
  readonly location?: string;
  /** Further header lines, sent as they are: caching, Vary, a duplicated Allow-Origin … */
  readonly headers?: readonly Header[];
  /** A page to stand on, or else a JSON account of the request; as the service has it by itself when absent. */
  readonly page?: boolean;
  /** Body text, sent as `type`, instead of either. */
  readonly body?: string;
  /** Media type of `body`; `text/plain` when absent. */
  readonly type?: string;
  /** Milliseconds to wait before answering; at most {@link maxDelay}. */
  readonly delay?: number;
}

/** An answer, and the exchange it belongs to. */
export interface Recipe {
  /** The exchange under which the service remembers what arrived. */
  readonly exchange?: string;
  readonly answer: Answer;
}

/** The longest delay a recipe may ask for, in milliseconds. */
export const maxDelay = 10_000;

/** The query parameters of a recipe, each a plain string, repeated where a list. */
export const recipeParameters = [
  'exchange',
  'cookie',
  'status',
  'location',
  'header',
  'page',
  'body',
  'type',
  'delay',
  'cors',
  'origin',
  'credentials',
  'vary',
  'preflight-status',
  'preflight-location',
  'preflight-methods',
  'preflight-headers',
  'preflight-cookie',
  'preflight-line',
  'preflight-cors',
  'preflight-origin',
  'preflight-credentials',
  'preflight-vary',
] as const;

export type Parameter = (typeof recipeParameters)[number];
type Pair = [name: Parameter, value: string];

/** A URL without the recipe in its query, or without its key; `''` stays what it is. */
export function withoutRecipe(href: string): string {
  if (href === '') return '';
  if (keyIn(href) !== null) return withoutKey(href);
  const url = new URL(href);
  for (const parameter of recipeParameters) url.searchParams.delete(parameter);
  return url.href;
}

/** Writes a recipe as a query, ready to be appended to a URL after `?`. */
export function encodeRecipe({ exchange, answer }: Recipe): string {
  const pairs: Pair[] = [];
  const add = (name: Parameter, value: string | number | undefined) => {
    if (value !== undefined) pairs.push([name, String(value)]);
  };
  add('exchange', exchange);
  for (const line of answer.setCookie ?? []) add('cookie', line);
  add('status', answer.status);
  add('location', answer.location);
  for (const [name, value] of answer.headers ?? []) add('header', `${name}: ${value}`);
  if (answer.page !== undefined) add('page', answer.page ? 'yes' : 'no');
  add('body', answer.body);
  add('type', answer.type);
  add('delay', answer.delay);
  pairs.push(...corsPairs('', answer.cors));
  const { preflight } = answer;
  if (preflight) {
    add('preflight-status', preflight.status);
    add('preflight-location', preflight.location);
    add('preflight-methods', preflight.methods);
    add('preflight-headers', preflight.headers);
    for (const line of preflight.setCookie ?? []) add('preflight-cookie', line);
    for (const [name, value] of preflight.lines ?? []) add('preflight-line', `${name}: ${value}`);
    pairs.push(...corsPairs('preflight-', preflight.cors));
  }
  return new URLSearchParams(pairs).toString();
}

function corsPairs(prefix: '' | 'preflight-', cors: Cors | undefined): Pair[] {
  if (!cors) return [];
  const pairs: Pair[] = [[`${prefix}cors`, cors.mode]];
  if (cors.mode === 'allow') {
    for (const origin of cors.origins) pairs.push([`${prefix}origin`, origin]);
  }
  if (cors.mode !== 'none') {
    if (cors.credentials) pairs.push([`${prefix}credentials`, 'yes']);
    if (cors.vary === false) pairs.push([`${prefix}vary`, 'no']);
  }
  return pairs;
}
