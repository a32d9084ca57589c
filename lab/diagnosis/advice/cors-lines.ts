/** CORS header lines to write: all that a request needs at once, and no more than it lacks. */
import { getHeader, type HeaderList, headerValues } from '../../base/headers.ts';
import {
  answerHeaders,
  corsCheck,
  isSafelistedMethod,
  preflightCheck,
  type Request,
  serializedOrigin,
  unsafeHeaderNames,
} from '../../model/rules.ts';
import { preflightMessage, seenHeader } from '../../scenario/recording.ts';
import { type Facts, urlOf } from '../facts.ts';
import { locationFrom, preflightResponseOf, responseOf, type Scene } from '../scenes.ts';

/** How a request is to be asked, where its own way is at fault. */
export type Amended = Partial<Pick<Request, 'mode' | 'credentials' | 'origin' | 'headers'>>;

/** The request of a scene as it should be asked; null where CORS has no part in it. */
function amendedRequest(scene: Scene, amended: Amended): Request | null {
  const { request } = scene;
  const url = request?.urls.at(-1);
  const mode = amended.mode ?? request?.mode;
  const origin = amended.origin ?? request?.origin;
  if (!request || mode !== 'cors' || url?.origin === origin) return null;
  const headers = (scriptHeaders(scene) ?? []).map((name) => [name, ''] as const);
  return { ...request, headers, ...amended, tainting: 'cors' };
}

/** Names of the headers that the script sets and the preflight asks for; null where nobody saw them. */
export function scriptHeaders({ seen }: Scene): string[] | null {
  const message = preflightMessage(seen.observation);
  if (!message) return [];
  const asked = seenHeader(message.request.headers, 'access-control-request-headers');
  if ('gap' in asked) return null;
  return (asked.value ?? '').split(',').flatMap((name) => name.trim() || []);
}

/** What the response lacks for the page to read it; empty where it lacks nothing. */
export function responseLines(scene: Scene, amended: Amended = {}): string[] {
  const request = amendedRequest(scene, amended);
  if (!request) return [];
  // What was answered to another origin does not tell what would be answered to this one.
  const headers =
    amended.origin === undefined
      ? responseOf(scene).headers
      : answerHeaders(scene.exchange.answer, serializedOrigin(request));
  return corsCheck(request, headers) === null ? [] : lacking(allowing(request, headers), headers);
}

/** The whole response that a preflight needs; null where it is right or none is needed. */
export function preflightLines(
  scene: Scene,
  { agent }: Pick<Facts, 'agent'>,
  amended: Amended = {},
): string[] | null {
  const request = amendedRequest(scene, amended);
  const needed =
    scene.seen.preflight || amended.headers || !isSafelistedMethod(scene.exchange.method);
  if (!request || !needed) return null;
  const answered = preflightResponseOf({ ...scene, request });
  const failed = preflightCheck(request, answered, agent);
  return failed === null && scene.seen.arrived ? null : wholePreflight(request, answered.headers);
}

/** Status and all headers: if only one thing of a preflight is repaired, the next one fails. */
function wholePreflight(request: Request, headers: HeaderList): string[] {
  if (serializedOrigin(request) === 'null') return [];
  const methods = isSafelistedMethod(request.method) ? [] : [request.method];
  const lists = [
    // Methods differ by case, names of headers do not.
    ['Access-Control-Allow-Methods', methods, (method: string) => method],
    [
      'Access-Control-Allow-Headers',
      unsafeHeaderNames(request.headers),
      (name: string) => name.toLowerCase(),
    ],
  ] as const;
  return [
    'HTTP/1.1 204 No Content',
    ...allowing(request, headers),
    ...lists.flatMap(([name, needed, same]) => {
      const values = merged(headerValues(headers, name) ?? [], needed, same);
      return values.length > 0 && needed.length > 0 ? [`${name}: ${values.join(', ')}`] : [];
    }),
  ];
}

/** What is allowed already stays allowed; a star does not mix with names. */
const merged = (
  allowed: readonly string[],
  needed: readonly string[],
  same: (value: string) => string,
): string[] => {
  const kept = allowed.filter((value) => value !== '' && value !== '*');
  const isNew = (value: string) => !kept.some((one) => same(one) === same(value));
  return [...kept, ...needed.filter(isNew)];
};

/** Nobody may allow `null`: every page that hides its origin asks so. */
function allowing(request: Request, headers: HeaderList): string[] {
  const origin = serializedOrigin(request);
  if (origin === 'null') return [];
  const varies = (headerValues(headers, 'Vary') ?? []).map((value) => value.toLowerCase());
  return [
    `Access-Control-Allow-Origin: ${origin}`,
    ...(request.credentials === 'include' ? ['Access-Control-Allow-Credentials: true'] : []),
    ...(varies.includes('origin') || varies.includes('*') ? [] : ['Vary: Origin']),
  ];
}

/** All lines where the origin is not allowed yet; else those that are not there. */
function lacking(lines: readonly string[], headers: HeaderList): string[] {
  const has = (line: string) => {
    const [name = '', value] = line.split(/: (.*)/);
    return getHeader(headers, name) === value;
  };
  const left = lines.filter((line) => !has(line));
  const isAllowed = !left.some((line) => line.startsWith('Access-Control-Allow-Origin'));
  return isAllowed ? left.filter((line) => !line.startsWith('Vary')) : [...lines];
}

/** Where a preflight was redirected, without what its query may hold; null where it was not. */
export function preflightTarget(asked: Scene): string | null {
  if (!asked.seen.preflight) return null;
  const location = getHeader(preflightResponseOf(asked).headers, 'Location');
  // Its query may hold what nobody should read.
  return locationFrom(location, urlOf(asked))?.href.replace(/[?#].*/s, '') ?? null;
}
