/**
 * Why browsers differ from what is claimed: each rule or implementation fact
 * once, for the deviations of the scenarios that meet it.
 */
import type { Deviation } from './scenario.ts';

type Fact = Omit<Deviation, 'expect'>;

const libsoupCookie =
  'https://gitlab.gnome.org/GNOME/libsoup/-/blob/master/libsoup/cookies/soup-cookie.c';

/** The TLD trap. */
export const unlistedSuffix: Fact = {
  where: 'webkit',
  topology: ['test', 'localhost'],
  because:
    'The suffix of these development names is not on the public suffix list. Without it the cookie library of WebKitGTK knows no registrable domain, compares whole hosts, and takes www and api for third parties to each other, whose Set-Cookie it refuses.',
  see: 'https://gitlab.gnome.org/GNOME/libsoup/-/blob/master/libsoup/cookies/soup-cookie-jar.c',
};

export const siteWithoutScheme: Fact = {
  where: ['firefox*', 'webkit*'],
  because:
    'Same-site is not schemeful here: http and https of one registrable domain are one site. Firefox has it behind network.cookie.sameSite.schemeful, WebKit not at all.',
  see: 'https://web.dev/articles/schemeful-samesite',
};

export const noLaxByDefault: Fact = {
  where: ['firefox*', 'webkit*'],
  because:
    'A cookie without SameSite is not taken as Lax here but as None. Firefox never shipped the default; WebKitGTK has it from 2.54 on (measured).',
  see: 'https://github.com/mdn/browser-compat-data/issues/21487',
};

export const noTwoMinuteException: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK takes a cookie without SameSite as Lax from 2.54 on, and lets not even a fresh one go along with a cross-site POST.',
  see: 'measured only',
};

export const noneNeedsNoSecure: Fact = {
  where: 'webkit*',
  because: 'This WebKit stores SameSite=None without Secure.',
  see: 'https://bugs.webkit.org/show_bug.cgi?id=257845',
};

export const secureMeansHttps: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK takes https alone as secure: this machine’s own http origins are no exception, as they are in Chromium and Firefox.',
  see: 'measured only',
};

export const noPartitionedCookies: Fact = {
  where: 'webkit*',
  because:
    'This WebKit does not know Partitioned: the cookie is third-party like any other, and refused as one.',
  see: 'https://developer.mozilla.org/docs/Web/Privacy/Guides/Privacy_sandbox/Partitioned_cookies',
};

export const redirectsNotConsidered: Fact = {
  where: ['model', 'chromium*', 'firefox*'],
  because:
    'Same-site is decided by who began the navigation and where it ends. The rule that a cross-site hop between makes it cross-site broke too many sites, was taken back, and left the draft.',
  see: 'https://github.com/httpwg/http-extensions/pull/2750',
};

export const refusedWriteStaysVisible: Fact = {
  where: ['firefox*', 'webkit*'],
  because:
    'The page process keeps its own view of document.cookie and shows the write, although the jar refused it and the server goes on receiving the old cookie.',
  see: 'measured only',
};

export const noPrefixes: Fact = {
  where: 'webkit*',
  because:
    'The jar of this WebKitGTK is libsoup’s, which knows no cookie name prefix: such a cookie is one like any other.',
  see: libsoupCookie,
};

export const noSizeLimit: Fact = {
  where: 'webkit*',
  because: 'The jar of this WebKitGTK is libsoup’s, which sets no limit to size or number.',
  see: libsoupCookie,
};

export const noAgeLimit: Fact = {
  where: 'webkit*',
  because: 'The jar of this WebKitGTK is libsoup’s, which keeps a cookie for as long as it asks.',
  see: libsoupCookie,
};

export const tabIsRefused: Fact = {
  where: 'chromium*',
  because:
    'Chromium takes TAB for a control character like the others and refuses the cookie. The draft exempts it since 2021.',
  see: 'https://github.com/httpwg/http-extensions/issues/2262',
};

export const fontsWithoutCors: Fact = {
  where: 'webkit*',
  because:
    'WebKit loads a font as it loads an image, without CORS and with credentials. CSS has fonts fetched with CORS, and with credentials for their own origin alone.',
  see: 'https://www.w3.org/TR/css-fonts-4/#font-fetching-requirements',
};

export const noLinkPrefetch: Fact = {
  where: 'webkit*',
  because: 'WebKit has <link rel=prefetch> behind a switch that is off.',
  see: 'https://developer.mozilla.org/docs/Web/HTML/Reference/Attributes/rel/prefetch',
};

export const onlyTheTopCounts: Fact = {
  where: 'webkit*',
  because:
    'WebKit compares a request with the top-level document alone: neither a frame of another site between nor a sandbox makes it cross-site.',
  see: 'measured only',
};

export const credentiallessUnknown: Fact = {
  where: ['model', 'firefox*', 'webkit*'],
  because: 'Only Chromium has the attribute: here it says nothing.',
  see: 'https://developer.chrome.com/blog/iframe-credentialless',
};

export const controlCharactersCut: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK cuts what a script writes at the first control character, and keeps what is before. After LF it even goes on with a second cookie.',
  see: 'https://bugs.webkit.org/show_bug.cgi?id=229088',
};

export const unknownSameSiteIsPassedOver: Fact = {
  where: 'webkit*',
  because:
    'libsoup, the cookie library of WebKitGTK, passes over a value that it does not know: what was said before stands.',
  see: 'https://gitlab.gnome.org/GNOME/libsoup/-/blob/master/libsoup/cookies/soup-cookie.c',
};

export const laterLifetimeWins: Fact = {
  where: 'webkit*',
  because:
    'In libsoup, the cookie library of WebKitGTK, the later of Max-Age and Expires wins, whichever it is; and a Max-Age without a number is zero.',
  see: 'https://gitlab.gnome.org/GNOME/libsoup/-/blob/master/libsoup/cookies/soup-cookie.c',
};

export const plusSignIsRead: Fact = {
  where: ['chromium*', 'webkit*'],
  because: 'The number is read by a function that knows a plus sign; the draft knows none.',
  see: 'measured only',
};

export const newValueCountsAsNew: Fact = {
  where: 'chromium*',
  because:
    'In Chromium a cookie keeps its creation date only when it is set again to the value that it has; with a new value it counts as new.',
  see: 'https://source.chromium.org/chromium/chromium/src/+/main:net/cookies/cookie_monster.h',
};
