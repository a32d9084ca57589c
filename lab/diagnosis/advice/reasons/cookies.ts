/** The protocol's reasons about cookies. */

import type {
  CookieBlockedReason,
  CookieExemptionReason,
  SetCookieBlockedReason,
} from '../../../base/reasons/protocol.ts';
import type { ReasonAdvice } from './index.ts';

const store = 'RFC 10025 §5.7';
const retrieve = 'RFC 10025 §5.8.3 step 3';
const sameSite = 'RFC 10025 §5.2, §5.7 step 18 and §5.8.3 step 3';

const bothSchemes = 'http and https of one domain are different sites.';
const oneScheme = 'Serve page and API over https.';
const allowed = 'The cookie was sent or stored although third-party cookies are blocked:';

export const cookieReasons = {
  SecureOnly: {
    meaning: 'A Secure cookie is set and sent over https only, and this was plain http.',
    rule: `${store} step 13 and §5.8.3 step 3`,
    fix: 'Serve the page and the API over https.',
  },
  NotOnPath: { cause: 'set-cookie:path-mismatch' },
  DomainMismatch: {
    meaning: 'The cookie belongs to another host than the one that is requested.',
    rule: `${retrieve} (domain-match, §5.1.3)`,
    fix: 'Set the cookie in a response of the host that needs it, or with the Domain that both hosts share.',
  },
  SameSiteStrict: {
    meaning: 'A Strict cookie is not sent with requests that another site started.',
    rule: sameSite,
    fix: 'Use SameSite=Lax if the cookie has to be sent when a link of another site is followed.',
  },
  SameSiteLax: { cause: 'samesite:cross-site-request' },
  SameSiteUnspecifiedTreatedAsLax: { cause: 'samesite:default-lax' },
  SameSiteNoneInsecure: { cause: 'set-cookie:none-without-secure' },
  SchemefulSameSiteStrict: {
    meaning: `A Strict cookie is not sent with requests that another site started; ${bothSchemes}`,
    rule: sameSite,
    fix: `${oneScheme} If both are on https, the request comes from another domain: see SameSiteStrict.`,
  },
  SchemefulSameSiteLax: {
    meaning: `A Lax cookie is not sent with this cross-site request; ${bothSchemes}`,
    rule: sameSite,
    fix: `${oneScheme} If both are on https, the request comes from another domain: see SameSiteLax.`,
  },
  SchemefulSameSiteUnspecifiedTreatedAsLax: {
    meaning: `The browser treats a cookie without SameSite as Lax, and the request is cross-site; ${bothSchemes}`,
    rule: 'RFC 10025 §5.6.7.1',
    fix: `${oneScheme} If both are on https, the request comes from another domain: see SameSiteLax.`,
  },
  UserPreferences: {
    meaning:
      'The browser blocks cookies here: third-party cookies, by default or by a setting, or all cookies of this site.',
    rule: 'the policy of the browser; permitted by RFC 10025 §5.3 and §5.7 step 1',
    fix: 'Serve page and API from one site. Otherwise use Partitioned or, in a frame, document.requestStorageAccess(), where browsers support them.',
  },
  ThirdPartyPhaseout: {
    meaning:
      'Chromium blocked it as part of the third-party cookie phase-out, which was cancelled in 2025. Later versions do not give this reason.',
    rule: 'the policy of the browser; permitted by RFC 10025 §5.7 step 1',
    fix: 'See UserPreferences.',
  },
  UnknownError: {
    meaning: 'The browser refused the cookie and gives no reason.',
    rule: 'none given',
    fix: 'Look at the raw message beside the code, and check the limits of size and number.',
  },
  NameValuePairExceedsMaxSize: { cause: 'set-cookie:too-large' },
  PortMismatch: {
    meaning:
      'The browser binds cookies to the port that set them, and the request goes to another port.',
    rule: 'draft-ietf-httpbis-layered-cookies (origin-bound cookies); off by default in Chromium',
    fix: 'Use one port, or set the cookie with Domain.',
  },
  SchemeMismatch: {
    meaning:
      'The browser binds cookies to the scheme that set them, and the request has the other one.',
    rule: 'draft-ietf-httpbis-layered-cookies (origin-bound cookies); off by default in Chromium',
    fix: oneScheme,
  },
  AnonymousContext: {
    meaning: 'The frame is credentialless: it starts with an empty cookie jar.',
    rule: 'https://wicg.github.io/anonymous-iframe/',
    fix: 'Remove the attribute credentialless, and have the framed site send Cross-Origin-Embedder-Policy.',
  },
  SyntaxError: { cause: 'set-cookie:malformed' },
  SchemeNotSupported: {
    meaning: 'Documents of this scheme have no cookies.',
    rule: 'HTML, document.cookie: cookie-averse Document',
    fix: 'Serve the document over https.',
  },
  OverwriteSecure: { cause: 'set-cookie:overwrites-secure' },
  InvalidDomain: {
    meaning:
      'Domain does not cover the host that sets the cookie, or is a public suffix such as com or github.io.',
    rule: `${store} steps 8 to 10`,
    fix: 'Remove Domain, or use the registrable domain that the hosts share.',
  },
  InvalidPrefix: {
    meaning: 'The attributes of the cookie do not satisfy the prefix of its name.',
    rule: `${store} steps 20 to 22 (prefixes, §4.1.3)`,
    fix: '`__Secure-` needs Secure and https. `__Host-` also needs Path=/ and must not have Domain. `__Http-` and `__Host-Http-` also need HttpOnly.',
  },
  DisallowedCharacter: {
    meaning: 'The cookie holds a control character.',
    rule: 'RFC 10025 §5.6 step 1',
    fix: 'Encode the value, for example with encodeURIComponent or base64url.',
  },
  NoCookieContent: {
    meaning: 'The cookie has neither a name nor a value.',
    rule: `${store} step 2`,
    fix: 'Write a name and a value: `sid=1`.',
  },
  UserSetting: {
    meaning: `${allowed} the user made an exception.`,
    rule: 'the policy of the browser',
    fix: 'Nothing is broken. Other users have no such exception.',
  },
  EnterprisePolicy: {
    meaning: `${allowed} the administrator of the machine allows it.`,
    rule: 'the policy of the browser',
    fix: 'Nothing is broken. Other machines have no such policy.',
  },
  StorageAccess: {
    meaning: `${allowed} the frame was granted storage access.`,
    rule: 'Storage Access API, https://privacycg.github.io/storage-access/',
    fix: 'Nothing is broken.',
  },
  TopLevelStorageAccess: {
    meaning: `${allowed} the page was granted access for this site (requestStorageAccessFor).`,
    rule: 'Storage Access API, https://privacycg.github.io/requestStorageAccessFor/',
    fix: 'Nothing is broken. Only Chromium supports the call.',
  },
  Scheme: {
    meaning: `${allowed} the scheme of the page belongs to the browser itself.`,
    rule: 'the policy of the browser',
    fix: 'Nothing is broken.',
  },
  SameSiteNoneCookiesInSandbox: {
    meaning: `${allowed} the sandboxed frame has allow-same-site-none-cookies.`,
    rule: 'https://developer.chrome.com/blog/allow-same-site-none-cookies',
    fix: 'Nothing is broken. Only Chromium supports the token.',
  },
} as const satisfies Record<
  CookieBlockedReason | SetCookieBlockedReason | CookieExemptionReason,
  ReasonAdvice
>;
