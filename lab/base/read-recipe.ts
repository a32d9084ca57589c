/** The reader of recipes: what a request's query asks of a service, or why it cannot be answered so. */
import { LabError } from './errors.ts';
import { type Header, isHeaderName } from './headers.ts';
import {
  type Allowing,
  type Answer,
  type Cors,
  maxDelay,
  type Parameter,
  type PreflightAnswer,
  type Recipe,
} from './recipe.ts';
import { problemOfNames } from './response-headers.ts';

/** A recipe that cannot be answered. `at` names the query parameter. */
export class RecipeError extends LabError {
  readonly at: string;
  constructor(at: string, message: string) {
    super('LAB_RECIPE', `${at}: ${message}`);
    this.at = at;
  }
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

function headerLine(at: Parameter, line: string): Header {
  const colon = line.indexOf(':');
  const name = line.slice(0, colon);
  if (colon < 1 || !isHeaderName(name)) {
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
