import type { CausesOf, Help } from './help.ts';

const none = {
  fix: 'Best serve page and API from one site. Else write SameSite=None, which third-party policies may still stop.',
  write: ['Set-Cookie: {as none}'],
};

export const siteHelps = {
  'site:paas-siblings-cross-site': {
    meaning: 'Both hosts lie right below a public suffix: each is a site of its own.',
    fix: 'Put both below a domain of your own, or serve the API under the page’s origin by a rewrite (/api). Else write SameSite=None.',
    write: ['Set-Cookie: {as none}'],
    rule: 'HTML “obtain a site”; publicsuffix.org',
  },
  'site:localhost-vs-127': {
    meaning: 'localhost and 127.0.0.1 are two sites.',
    fix: 'Use one name in page and API.',
    write: ['http://{host}:<port>'],
    rule: 'HTML “obtain a site”',
  },
  'site:scheme-differs': {
    meaning: 'http and https of one domain are two sites.',
    fix: 'Serve both over https.',
    write: ['https://{host}'],
    rule: 'HTML “schemeful same site”',
  },
  'site:unlisted-suffix': {
    meaning:
      'The development suffix is not on the public suffix list, and this browser then takes every host for a site of its own.',
    fix: 'Develop below a listed suffix, such as names of example.com or of a domain of your own that point to this machine.',
    rule: 'publicsuffix.org; libsoup, SoupCookieJar',
  },
  'samesite:default-lax': {
    meaning:
      'A cookie without SameSite is taken as Lax: it does not go along with what another site’s page requests.',
    ...none,
    rule: 'RFC 6265bis-22 §5.6.7.1',
  },
  'samesite:cross-site-request': {
    meaning: 'A Lax or Strict cookie does not go along with what another site’s page requests.',
    ...none,
    rule: 'RFC 6265bis-22 §5.8.3',
  },
  'samesite:cross-site-post': {
    meaning: 'Another site’s page posts the form: Lax cookies go along with GET only.',
    fix: 'Let the other side come back by GET; or, for this flow’s cookie alone, write SameSite=None.',
    write: ['Set-Cookie: {as none}'],
    rule: 'RFC 6265bis-22 §5.8.3, §5.6.7.2',
  },
  'samesite:strict-redirect': {
    meaning:
      'The navigation began at another site or was led over one: a Strict cookie is not sent at its end.',
    fix: 'Write Lax; or answer with a page that goes on by itself (<meta http-equiv="refresh">), which is same-site.',
    write: ['Set-Cookie: {as lax}'],
    rule: 'RFC 6265bis-22 §5.2, §8.8.2',
  },
  'samesite:strict-navigation': {
    meaning: 'A Strict cookie is not sent when another site’s link leads here.',
    fix: 'Write Lax, which goes along with links.',
    write: ['Set-Cookie: {as lax}'],
    rule: 'RFC 6265bis-22 §5.8.3',
  },
  'samesite:iframe-lax': {
    meaning: 'In a frame of another site’s page a Lax cookie is neither set nor sent.',
    fix: 'Serve the frame from the page’s own site; or write SameSite=None, with Partitioned where third-party cookies are blocked.',
    write: ['Set-Cookie: {as partitioned}'],
    rule: 'RFC 6265bis-22 §5.2.1',
  },
  'samesite:websocket': {
    meaning: 'A WebSocket’s handshake from another site’s page carries no Lax cookie.',
    fix: 'Serve the socket from the page’s site, or hand over a ticket in its URL. Else write SameSite=None.',
    write: ['Set-Cookie: {as none}'],
    rule: 'RFC 6265bis-22 §5.2; WebSockets §2',
  },
  'samesite:none-as-strict': {
    meaning: 'Safari of iOS 12 and macOS 10.14 knows no None, and takes it for Strict.',
    fix: 'Set it twice, under two names, once without SameSite, and take whichever comes.',
    write: [
      'Set-Cookie: {as none}',
      'Set-Cookie: {name}-legacy=<the same>; Path=/; Secure; HttpOnly',
    ],
    rule: 'WebKit bug 198181; chromium.org, SameSite=None: Known Incompatible Clients',
  },
  'partitioned:without-secure': {
    meaning: 'Partitioned needs Secure; without it the cookie is refused.',
    fix: 'Add Secure.',
    write: ['Set-Cookie: {as secure}'],
    rule: 'CHIPS §2.1',
  },
  'partitioned:other-site': {
    meaning: 'A Partitioned cookie lives in the jar of the top-level site where it was set.',
    fix: 'Set it anew under each top-level site that needs it; or ask, in a frame, for the jar that all share.',
    write: ['Set-Cookie: {line}', 'document.requestStorageAccess()'],
    rule: 'CHIPS §2.2',
  },
  'partitioned:engine-support': {
    meaning:
      'This browser does not know Partitioned, and takes the cookie for a third party’s like any other.',
    fix: 'Serve page and API from one site; or ask in a frame.',
    write: ['document.requestStorageAccess()'],
    rule: 'CHIPS; MDN browser-compat-data, Set-Cookie Partitioned',
  },
} as const satisfies Record<CausesOf<'site' | 'samesite' | 'partitioned'>, Help>;
