/**
 * The Chrome DevTools Protocol's reasons, in full and in its order. Its spelling is the lab's: what
 * another engine says is translated into it. https://chromedevtools.github.io/devtools-protocol/tot/Network/
 */

/** `Network.CookieBlockedReason`: why a cookie was not sent. */
export const cookieBlockedReasons = [
  'SecureOnly',
  'NotOnPath',
  'DomainMismatch',
  'SameSiteStrict',
  'SameSiteLax',
  'SameSiteUnspecifiedTreatedAsLax',
  'SameSiteNoneInsecure',
  'UserPreferences',
  'ThirdPartyPhaseout',
  'UnknownError',
  'SchemefulSameSiteStrict',
  'SchemefulSameSiteLax',
  'SchemefulSameSiteUnspecifiedTreatedAsLax',
  'NameValuePairExceedsMaxSize',
  'PortMismatch',
  'SchemeMismatch',
  'AnonymousContext',
] as const;

/** `Network.SetCookieBlockedReason`: why a cookie was not stored. */
export const setCookieBlockedReasons = [
  'SecureOnly',
  'SameSiteStrict',
  'SameSiteLax',
  'SameSiteUnspecifiedTreatedAsLax',
  'SameSiteNoneInsecure',
  'UserPreferences',
  'ThirdPartyPhaseout',
  'SyntaxError',
  'SchemeNotSupported',
  'OverwriteSecure',
  'InvalidDomain',
  'InvalidPrefix',
  'UnknownError',
  'SchemefulSameSiteStrict',
  'SchemefulSameSiteLax',
  'SchemefulSameSiteUnspecifiedTreatedAsLax',
  'NameValuePairExceedsMaxSize',
  'DisallowedCharacter',
  'NoCookieContent',
] as const;

/** `Network.CookieExemptionReason`: why a cookie went through that the third-party policy would have blocked. */
export const cookieExemptionReasons = [
  'None',
  'UserSetting',
  'EnterprisePolicy',
  'StorageAccess',
  'TopLevelStorageAccess',
  'Scheme',
  'SameSiteNoneCookiesInSandbox',
] as const;

/** `Network.CorsError`: why an answer was kept from the page. */
export const corsErrors = [
  'DisallowedByMode',
  'InvalidResponse',
  'WildcardOriginNotAllowed',
  'MissingAllowOriginHeader',
  'MultipleAllowOriginValues',
  'InvalidAllowOriginValue',
  'AllowOriginMismatch',
  'InvalidAllowCredentials',
  'CorsDisabledScheme',
  'PreflightInvalidStatus',
  'PreflightDisallowedRedirect',
  'PreflightWildcardOriginNotAllowed',
  'PreflightMissingAllowOriginHeader',
  'PreflightMultipleAllowOriginValues',
  'PreflightInvalidAllowOriginValue',
  'PreflightAllowOriginMismatch',
  'PreflightInvalidAllowCredentials',
  'PreflightMissingAllowExternal',
  'PreflightInvalidAllowExternal',
  'InvalidAllowMethodsPreflightResponse',
  'InvalidAllowHeadersPreflightResponse',
  'MethodDisallowedByPreflightResponse',
  'HeaderDisallowedByPreflightResponse',
  'RedirectContainsCredentials',
  'InsecureLocalNetwork',
  'InvalidLocalNetworkAccess',
  'NoCorsRedirectModeNotFollow',
  'LocalNetworkAccessPermissionDenied',
] as const;

/** `Network.BlockedReason`: why a request was blocked as a whole, or its answer. */
export const blockedReasons = [
  'other',
  'csp',
  'mixed-content',
  'origin',
  'inspector',
  'integrity',
  'subresource-filter',
  'content-type',
  'coep-frame-resource-needs-coep-header',
  'coop-sandboxed-iframe-cannot-navigate-to-coop-page',
  'corp-not-same-origin',
  'corp-not-same-origin-after-defaulted-to-same-origin-by-coep',
  'corp-not-same-origin-after-defaulted-to-same-origin-by-dip',
  'corp-not-same-origin-after-defaulted-to-same-origin-by-coep-and-dip',
  'corp-not-same-site',
  'sri-message-signature-mismatch',
] as const;

export type CookieBlockedReason = (typeof cookieBlockedReasons)[number];
export type SetCookieBlockedReason = (typeof setCookieBlockedReasons)[number];
/** `None` stands for no exemption, and is no reason. */
export type CookieExemptionReason = Exclude<(typeof cookieExemptionReasons)[number], 'None'>;
export type BlockedReason = (typeof blockedReasons)[number];
export type CorsError = (typeof corsErrors)[number];
