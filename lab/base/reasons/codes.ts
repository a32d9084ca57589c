/** Every code that a reason can have: the protocol's, and the lab's own where that has no word. */
import type {
  CookieBlockedReason,
  CookieExemptionReason,
  CorsError,
  SetCookieBlockedReason,
} from './protocol.ts';

/** The lab's own codes. */
export const ownReasons = [
  'CredentialsOmitted',
  'HttpOnlyFromScript',
  'OverwriteHttpOnly',
  'OpaqueOrigin',
  'InvalidPath',
  'AttributeValueExceedsMaxSize',
  'PartitionedRequiresSecure',
  'OtherPartition',
  'SetByPreflight',
  'CrossSiteRedirect',
  'Evicted',
  'MixedContent',
  'ContentSecurityPolicy',
  'OriginNotAllowed',
  'SubresourceFilter',
  'BlockedByDevTools',
  'ContentTypeNotAllowed',
  'IntegrityMismatch',
  'ResourcePolicy',
  'ResourcePolicyRequired',
  'EmbedderPolicyRequired',
  'OpenerPolicyInSandbox',
  'FramingRefused',
  'PreflightFailed',
  'NetworkError',
  'HostNotFound',
  'ConnectionRefused',
  'CertificateNotTrusted',
  'TlsFailed',
  'OpaqueResponse',
  'RefusedByApi',
  'FromCache',
  'NotReached',
] as const;

export type OwnReason = (typeof ownReasons)[number];

/** Why a cookie, or a request as a whole, was not sent. */
export type SendReason = CookieBlockedReason | OwnReason;
/** Why a cookie was not stored. */
export type StoreReason = SetCookieBlockedReason | OwnReason;
/** Why an answer, or a cookie in document.cookie, could not be read. */
export type ReadReason = CorsError | CookieBlockedReason | OwnReason;

export type ReasonCode = SendReason | StoreReason | ReadReason | CookieExemptionReason;
