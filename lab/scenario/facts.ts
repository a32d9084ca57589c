/**
 * Why browsers differ from what is claimed: each rule or implementation fact
 * once, for the deviations of the scenarios that meet it.
 */
import type { Deviation } from './scenario.ts';

type Fact = Omit<Deviation, 'expect'>;

/**
 * The cookies of WebKitGTK are libsoup's, whose version is the distribution's choice: Debian 12 has
 * WebKitGTK 2.50 with libsoup 3.2, Debian 13 has 2.54 with 3.6.
 */
const libsoupCookie =
  'https://gitlab.gnome.org/GNOME/libsoup/-/blob/master/libsoup/cookies/soup-cookie.c';
const libsoupNews = 'https://gitlab.gnome.org/GNOME/libsoup/-/blob/master/NEWS';

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
    'A cookie without SameSite is not taken as Lax here but as None. Firefox never shipped the default; WebKitGTK has it with libsoup 3.4 and later: 2.54 on Debian 13 does, 2.50 on Debian 12 does not.',
  see: 'https://github.com/mdn/browser-compat-data/issues/21487',
};

export const noTwoMinuteException: Fact = {
  where: 'webkit*',
  because:
    'In libsoup, whose cookies WebKitGTK has, each cookie begins as Lax from 3.4 on: nothing tells it from one that says Lax, and not even a fresh one goes along with a cross-site POST.',
  see: libsoupCookie,
};

export const noneNeedsNoSecure: Fact = {
  where: 'webkit*',
  because:
    'This WebKit stores SameSite=None without Secure; WebKitGTK no longer with libsoup 3.4 and later.',
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
    'The jar of WebKitGTK is libsoup’s, which knows no cookie name prefix before 3.4, and then only __Secure- and __Host-: else such a cookie is one like any other.',
  see: libsoupNews,
};

export const noSizeLimit: Fact = {
  where: 'webkit*',
  because:
    'The jar of WebKitGTK is libsoup’s, which sets no limit to number, nor to size before 3.6.5.',
  see: libsoupNews,
};

export const noAgeLimit: Fact = {
  where: 'webkit*',
  because:
    'The jar of WebKitGTK is libsoup’s, which keeps a cookie for as long as it asks; but for Max-Age from 3.6 on.',
  see: libsoupCookie,
};

export const aYearOfMaxAge: Fact = {
  where: 'webkit*',
  because:
    'libsoup, whose jar WebKitGTK has, cuts Max-Age to a year of 365 days from 3.6 on; Expires it leaves as it is.',
  see: libsoupNews,
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
    'WebKit compares a request with who asks for it and the top-level document: neither a frame of another site between nor a sandbox makes it cross-site.',
  see: 'measured only',
};

export const theFramesParentCounts: Fact = {
  where: 'webkit*',
  because:
    'From 2.54 on WebKit takes what leads a frame for who asks, and looks at all documents before a script reads cookies: then SameSite keeps cookies back. Tracking prevention still asks for the top-level document alone.',
  see: 'https://bugs.webkit.org/show_bug.cgi?id=311228',
};

export const theOpenPageAsks: Fact = {
  where: 'webkit*',
  because:
    'From 2.54 on WebKit takes the page that is open for who asks when its embedder, here the driver, loads another: after a page of another site a Strict cookie stays home.',
  see: 'https://bugs.webkit.org/show_bug.cgi?id=311228',
};

export const credentiallessUnknown: Fact = {
  where: ['model', 'firefox*', 'webkit*'],
  because: 'Only Chromium has the attribute: here it says nothing.',
  see: 'https://developer.chrome.com/blog/iframe-credentialless',
};

export const controlCharactersCut: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK takes what a script writes line by line, and libsoup reads a line up to its first control character, from 3.4 on up to NUL: what is before is kept, and after LF there is a second cookie.',
  see: 'https://bugs.webkit.org/show_bug.cgi?id=229088',
};

export const unknownSameSiteIsPassedOver: Fact = {
  where: 'webkit*',
  because:
    'libsoup, the cookie library of WebKitGTK, passes over a value that it does not know: what was said before stands.',
  see: libsoupCookie,
};

export const laxIsPassedOver: Fact = {
  where: 'webkit*',
  because:
    'From libsoup 3.4 on Lax is what each cookie begins with, and so a value that it does not look for: None or Strict, said before, stands.',
  see: libsoupCookie,
};

export const laterLifetimeWins: Fact = {
  where: 'webkit*',
  because:
    'In libsoup, the cookie library of WebKitGTK, the later of Max-Age and Expires wins, whichever it is; and a Max-Age without a number is zero.',
  see: libsoupCookie,
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
