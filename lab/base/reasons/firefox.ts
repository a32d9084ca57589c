/**
 * Firefox's messages in the lab's vocabulary. It has no codes for cookies, only texts: those of its
 * English build, by the id that each has in netwerk/locales/en-US/necko.properties. For CORS the
 * message's category is its id, of dom/locales/en-US/chrome/security/security.properties.
 */
import type { ReasonCode } from './codes.ts';

export interface FirefoxMessage {
  /** A part of the text that no other message has. */
  readonly says: string;
  readonly on: 'send' | 'store';
  /** Null for a message that warns, and refuses nothing. */
  readonly code: ReasonCode | null;
}

const stored = (code: ReasonCode, says: string): FirefoxMessage => ({ on: 'store', code, says });
const warning = (says: string): FirefoxMessage => ({ on: 'store', code: null, says });

export const firefoxCookieMessages = {
  CookieRejectedNonRequiresSecure2: stored(
    'SameSiteNoneInsecure',
    'rejected because it has the “SameSite=None” attribute',
  ),
  CookieOversize: stored('NameValuePairExceedsMaxSize', 'its size is too big. Max size'),
  CookieRejectedByPermissionManager: stored('UserPreferences', 'rejected by user set permissions'),
  CookieRejectedEmptyNameAndValue: stored('NoCookieContent', 'an empty name and an empty value'),
  CookieRejectedInvalidCharName: stored('DisallowedCharacter', 'invalid characters in the name'),
  CookieRejectedInvalidCharAttributes: stored(
    'DisallowedCharacter',
    'invalid characters in the attributes',
  ),
  CookieRejectedInvalidCharValue: stored('DisallowedCharacter', 'invalid characters in the value'),
  CookieRejectedInvalidDomain: stored('InvalidDomain', 'rejected for invalid domain'),
  CookieRejectedInvalidPrefix: stored('InvalidPrefix', 'rejected for invalid prefix'),
  CookieRejectedInvalidPath: stored('InvalidPath', 'rejected for invalid path'),
  CookieRejectedAttributePathOversize: stored(
    'AttributeValueExceedsMaxSize',
    'path attribute is too big',
  ),
  CookieRejectedAttributeDomainOversize: stored(
    'AttributeValueExceedsMaxSize',
    'domain attribute is too big',
  ),
  CookieRejectedAttributeExpiryOversize: stored(
    'AttributeValueExceedsMaxSize',
    'expiration date is over the limit',
  ),
  // The text speaks of another cookie; ESR 153 says it of any HttpOnly that a script writes.
  CookieRejectedHttpOnlyButFromScript: stored(
    'HttpOnlyFromScript',
    'there is already an HTTP-Only cookie',
  ),
  CookieRejectedSecureButNonHttps: stored('SecureOnly', 'a non-HTTPS cookie can’t be set'),
  CookieRejectedThirdParty: stored('UserPreferences', 'rejected as third-party'),
  CookieRejectedNonsecureOverSecure: stored('OverwriteSecure', 'an existing “secure” cookie'),
  // Lax or Strict: the text does not say which.
  CookieRejectedForNonSameSiteness: stored('SameSiteLax', 'it is in a cross-site context'),
  CookieRejectedPartitionedRequiresSecure: stored(
    'PartitionedRequiresSecure',
    'it has the “Partitioned” attribute but is missing',
  ),
  CookieForeignNoPartitionedError: stored(
    'UserPreferences',
    'has been rejected because it is foreign',
  ),
  CookieBlockedCrossSiteRedirect: {
    on: 'send',
    code: 'CrossSiteRedirect',
    says: 'omitted because of a cross-site redirect',
  },
  CookieBlockedByPermission: {
    on: 'send',
    code: 'UserPreferences',
    says: 'because of custom cookie permission',
  },
  CookieBlockedTrackerByETP: {
    on: 'send',
    code: 'UserPreferences',
    says: 'because it came from a tracker',
  },
  CookieBlockedAll: {
    on: 'send',
    code: 'UserPreferences',
    says: 'we are blocking all storage access',
  },
  CookieBlockedForeignByETP: {
    on: 'send',
    code: 'UserPreferences',
    says: 'we are blocking all third-party storage access',
  },
  CookieRejectedNonRequiresSecureForBeta3: warning('will be soon rejected'),
  CookieLaxForced2: warning('policy set to “Lax” because it is missing'),
  CookieLaxForcedForBeta2: warning('does not have a proper “SameSite” attribute value'),
  CookieSameSiteValueInvalid2: warning('Invalid “SameSite“ value'),
  CookieInvalidMaxAgeAttribute: warning('Invalid “max-age“ value'),
  CookieAttributeIgnored: warning('The value of the attribute'),
  CookieForeignNoPartitionedWarning: warning('will soon be rejected because it is foreign'),
  CookiePartitionedForeign2: warning('Partitioned cookie or storage access was provided'),
  CookieAllowedForOriginByStorageAccessAPI: warning('Storage access granted'),
  CookieAllowedForOriginByHeuristic: warning('Storage access automatically granted'),
} as const satisfies Record<string, FirefoxMessage>;

/** By category, without the number that newer wordings add. Null where nothing is refused. */
export const firefoxCorsMessages = {
  CORSDisabled: 'DisallowedByMode',
  CORSDidNotSucceed: 'NetworkError',
  CORSOriginHeaderNotAdded: 'NetworkError',
  CORSExternalRedirectNotAllowed: 'PreflightDisallowedRedirect',
  CORSRequestNotHttp: 'CorsDisabledScheme',
  CORSMissingAllowOrigin: 'MissingAllowOriginHeader',
  CORSMultipleAllowOriginNotAllowed: 'MultipleAllowOriginValues',
  CORSAllowOriginNotMatchingOrigin: 'AllowOriginMismatch',
  CORSNotSupportingCredentials: 'WildcardOriginNotAllowed',
  CORSMethodNotFound: 'MethodDisallowedByPreflightResponse',
  CORSMissingAllowCredentials: 'InvalidAllowCredentials',
  CORSPreflightDidNotSucceed: 'PreflightInvalidStatus',
  CORSInvalidAllowMethod: 'InvalidAllowMethodsPreflightResponse',
  CORSInvalidAllowHeader: 'InvalidAllowHeadersPreflightResponse',
  CORSMissingAllowHeaderFromPreflight: 'HeaderDisallowedByPreflightResponse',
  CORSAllowHeaderFromPreflightDeprecation: null,
} as const satisfies Record<string, ReasonCode | null>;
