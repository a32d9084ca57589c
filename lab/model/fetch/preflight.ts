/** Fetch §4.1 and §4.8: when a request is preceded by a preflight, and what that must be answered. */

import { headerValues } from '../../base/headers.ts';
import type { UserAgent } from '../agents/agent.ts';
import type { CorsError } from '../reasons.ts';
import { corsCheck } from './cors.ts';
import type { StoredResponse } from './http-cache.ts';
import { isRedirect, type Request } from './request.ts';
import { isSafelistedMethod, unsafeHeaderNames } from './safelist.ts';

/** Fetch §4.1, the "unsafe-request flag" case. */
export const needsPreflight = (
  { tainting, method, headers, wasUnsafe = false }: Request,
  agent: UserAgent,
): boolean =>
  tainting === 'cors' &&
  (!isSafelistedMethod(method) ||
    unsafeHeaderNames(headers).length > 0 ||
    (wasUnsafe && agent.preflightsAgain));

/**
 * Fetch §4.8, CORS-preflight fetch: the first thing that is wrong; null where it permits.
 * The preflight itself carries no credentials, and its Set-Cookie is ignored.
 */
export function preflightCheck(
  request: Request,
  { status, headers }: Omit<StoredResponse, 'body'>,
  agent: UserAgent,
): CorsError | null {
  const unsafe = unsafeHeaderNames(request.headers);
  const withCredentials = request.credentials === 'include';
  // A redirect is a status that is not ok; browsers tell it apart.
  if (isRedirect(status)) return 'PreflightDisallowedRedirect';
  // Step 7
  const failed = corsCheck(request, headers);
  if (failed) return `Preflight${failed}`;
  if (status < 200 || status > 299) return 'PreflightInvalidStatus';
  // Steps 7.1 to 7.5
  const methods = headerValues(headers, 'Access-Control-Allow-Methods') ?? [];
  const methodStar = !withCredentials && methods.includes('*');
  if (!methods.includes(request.method) && !isSafelistedMethod(request.method) && !methodStar) {
    return 'MethodDisallowedByPreflightResponse';
  }
  // Steps 7.6 and 7.7: no star stands for Authorization, in the specification.
  const allowed = headerValues(headers, 'Access-Control-Allow-Headers') ?? [];
  const names = allowed.map((name) => name.toLowerCase());
  const headerStar = !withCredentials && names.includes('*');
  const permits = (name: string) =>
    names.includes(name) ||
    (headerStar && (name !== 'authorization' || agent.starPermitsAuthorization));
  return unsafe.every(permits) ? null : 'HeaderDisallowedByPreflightResponse';
}
