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
    'Under .test and .localhost WebKitGTK treats www and api as third parties to each other. These suffixes are not on the public suffix list: the cookie library finds no registrable domain, compares whole host names, and refuses the other host’s Set-Cookie.',
  see: 'https://gitlab.gnome.org/GNOME/libsoup/-/blob/master/libsoup/cookies/soup-cookie-jar.c',
};

export const olderSuffixList: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK’s list of public suffixes is that of the system, and may be years old. Debian 12 has that of February 2023; neither it nor that of Debian 13 knows up.railway.app and lovable.app. Where a suffix is missing its customers are one site, and share cookies. Chromium and Firefox bring a recent list along.',
  see: 'https://packages.debian.org/bookworm/publicsuffix',
};

export const siteWithoutScheme: Fact = {
  where: ['firefox*', 'webkit*'],
  because:
    'Firefox and WebKit take http and https of one domain for one site. Firefox has schemeful same-site behind network.cookie.sameSite.schemeful, WebKit not at all.',
  see: 'https://web.dev/articles/schemeful-samesite',
};

export const noLaxByDefault: Fact = {
  where: ['firefox*', 'webkit*'],
  because:
    'Firefox and WebKit take a cookie without SameSite as None. Firefox never shipped Lax as the default; WebKitGTK has it with libsoup 3.4 and later: 2.54 on Debian 13 does, 2.50 on Debian 12 does not.',
  see: 'https://github.com/mdn/browser-compat-data/issues/21487',
};

export const noTwoMinuteException: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK sends no cookie without SameSite with a cross-site POST, not even a fresh one. In libsoup, whose cookies it has, each cookie begins as Lax from 3.4 on: nothing tells it from one that says Lax.',
  see: libsoupCookie,
};

export const noneNeedsNoSecure: Fact = {
  where: 'webkit*',
  because:
    'WebKit stores SameSite=None without Secure. WebKitGTK no longer does with libsoup 3.4 and later.',
  see: 'https://bugs.webkit.org/show_bug.cgi?id=257845',
};

/** The other TLD trap. */
export const secureOverHttpOnLocalhost: Fact = {
  where: ['model', 'chromium*', 'firefox*'],
  topology: ['localhost'],
  because:
    'Plain http to a name under .localhost counts as secure here: it never leaves the machine. A Secure cookie is sent there, set and overwritten as over https, which no real host would see.',
  see: 'https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy',
};

export const secureMeansHttps: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK refuses a Secure cookie on http://localhost. It takes https alone as secure: this machine’s own http origins are no exception, as they are in Chromium and Firefox.',
  see: 'measured only',
};

export const noPartitionedCookies: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK refuses a third-party cookie that is Partitioned. It does not know the attribute: the cookie is one like any other.',
  see: 'https://developer.mozilla.org/docs/Web/Privacy/Guides/Privacy_sandbox/Partitioned_cookies',
};

export const blocksPartitionedToo: Fact = {
  where: 'firefox:blocked',
  because:
    'Firefox that blocks third-party cookies blocks the Partitioned ones as well. In Chromium these are the exception; Firefox has it only where it partitions, as shipped.',
  see: 'measured only',
};

export const redirectsNotConsidered: Fact = {
  where: ['model', 'chromium*', 'firefox*'],
  because:
    'A redirect through another site and back does not count as cross-site. Who began the navigation and where it ends decide; the rule that a cross-site hop between counts broke too many sites, was taken back, and left the draft.',
  see: 'https://github.com/httpwg/http-extensions/pull/2750',
};

export const newProcessKnowsNoHttpOnly: Fact = {
  where: 'firefox*',
  because:
    'Firefox shows in document.cookie a script’s write over an older HttpOnly cookie, which the jar refused. The page process is told of HttpOnly cookies that are set while it is there, and not of those from before: then it takes the write for done. The server goes on receiving the old cookie.',
  see: 'measured only',
};

export const copyGoesByTheScript: Fact = {
  where: 'webkit*',
  because:
    'WebKit shows in document.cookie a script’s write over an HttpOnly cookie, from the second use on. The page process keeps a copy of the cookies from then on, without the HttpOnly ones, and writes there first. The server goes on receiving the old cookie.',
  see: 'measured only',
};

export const noPrefixes: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK keeps cookies that break the rules of their prefix. Its jar is libsoup’s, which knows no cookie name prefix before 3.4, and then only __Secure- and __Host-.',
  see: libsoupNews,
};

export const noSizeLimit: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK keeps cookies of any number and size. Its jar is libsoup’s, which sets no limit to number, nor to size before 3.6.5.',
  see: libsoupNews,
};

export const noAgeLimit: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK keeps a cookie for longer than 400 days. Its jar is libsoup’s, which keeps it for as long as it asks; but for Max-Age from 3.6 on.',
  see: libsoupCookie,
};

export const aYearOfMaxAge: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK cuts Max-Age to 365 days, not 400, and Expires not at all. So does libsoup, whose jar it has, from 3.6 on.',
  see: libsoupNews,
};

export const tabIsRefused: Fact = {
  where: 'chromium*',
  because:
    'Chromium refuses a cookie with a TAB in it. It takes TAB for a control character like the others; the draft exempts it since 2021.',
  see: 'https://github.com/httpwg/http-extensions/issues/2262',
};

export const fontsWithoutCors: Fact = {
  where: 'webkit*',
  because:
    'WebKit loads fonts with credentials and without CORS, as it loads images. CSS has fonts fetched with CORS, and with credentials for their own origin alone.',
  see: 'https://www.w3.org/TR/css-fonts-4/#font-fetching-requirements',
};

export const noLinkPrefetch: Fact = {
  where: 'webkit*',
  because: 'WebKit does not prefetch. It has <link rel=prefetch> behind a switch that is off.',
  see: 'https://developer.mozilla.org/docs/Web/HTML/Reference/Attributes/rel/prefetch',
};

export const noSpeculationRules: Fact = {
  where: ['firefox*', 'webkit*'],
  because: 'Only Chromium knows speculation rules. Elsewhere nothing is loaded ahead by them.',
  see: 'https://developer.mozilla.org/docs/Web/API/Speculation_Rules_API',
};

export const onlyTheTopCounts: Fact = {
  where: 'webkit*',
  because:
    'WebKit takes frames for same-site that a sandbox or a foreign frame between makes cross-site. It compares a request with who asks for it and the top-level document alone.',
  see: 'measured only',
};

export const theTopLevelHostIsSameSite: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK sends Lax and Strict cookies to the very host of the top-level page, whoever asks. Where WebKit says nothing of the site for cookies, libsoup compares that host with the one that is asked; a script reads cookies by how its frame was loaded, and a frame without a URL asks as the top-level page does.',
  see: 'https://gitlab.gnome.org/GNOME/libsoup/-/blob/master/libsoup/cookies/soup-cookie-jar.c',
};

export const noCookieStoreWhereBlocked: Fact = {
  where: ['firefox:blocked', 'webkit:itp'],
  because:
    'Where a frame’s cookies are blocked the cookie store of Firefox and WebKit fails. Firefox resolves getAll() with undefined, WebKit rejects with a TypeError; the specification has an empty list.',
  see: 'https://cookiestore.spec.whatwg.org/#dom-cookiestore-getall',
};

export const theFramesParentCounts: Fact = {
  where: 'webkit*',
  because:
    'WebKit under tracking prevention sends None cookies where a foreign frame stands between. From 2.54 on it takes what leads a frame for who asks, and looks at all documents before a script reads cookies, so that SameSite keeps cookies back; tracking prevention still asks for the top-level document alone.',
  see: 'https://bugs.webkit.org/show_bug.cgi?id=311228',
};

export const theOpenPageAsks: Fact = {
  where: 'webkit*',
  because:
    'WebKit sends no Strict cookie to an address that was entered on a page of another site. From 2.54 on it takes the page that is open for who asks when its embedder, here the driver, loads another.',
  see: 'https://bugs.webkit.org/show_bug.cgi?id=311228',
};

export const credentiallessUnknown: Fact = {
  where: ['model', 'firefox*', 'webkit*'],
  because: 'Only Chromium knows credentialless frames. Elsewhere the attribute says nothing.',
  see: 'https://developer.chrome.com/blog/iframe-credentialless',
};

export const controlCharactersCut: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK keeps what a script writes up to the first control character. It takes it line by line, so that after LF there is a second cookie; libsoup reads a line up to its first control character, from 3.4 on up to NUL.',
  see: 'https://bugs.webkit.org/show_bug.cgi?id=229088',
};

export const unknownSameSiteIsPassedOver: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK passes over a SameSite value that it does not know. In libsoup, its cookie library, what was said before stands.',
  see: libsoupCookie,
};

export const laxIsPassedOver: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK passes over SameSite=Lax after None or Strict. From libsoup 3.4 on Lax is what each cookie begins with, and so a value that it does not look for.',
  see: libsoupCookie,
};

export const laterLifetimeWins: Fact = {
  where: 'webkit*',
  because:
    'In WebKitGTK the last of Max-Age and Expires wins, whichever it is. To libsoup, its cookie library, they are one; and a Max-Age without a number is zero.',
  see: libsoupCookie,
};

export const plusSignIsRead: Fact = {
  where: ['chromium*', 'webkit*'],
  because:
    'Chromium and WebKitGTK read a Max-Age with a plus sign. Their number parser knows the sign; the draft knows none.',
  see: 'measured only',
};

export const newValueCountsAsNew: Fact = {
  where: 'chromium*',
  because:
    'In Chromium a cookie that is given a new value counts as new. It keeps its creation date only when it is set again to the value that it has.',
  see: 'https://source.chromium.org/chromium/chromium/src/+/main:net/cookies/cookie_monster.h',
};

export const noHttpCache: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK under WebDriver runs without an HTTP cache. Its sessions are ephemeral there, and those have none: every request goes to the server.',
  see: 'https://webkitgtk.org/reference/webkit2gtk/stable/ctor.WebContext.new_ephemeral.html',
};

export const loopbackIsMixedContent: Fact = {
  where: 'webkit*',
  because:
    'To WebKit http on localhost and 127.0.0.1 is mixed content in an https page, which it blocks but for images. Chromium and Firefox take these addresses for trustworthy.',
  see: 'https://bugs.webkit.org/show_bug.cgi?id=171934',
};

export const webkitAsksItsUser: Fact = {
  where: 'webkit:itp',
  because:
    'WebKit with tracking prevention asks its user for storage access, and nobody answers. Nothing that drives it can. It knows neither of the headers.',
  see: 'https://webkit.org/blog/8124/introducing-storage-access-api/',
};

export const incognitoAsksItsUser: Fact = {
  where: 'chromium:incognito',
  because:
    'Chromium asks its user in incognito, too, and nobody answers. Without a window to show it in, a prompt counts as dismissed; DevTools can grant no permission there.',
  see: 'measured only',
};

export const firefoxBlocksForGood: Fact = {
  where: 'firefox:blocked',
  because:
    'Firefox grants nobody storage access whose user blocks all third-party cookies. Neither is the user asked, nor does a header of the Storage Access API count.',
  see: 'https://searchfox.org/firefox-main/source/toolkit/components/antitracking/StorageAccessAPIHelper.cpp',
};
