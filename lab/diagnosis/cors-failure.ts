/** What is wrong with the CORS headers that a script's request, or its preflight, was answered. */

import { getHeader, type HeaderList } from '../base/headers.ts';
import type { CorsCheckError, UserAgent } from '../model/index.ts';
import { corsCheck, preflightCheck, serializedOrigin } from '../model/rules.ts';
import { preflightMessage } from '../scenario/recording.ts';
import { askedBy, isAnswered, preflightResponseOf, responseOf, type Scene } from './scenes.ts';

export interface CorsFailure {
  /** The hop whose answer was refused. */
  readonly scene: Scene;
  readonly preflight: boolean;
  readonly code: string;
  /** The origin that the header should name. */
  readonly origin: string;
  readonly headers: HeaderList;
  readonly status: number;
}

/** The first hop of a request whose answer fails the CORS check; null where all pass. */
export function corsFailureOf(
  scene: Scene,
  scenes: readonly Scene[],
  agent: UserAgent,
): CorsFailure | null {
  for (const hop of hopsOf(scene, scenes)) {
    const failure = hop.seen.arrived ? ofAnswer(hop) : ofPreflight(hop, agent);
    if (failure) return failure;
  }
  return null;
}

/** All hops of the request that a scene belongs to, from the first. */
function hopsOf(scene: Scene, scenes: readonly Scene[]): Scene[] {
  const first = scene.hops[0];
  return scenes.filter(({ hops }) => hops[0] === first);
}

function ofAnswer(scene: Scene): CorsFailure | null {
  const { request } = scene;
  if (request?.tainting !== 'cors' || !isAnswered(scene)) return null;
  const { headers, status } = responseOf(scene);
  const code = corsCheck(request, headers);
  return (
    code && { scene, preflight: false, code, origin: serializedOrigin(request), headers, status }
  );
}

function ofPreflight(scene: Scene, agent: UserAgent): CorsFailure | null {
  const { request, seen } = scene;
  const message = preflightMessage(seen.observation);
  if (request?.tainting !== 'cors' || !message) return null;
  const origin = serializedOrigin(request);
  // Where what it asks is not seen, the headers that the script set are what is left.
  const code = preflightError(scene, agent) ?? 'HeaderDisallowedByPreflightResponse';
  return { scene, preflight: true, code, origin, ...preflightResponseOf(scene) };
}

/** Why a preflight that went out does not permit its request; null where it does. */
export function preflightError(scene: Scene, agent: UserAgent) {
  const { request, seen } = scene;
  const message = preflightMessage(seen.observation);
  if (!request || !message) return null;
  // What the script set of headers is known by what the preflight asks.
  const names = askedBy(message, request.method).headers.split(',');
  const headers = names.flatMap((name) => (name.trim() === '' ? [] : [[name.trim(), ''] as const]));
  return preflightCheck({ ...request, headers }, preflightResponseOf(scene), agent);
}

/** Does a redirect lead to where one signs in? */
export const isSignInUrl = (url: string): boolean => /(log|sign)[-_]?in|auth|sso/i.test(url);

export const allowOrigin = ({ headers }: CorsFailure): string | null =>
  getHeader(headers, 'Access-Control-Allow-Origin');

/** How many `Access-Control-Allow-Origin` lines the answer has. */
export const allowOriginLines = ({ headers }: CorsFailure): number =>
  headers.filter(([name]) => name.toLowerCase() === 'access-control-allow-origin').length;

/** The code without the prefix that a preflight's has. */
export const checkOf = ({ code }: CorsFailure) =>
  code.replace(/^Preflight/, '') as CorsCheckError | (string & {});
