/**
 * The inclusion statuses of Chromium's cookies (net/cookies/cookie_inclusion_status.cc), as its
 * network log writes them: `EXCLUDE_SAMESITE_LAX, EXCLUDE_USER_PREFERENCES, DO_NOT_WARN, NO_EXEMPTION`.
 */
import type { ReasonCode } from '../../base/reasons/index.ts';

/** In the DevTools Protocol's spelling, as content/browser/devtools translates them. */
const exclusions: Readonly<Record<string, ReasonCode>> = {
  EXCLUDE_UNKNOWN_ERROR: 'UnknownError',
  EXCLUDE_SECURE_ONLY: 'SecureOnly',
  EXCLUDE_DOMAIN_MISMATCH: 'DomainMismatch',
  EXCLUDE_NOT_ON_PATH: 'NotOnPath',
  EXCLUDE_SAMESITE_STRICT: 'SameSiteStrict',
  EXCLUDE_SAMESITE_LAX: 'SameSiteLax',
  EXCLUDE_SAMESITE_UNSPECIFIED_TREATED_AS_LAX: 'SameSiteUnspecifiedTreatedAsLax',
  EXCLUDE_SAMESITE_NONE_INSECURE: 'SameSiteNoneInsecure',
  EXCLUDE_USER_PREFERENCES: 'UserPreferences',
  EXCLUDE_THIRD_PARTY_PHASEOUT: 'ThirdPartyPhaseout',
  EXCLUDE_NONCOOKIEABLE_SCHEME: 'SchemeNotSupported',
  EXCLUDE_OVERWRITE_SECURE: 'OverwriteSecure',
  EXCLUDE_INVALID_DOMAIN: 'InvalidDomain',
  EXCLUDE_INVALID_PREFIX: 'InvalidPrefix',
  EXCLUDE_NAME_VALUE_PAIR_EXCEEDS_MAX_SIZE: 'NameValuePairExceedsMaxSize',
  EXCLUDE_DISALLOWED_CHARACTER: 'DisallowedCharacter',
  EXCLUDE_NO_COOKIE_CONTENT: 'NoCookieContent',
  EXCLUDE_PORT_MISMATCH: 'PortMismatch',
  EXCLUDE_SCHEME_MISMATCH: 'SchemeMismatch',
  EXCLUDE_ANONYMOUS_CONTEXT: 'AnonymousContext',
};

export interface Exclusion {
  readonly code: ReasonCode;
  /** As Chromium spelled it, where the vocabulary has no word for it. */
  readonly raw?: string;
}

/** Why a cookie was left out; none where it was included. */
export function exclusionsIn(status: string): Exclusion[] {
  const words = status.split(', ');
  const differsByScheme = words.some((word) => /^WARN_.*_DOWNGRADE_/.test(word));
  return words
    .filter((word) => word.startsWith('EXCLUDE_'))
    .map((word) => {
      const code = exclusions[word];
      if (code === undefined) return { code: 'UnknownError', raw: word };
      return { code: (differsByScheme && schemefulOf[code]) || code };
    });
}

const schemefulOf: Readonly<Record<string, ReasonCode>> = {
  SameSiteStrict: 'SchemefulSameSiteStrict',
  SameSiteLax: 'SchemefulSameSiteLax',
  SameSiteUnspecifiedTreatedAsLax: 'SchemefulSameSiteUnspecifiedTreatedAsLax',
};
