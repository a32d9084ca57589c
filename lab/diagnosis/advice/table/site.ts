import { attributeIn } from '../../../base/set-cookie.ts';
import { pathMatches } from '../../../model/rules.ts';
import type { Advice, CausesOf } from '../advice.ts';
import type { Case } from '../case.ts';
import { lax, none, partitioned, root, secure, unchanged } from '../cookie-lines.ts';
import { byDesign } from './design.ts';

/** What lets a cookie go along with cross-site requests, if anything does in this browser. */
const crossSite = ({ setCookie }: Case) => setCookie(none, partitioned);

const crossSiteFix = (one: Case): string => {
  const [line] = crossSite(one);
  if (line === undefined) {
    return one.isSameSite
      ? `Page and API are of one site, and SameSite=None is not the fix. ${byDesign(one)}`
      : `SameSite=None is not enough in this browser, which blocks third-party cookies. ${byDesign(one)}`;
  }
  const jar = line.includes('Partitioned')
    ? ` Partitioned keeps the cookie in a jar of its own below ${one.top}.`
    : ' A browser that blocks third-party cookies still blocks it.';
  return `${byDesign(one)} Otherwise use SameSite=None.${jar}`;
};

export const siteAdvice = {
  'site:paas-siblings-cross-site': {
    meaning: 'Both hosts are directly below a public suffix, so each is a site of its own.',
    fix: (one) =>
      `Serve both below a domain of your own, or the API below the page's origin by a rewrite (/api).${crossSite(one).length > 0 ? ' Otherwise use SameSite=None.' : ''}`,
    write: crossSite,
    rule: 'HTML “obtain a site”; publicsuffix.org',
  },
  'site:localhost-vs-127': {
    meaning: 'localhost and 127.0.0.1 are different sites.',
    fix: 'Use one name for page and API.',
    write: ({ urlOnPage }) => [urlOnPage],
    rule: 'HTML “obtain a site”',
  },
  'site:scheme-differs': {
    meaning: 'http and https of one domain are different sites.',
    fix: 'Serve page and API over https.',
    write: ({ page, api, path, cookie, line, also }) => {
      const https = page.startsWith('http:') ? page : `${api}${path}`;
      const lacksSecure = ['Partitioned', 'SameSite'].some((name) =>
        ['', 'none'].includes(attributeIn(cookie, name)?.toLowerCase() ?? 'absent'),
      );
      const coversPath = pathMatches(path, attributeIn(cookie, 'Path') ?? '/');
      const calls = also.map((one) => one.replace(page, page.replace(/^http:/, 'https:')));
      return [
        https.replace(/^http:/, 'https:'),
        ...(lacksSecure || !coversPath
          ? [line((one) => (lacksSecure ? secure : unchanged)(coversPath ? one : root(one)))]
          : []),
        ...calls,
      ];
    },
    rule: 'HTML “schemeful same site”',
  },
  'site:unlisted-suffix': {
    meaning:
      'The development suffix is not on the public suffix list, so this browser treats every host as a site of its own.',
    fix: 'Develop below a listed suffix: names of example.com, or of a domain of your own, that point to this machine.',
    rule: 'publicsuffix.org; libsoup, SoupCookieJar',
  },
  'samesite:default-lax': {
    meaning:
      'The browser treats a cookie without SameSite as Lax, so it is not sent with cross-site requests other than top-level navigations.',
    fix: crossSiteFix,
    write: crossSite,
    rule: 'RFC 10025 §5.6.7.1',
  },
  'samesite:cross-site-request': {
    meaning: 'A Lax or Strict cookie is neither set nor sent by cross-site requests.',
    fix: crossSiteFix,
    write: crossSite,
    rule: 'RFC 10025 §5.8.3',
  },
  'samesite:cross-site-post': {
    meaning: 'The form is posted from another site. Lax cookies are sent with GET only.',
    fix: ({ setCookie }) =>
      `Let the other site return with GET.${setCookie(none).length > 0 ? ' Otherwise use SameSite=None for a cookie of this flow alone.' : ''}`,
    write: ({ setCookie }) => setCookie(none),
    rule: 'RFC 10025 §5.8.3, §5.6.7.2',
  },
  'samesite:strict-redirect': {
    meaning:
      'The navigation started at another site, or was redirected by one, so a Strict cookie is not sent.',
    fix: 'Use SameSite=Lax. To keep Strict, answer with a page that navigates on by itself (<meta http-equiv="refresh">): that navigation is same-site.',
    write: ({ setCookie }) => setCookie(lax),
    rule: 'RFC 10025 §5.2, §8.8.2',
  },
  'samesite:strict-navigation': {
    meaning: 'A Strict cookie is not sent with a navigation that another site started.',
    fix: ({ setCookie }) =>
      setCookie(lax).length > 0
        ? 'Use SameSite=Lax, which is sent with links.'
        : 'Let the other site link to a page of yours, which then navigates on.',
    write: ({ setCookie }) => setCookie(lax),
    rule: 'RFC 10025 §5.8.3',
  },
  'samesite:iframe-lax': {
    meaning:
      'A Lax or Strict cookie is neither set nor sent in a frame if any page around it belongs to another site.',
    fix: crossSiteFix,
    write: crossSite,
    rule: 'RFC 10025 §5.2.1',
  },
  'samesite:websocket': {
    meaning: 'A WebSocket handshake from a page of another site sends no Lax or Strict cookie.',
    fix: (one) =>
      crossSite(one).length > 0
        ? "Serve the WebSocket from the page's site, or pass a ticket in its URL. Otherwise use SameSite=None."
        : "Serve the WebSocket from the page's site, or pass a ticket in its URL.",
    write: crossSite,
    rule: 'RFC 10025 §5.2; WebSockets §2',
  },
  'samesite:none-as-strict': {
    meaning:
      'Safari on iOS 12 and macOS 10.14 does not support SameSite=None and treats it as Strict.',
    fix: ({ cookie: { name } }) =>
      `Set the cookie twice, the second time without SameSite, and read \`${name}-legacy\` where \`${name}\` is missing. Better, stop supporting these versions.`,
    write: ({ line, secondLine }) => {
      const second = secondLine((cookie) => ({
        ...cookie,
        name: `${cookie.name}-legacy`,
        attributes: cookie.attributes.filter(({ name }) => name.toLowerCase() !== 'samesite'),
      }));
      return second.length > 0 ? [line(), ...second] : [];
    },
    rule: 'WebKit bug 198181; chromium.org, SameSite=None: Known Incompatible Clients',
  },
  'partitioned:without-secure': {
    meaning: 'Partitioned needs Secure. Without it the cookie is ignored.',
    fix: 'Add Secure.',
    write: ({ setCookie }) => setCookie(secure),
    rule: 'CHIPS §2.1',
  },
  'partitioned:other-site': {
    meaning:
      'A Partitioned cookie is kept in the jar of the top-level site under which it was set, and is not sent under another.',
    fix: ({ top, isFramed }) =>
      `Set it again in a response under ${top}${isFramed ? ', in this frame' : ''}.${isFramed ? ' Or call document.requestStorageAccess() on a click, and use a cookie that is not Partitioned.' : ''}`,
    write: ({ line }) => [line()],
    setBy: ({ at }) => at.request,
    rule: 'CHIPS §2.2',
  },
  'partitioned:engine-support': {
    meaning:
      'This browser does not support Partitioned, and treats the cookie as any third-party cookie.',
    fix: byDesign,
    rule: 'CHIPS; MDN browser-compat-data, Set-Cookie Partitioned',
  },
} as const satisfies Record<CausesOf<'site' | 'samesite' | 'partitioned'>, Advice>;
