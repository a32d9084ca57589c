/** Fetch §3.3 and §4.10: the CORS protocol, as the user agent's part in it. */

import { getHeader, type HeaderList, headerValues } from '../../base/headers.ts';
import type { CorsCheckError } from '../reasons.ts';
import { type Request, serializedOrigin } from './request.ts';

/** Fetch §4.10, CORS check: the first thing that is wrong; null for success. */
export function corsCheck(request: Request, headers: HeaderList): CorsCheckError | null {
  const allowed = getHeader(headers, 'Access-Control-Allow-Origin');
  const withCredentials = request.credentials === 'include';
  // Step 2
  if (allowed === null) return 'MissingAllowOriginHeader';
  // Step 3
  if (allowed === '*') return withCredentials ? 'WildcardOriginNotAllowed' : null;
  // Step 4: one failure in the specification, told apart by what is written.
  if (allowed !== serializedOrigin(request)) return mismatch(allowed);
  // Steps 5 to 8
  if (!withCredentials) return null;
  return getHeader(headers, 'Access-Control-Allow-Credentials') === 'true'
    ? null
    : 'InvalidAllowCredentials';
}

/**
 *     'https://a.test, https://a.test' → MultipleAllowOriginValues
 *     'a.test', ''                     → InvalidAllowOriginValue
 *     'https://a.test/', 'null'        → AllowOriginMismatch
 */
function mismatch(allowed: string): CorsCheckError {
  if (/[ ,]/.test(allowed)) return 'MultipleAllowOriginValues';
  return allowed === 'null' || URL.canParse(allowed)
    ? 'AllowOriginMismatch'
    : 'InvalidAllowOriginValue';
}

/** Fetch §2.2.2: CORS-safelisted response-header names. */
const safelisted = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
];

/** Fetch §2.2.2: forbidden response-header names. No Expose-Headers brings them back. */
const forbidden = ['set-cookie', 'set-cookie2'];

/** Fetch §4.1 and §2.2.6: the headers of a filtered response, by lower-case name. */
export function visibleHeaders(request: Request, headers: HeaderList): Record<string, string> {
  if (request.tainting === 'opaque') return {};
  const exposed = headerValues(headers, 'Access-Control-Expose-Headers') ?? [];
  const names = exposed.map((name) => name.toLowerCase());
  const everything =
    request.tainting === 'basic' || (names.includes('*') && request.credentials !== 'include');
  const seen = headers
    .map(([name]) => name.toLowerCase())
    .filter((name) => !forbidden.includes(name))
    .filter((name) => everything || safelisted.includes(name) || names.includes(name));
  return Object.fromEntries(
    [...new Set(seen)].map((name) => [name, getHeader(headers, name) ?? '']),
  );
}
