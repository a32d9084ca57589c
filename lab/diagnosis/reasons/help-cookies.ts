/** Help for the protocol's reasons about cookies. */

import type {
  CookieBlockedReason,
  CookieExemptionReason,
  SetCookieBlockedReason,
} from '../../base/reasons/protocol.ts';
import type { Help } from './help.ts';

const store = 'RFC 6265bis-22 §5.7';
const retrieve = 'RFC 6265bis-22 §5.8.3 step 3';
const sameSite = 'RFC 6265bis-22 §5.2, §5.7 step 18 and §5.8.3 step 3';

/** The fix where a request is cross-site and has to stay so. */
const crossSite =
  'Set it with SameSite=None; Secure if it is meant for other sites; better, serve both from one site.';
const oneScheme = 'Serve page and API over https, both.';

export const cookieHelp = {
  SecureOnly: {
    meaning: 'A Secure cookie travels over https only, and this was plain http.',
    rule: `${store} step 13 and §5.8.3 step 3`,
    fix: 'Serve the page and the API over https.',
  },
  NotOnPath: {
    meaning: 'The cookie is for another path than that of the request.',
    rule: `${retrieve} (path-match, §5.1.4)`,
    fix: 'Set it with Path=/.',
  },
  DomainMismatch: {
    meaning: 'The cookie belongs to another host than that of the request.',
    rule: `${retrieve} (domain-match, §5.1.3)`,
    fix: 'Let the host that needs the cookie set it, or set it with Domain= and a domain that both hosts are under.',
  },
  SameSiteStrict: {
    meaning: 'A Strict cookie stays away from every request that another site began.',
    rule: sameSite,
    fix: 'Use SameSite=Lax if a link from elsewhere should find its visitor signed in.',
  },
  SameSiteLax: {
    meaning:
      'Of the requests that another site began, a Lax cookie rides only links and GET forms that lead the whole page there.',
    rule: sameSite,
    fix: crossSite,
  },
  SameSiteUnspecifiedTreatedAsLax: {
    meaning:
      'The cookie has no SameSite attribute, counts as Lax, and another site began the request.',
    rule: 'RFC 6265bis-22 §5.6.7.1',
    fix: crossSite,
  },
  SameSiteNoneInsecure: {
    meaning: 'SameSite=None is taken with Secure only.',
    rule: `${store} step 19`,
    fix: 'Write SameSite=None; Secure.',
  },
  SchemefulSameSiteStrict: {
    meaning:
      'A Strict cookie stays away from every request that another site began; http and https of one domain are two sites.',
    rule: sameSite,
    fix: `${oneScheme} If it is https already, the request comes from another domain: see SameSiteStrict.`,
  },
  SchemefulSameSiteLax: {
    meaning:
      'A Lax cookie rides no such request from another site; http and https of one domain are two sites.',
    rule: sameSite,
    fix: `${oneScheme} If it is https already, the request comes from another domain: see SameSiteLax.`,
  },
  SchemefulSameSiteUnspecifiedTreatedAsLax: {
    meaning:
      'The cookie has no SameSite attribute and counts as Lax; the request comes from another site, and http and https of one domain are two.',
    rule: 'RFC 6265bis-22 §5.6.7.1',
    fix: `${oneScheme} If it is https already, the request comes from another domain: see SameSiteLax.`,
  },
  UserPreferences: {
    meaning:
      'The browser blocks cookies here: third-party ones by its setting or as it ships, or this site’s by the user.',
    rule: `the browser’s policy; permitted by RFC 6265bis-22 §5.3 and §5.7 step 1`,
    fix: 'Serve the API from the page’s own site. Else Partitioned, or document.requestStorageAccess() in a frame, where browsers have them.',
  },
  ThirdPartyPhaseout: {
    meaning:
      'Chromium’s third-party cookie phase-out blocked it. The phase-out was called off in 2025; versions since do not give this.',
    rule: 'the browser’s policy; permitted by RFC 6265bis-22 §5.7 step 1',
    fix: 'As for UserPreferences.',
  },
  UnknownError: {
    meaning: 'The browser refused the cookie and says no more.',
    rule: 'none that it names',
    fix: 'Look at the raw message beside the code, and at the limits of size and number.',
  },
  NameValuePairExceedsMaxSize: {
    meaning: 'Name and value together are longer than 4096 bytes.',
    rule: 'RFC 6265bis-22 §5.6 step 5',
    fix: 'Keep the data on the server and an id in the cookie.',
  },
  PortMismatch: {
    meaning:
      'The browser binds cookies to the port that set them, and the request goes to another port.',
    rule: 'draft-ietf-httpbis-layered-cookies (origin-bound cookies); off by default in Chromium',
    fix: 'Use one port, or set the cookie with Domain=.',
  },
  SchemeMismatch: {
    meaning:
      'The browser binds cookies to the scheme that set them, and the request has the other.',
    rule: 'draft-ietf-httpbis-layered-cookies (origin-bound cookies); off by default in Chromium',
    fix: oneScheme,
  },
  AnonymousContext: {
    meaning: 'The frame is credentialless: it begins with no cookies of the outside.',
    rule: 'https://wicg.github.io/anonymous-iframe/',
    fix: 'Drop the attribute credentialless, and let the framed site send Cross-Origin-Embedder-Policy.',
  },
  SyntaxError: {
    meaning: 'The Set-Cookie line could not be read as a cookie.',
    rule: 'RFC 6265bis-22 §5.6',
    fix: 'Write name=value; attribute; attribute.',
  },
  SchemeNotSupported: {
    meaning: 'Documents of this scheme have no cookies.',
    rule: 'HTML, document.cookie: cookie-averse Document',
    fix: 'Serve it over https.',
  },
  OverwriteSecure: {
    meaning: 'Plain http cannot replace or shadow a Secure cookie.',
    rule: `${store} step 16`,
    fix: 'Set the cookie over https.',
  },
  InvalidDomain: {
    meaning:
      'Domain names a host that does not cover the one that answers, or a public suffix such as com or github.io.',
    rule: `${store} steps 8 to 10`,
    fix: 'Leave Domain out, or name the registrable domain that the hosts share.',
  },
  InvalidPrefix: {
    meaning:
      'The name begins with __Host-, __Secure- or another prefix, and the cookie does not keep what that promises.',
    rule: `${store} steps 20 to 22 (prefixes, §4.1.3)`,
    fix: '__Secure- needs Secure over https; __Host- also Path=/ and no Domain; those with Http- also HttpOnly.',
  },
  DisallowedCharacter: {
    meaning: 'The cookie holds a control character.',
    rule: 'RFC 6265bis-22 §5.6 step 1',
    fix: 'Encode the value, as by encodeURIComponent or base64url.',
  },
  NoCookieContent: {
    meaning: 'The line has neither a name nor a value.',
    rule: `${store} step 2`,
    fix: 'Write name=value.',
  },
  UserSetting: {
    meaning: 'Sent or stored although third-party cookies are blocked: the user made an exception.',
    rule: 'the browser’s policy',
    fix: 'Nothing is broken. Do not count on it: other users have no exception.',
  },
  EnterprisePolicy: {
    meaning:
      'Sent or stored although third-party cookies are blocked: the machine’s administrator allows it.',
    rule: 'the browser’s policy',
    fix: 'Nothing is broken. Do not count on it elsewhere.',
  },
  StorageAccess: {
    meaning:
      'Sent or stored although third-party cookies are blocked: the frame was granted storage access.',
    rule: 'Storage Access API, https://privacycg.github.io/storage-access/',
    fix: 'Nothing is broken.',
  },
  TopLevelStorageAccess: {
    meaning:
      'Sent or stored although third-party cookies are blocked: the page was granted access for this site (requestStorageAccessFor).',
    rule: 'Storage Access API, https://privacycg.github.io/requestStorageAccessFor/',
    fix: 'Nothing is broken. Only Chromium has the call.',
  },
  Scheme: {
    meaning:
      'Sent or stored although third-party cookies are blocked: the page’s scheme is the browser’s own.',
    rule: 'the browser’s policy',
    fix: 'Nothing is broken.',
  },
  SameSiteNoneCookiesInSandbox: {
    meaning: 'Sent or stored although the frame is sandboxed: it has allow-same-site-none-cookies.',
    rule: 'https://developer.chrome.com/blog/allow-same-site-none-cookies',
    fix: 'Nothing is broken. Only Chromium has the token.',
  },
} as const satisfies Record<
  CookieBlockedReason | SetCookieBlockedReason | CookieExemptionReason,
  Help
>;
