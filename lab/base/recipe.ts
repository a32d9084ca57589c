/**
 * A recipe says what a lab service shall answer. It travels in the query of the
 * request itself, so a recipe can be read in any network panel and sent by hand:
 *
 *     https://api.example.test/?cookie=sid%3D1%3B%20Secure&cors=allow&origin=https%3A%2F%2Fwww.example.test
 *
 * Pure: shared by services, scenarios, the page and the model.
 */
import { LabError } from './errors.ts';
import { keyIn, withoutKey } from './exchange-key.ts';
import type { Header } from './headers.ts';
import { problemOfNames } from './response-headers.ts';

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

interface Allowing {
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

/** A recipe that cannot be answered. `at` names the query parameter. */
export class RecipeError extends LabError {
  readonly at: string;
  constructor(at: string, message: string) {
    super('LAB_RECIPE', `${at}: ${message}`);
    this.at = at;
  }
}

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

type Parameter = (typeof recipeParameters)[number];
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

/**
 * Reads a recipe from a query. Parameters that are none of a recipe's are ignored: form fields arrive there too.
 *
 * @throws {RecipeError} for a value that no answer can be made of, above all one that would split a header.
 */
export function decodeRecipe(query: URLSearchParams): Recipe {
  const one = (name: Parameter) => query.get(name) ?? undefined;
  const answer: { -readonly [K in keyof Answer]: Answer[K] } = {};

  const setCookie = query.getAll('cookie');
  if (setCookie.length > 0) answer.setCookie = setCookie.map((line) => headerText('cookie', line));
  const status = number('status', one('status'), 200, 599);
  if (status !== undefined) answer.status = status;
  const location = one('location');
  if (location !== undefined) answer.location = headerText('location', location);
  const headers = query.getAll('header').map((line) => headerLine('header', line));
  if (headers.length > 0) answer.headers = headers;
  const page = one('page');
  if (page !== undefined) answer.page = page === 'yes';
  const body = one('body');
  if (body !== undefined) answer.body = body;
  const type = one('type');
  if (type !== undefined) answer.type = headerText('type', type);
  const delay = number('delay', one('delay'), 0, maxDelay);
  if (delay !== undefined) answer.delay = delay;
  const cors = decodeCors('', query);
  if (cors) answer.cors = cors;
  const preflight = decodePreflight(query);
  if (preflight) answer.preflight = preflight;

  checkNames('header', answer, headers);

  const exchange = one('exchange');
  return exchange === undefined ? { answer } : { exchange, answer };
}

/** @throws {RecipeError} where one of the lines cannot be sent, or not beside the rest of the answer. */
function checkNames(at: Parameter, rest: Answer | PreflightAnswer, lines: readonly Header[]) {
  const problem = problemOfNames([...namesBeside(rest), ...lines.map(([name]) => name)]);
  if (problem !== null) throw new RecipeError(at, problem);
}

/** Headers that an answer has besides those that it lists, of those that can be sent once only. */
const namesBeside = ({ location, cors }: Answer | PreflightAnswer): string[] => [
  ...(location === undefined ? [] : ['Location']),
  ...(cors && 'credentials' in cors && cors.credentials
    ? ['Access-Control-Allow-Credentials']
    : []),
];

function decodePreflight(query: URLSearchParams): PreflightAnswer | undefined {
  const preflight: { -readonly [K in keyof PreflightAnswer]: PreflightAnswer[K] } = {};
  const status = number('preflight-status', query.get('preflight-status') ?? undefined, 200, 599);
  if (status !== undefined) preflight.status = status;
  for (const key of ['location', 'methods', 'headers'] as const) {
    const value = query.get(`preflight-${key}`);
    if (value !== null) preflight[key] = headerText(`preflight-${key}`, value);
  }
  const setCookie = query.getAll('preflight-cookie');
  if (setCookie.length > 0) {
    preflight.setCookie = setCookie.map((line) => headerText('preflight-cookie', line));
  }
  const cors = decodeCors('preflight-', query);
  if (cors) preflight.cors = cors;
  const lines = query.getAll('preflight-line').map((line) => headerLine('preflight-line', line));
  if (lines.length > 0) preflight.lines = lines;
  checkNames('preflight-line', preflight, lines);
  return Object.keys(preflight).length > 0 ? preflight : undefined;
}

function decodeCors(prefix: '' | 'preflight-', query: URLSearchParams): Cors | undefined {
  const mode = query.get(`${prefix}cors`);
  const allowing: Allowing = {
    credentials: query.get(`${prefix}credentials`) === 'yes',
    ...(query.get(`${prefix}vary`) === 'no' && { vary: false }),
  };
  switch (mode) {
    case null:
      return undefined;
    case 'none':
      return { mode };
    case 'star':
    case 'reflect':
      return { mode, ...allowing };
    case 'allow': {
      const at = `${prefix}origin`;
      const origins = query.getAll(at).map((origin) => headerText(at, origin));
      return { mode, origins, ...allowing };
    }
    default:
      throw new RecipeError(`${prefix}cors`, `"${mode}" is none of allow, reflect, star, none`);
  }
}

function number(at: Parameter, text: string | undefined, min: number, max: number) {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new RecipeError(at, `"${text}" is not a whole number from ${min} to ${max}`);
  }
  return value;
}

/** RFC 9110 §5.6.2: the characters of a header's name. */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

function headerLine(at: Parameter, line: string): Header {
  const colon = line.indexOf(':');
  const name = line.slice(0, colon);
  if (colon < 1 || !token.test(name)) {
    throw new RecipeError(at, `"${line}" is not of the form "Name: value"`);
  }
  return [name, headerText(at, line.slice(colon + 1).replace(/^ /, ''))];
}

/** What would end a header line, and so let a value write lines of its own. */
const splitsHeader = /[\r\n\0]/;
/** What Node sends in a header value: tab, visible characters, and bytes above ASCII. */
const sendable = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * A text that is safe as one header value, and can be sent as one.
 *
 * @throws {RecipeError} when it holds CR, LF or NUL (RFC 9110 §5.5), or what Node does not send.
 */
export function headerText(at: string, text: string): string {
  if (splitsHeader.test(text))
    throw new RecipeError(at, 'a header value cannot hold CR, LF or NUL');
  if (!sendable.test(text))
    throw new RecipeError(
      at,
      'a header value holds bytes: no control characters, none over U+00FF',
    );
  return text;
}
