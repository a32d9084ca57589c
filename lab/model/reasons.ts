/**
 * Why the model says no. Codes are in the lab's vocabulary, the Chrome DevTools
 * Protocol's spelling; where that has no word the model has one of its own.
 */
import type { Reason } from '../exchange.ts';

/** `Network.CookieBlockedReason`: those that the model can give. */
export type CookieBlockedReason =
  | 'SecureOnly'
  | 'NotOnPath'
  | 'DomainMismatch'
  | 'SameSiteStrict'
  | 'SameSiteLax'
  | 'SameSiteUnspecifiedTreatedAsLax'
  | 'SchemefulSameSiteStrict'
  | 'SchemefulSameSiteLax'
  | 'SchemefulSameSiteUnspecifiedTreatedAsLax'
  | 'UserPreferences';

/** `Network.SetCookieBlockedReason`: those that the model can give. */
export type SetCookieBlockedReason =
  | 'SecureOnly'
  | 'SameSiteStrict'
  | 'SameSiteLax'
  | 'SameSiteUnspecifiedTreatedAsLax'
  | 'SchemefulSameSiteStrict'
  | 'SchemefulSameSiteLax'
  | 'SchemefulSameSiteUnspecifiedTreatedAsLax'
  | 'SameSiteNoneInsecure'
  | 'UserPreferences'
  | 'OverwriteSecure'
  | 'InvalidDomain'
  | 'InvalidPrefix'
  | 'NameValuePairExceedsMaxSize'
  | 'DisallowedCharacter'
  | 'NoCookieContent';

/** What the CORS check itself can find wrong; a preflight's answer has the same, prefixed. */
export type CorsCheckError =
  | 'WildcardOriginNotAllowed'
  | 'MissingAllowOriginHeader'
  | 'MultipleAllowOriginValues'
  | 'InvalidAllowOriginValue'
  | 'AllowOriginMismatch'
  | 'InvalidAllowCredentials';

/** `Network.CorsError`: those that the model can give. */
export type CorsError =
  | CorsCheckError
  | `Preflight${CorsCheckError}`
  | 'DisallowedByMode'
  | 'PreflightInvalidStatus'
  | 'PreflightDisallowedRedirect'
  | 'MethodDisallowedByPreflightResponse'
  | 'HeaderDisallowedByPreflightResponse';

/** Where the protocol has no code. The text says what it means. */
export const ownReasons = {
  CredentialsOmitted: 'the request has no credentials: nothing is sent and Set-Cookie is ignored',
  HttpOnlyFromScript: 'a script can neither see nor set an HttpOnly cookie',
  OverwriteHttpOnly: 'a script cannot overwrite an HttpOnly cookie',
  OpaqueOrigin: 'a document of an opaque origin has no document.cookie',
  PartitionedRequiresSecure: 'a Partitioned cookie must be Secure',
  OtherPartition: 'the cookie is kept in the jar of another top-level site, or in none',
  SetByPreflight: 'a preflight has no credentials: its Set-Cookie is ignored',
  Evicted: 'the jar was full, and the cookie was the one to go',
  MixedContent: 'a secure page may not load this over plain http',
  PreflightFailed: 'the preflight did not permit the request: it never left',
  OpaqueResponse: 'the answer to a no-cors request is opaque',
  RefusedByApi: 'the call itself throws: a method or body that its mode does not permit',
  NotReached: 'what leads here did not happen',
} as const;

export type OwnReason = keyof typeof ownReasons;

export type SendReason = CookieBlockedReason | OwnReason;
export type StoreReason = SetCookieBlockedReason | OwnReason;
/** Of an answer, or of a cookie in document.cookie. */
export type ReadReason = CorsError | CookieBlockedReason | OwnReason;

/** A reason of the model, with its code checked. */
export interface ModelReason extends Reason {
  readonly code: SendReason | StoreReason | ReadReason;
  readonly by: 'model';
}

export const notSent = (cookie: string, code: SendReason): ModelReason => ({
  cookie,
  on: 'send',
  code,
  by: 'model',
});

export const notStored = (cookie: string, code: StoreReason): ModelReason => ({
  cookie,
  on: 'store',
  code,
  by: 'model',
});

export const notReadable = (code: ReadReason, cookie?: string): ModelReason => ({
  ...(cookie !== undefined && { cookie }),
  on: 'read',
  code,
  by: 'model',
});

/** The codes of a table of checks that do not hold. */
export function failing<Code extends string, Subject>(
  checks: readonly ((subject: Subject) => Code | null)[],
  subject: Subject,
): Code[] {
  const codes = checks.map((check) => check(subject)).filter((code) => code !== null);
  return [...new Set(codes)];
}
