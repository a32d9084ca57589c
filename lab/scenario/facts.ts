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
    'WebKitGTK uses the system’s public suffix list, which may be years old. Debian 12 has the list of February 2023; neither that list nor Debian 13’s contains up.railway.app and lovable.app. If a suffix is missing, all its customers are one site and share cookies. Chromium and Firefox ship a recent list.',
  see: 'https://packages.debian.org/bookworm/publicsuffix',
};

export const siteWithoutScheme: Fact = {
  where: ['firefox*', 'webkit*'],
  because:
    'Firefox and WebKit treat http and https of one domain as one site. Firefox has schemeful same-site behind the preference network.cookie.sameSite.schemeful; WebKit does not implement it.',
  see: 'https://web.dev/articles/schemeful-samesite',
};

export const noLaxByDefault: Fact = {
  where: ['firefox*', 'webkit*'],
  because:
    'Firefox and WebKit treat a cookie without SameSite as None. Firefox never shipped Lax as the default. WebKitGTK has it with libsoup 3.4 and later: 2.54 on Debian 13 does, 2.50 on Debian 12 does not.',
  see: 'https://github.com/mdn/browser-compat-data/issues/21487',
};

export const noTwoMinuteException: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK does not send a cookie without SameSite with a cross-site POST, not even a new one. From libsoup 3.4 on, its cookie library, each cookie starts as Lax and cannot be told from one that was set with SameSite=Lax.',
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
    'Plain http to a name under .localhost is secure, as it never leaves the machine. A Secure cookie can be sent, set and overwritten there as over https; on a real host it could not.',
  see: 'https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy',
};

export const secureMeansHttps: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK refuses a Secure cookie on http://localhost. It treats only https as secure; Chromium and Firefox also treat http on this machine as secure.',
  see: 'measured only',
};

export const noPartitionedCookies: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK refuses a third-party cookie that is Partitioned. It does not support the attribute, and treats the cookie like any other third-party cookie.',
  see: 'https://developer.mozilla.org/docs/Web/Privacy/Guides/Privacy_sandbox/Partitioned_cookies',
};

export const partitionedEverywhere: Fact = {
  where: 'webkit:allowed',
  because:
    'Where WebKitGTK allows third-party cookies, it sends a Partitioned one under every site. It does not support the attribute.',
  see: noPartitionedCookies.see,
};

export const blocksPartitionedToo: Fact = {
  where: 'firefox:blocked',
  because:
    'When Firefox blocks all third-party cookies, it also blocks Partitioned ones. Chromium still allows those; Firefox allows them only in its default mode, which partitions.',
  see: 'measured only',
};

export const redirectsNotConsidered: Fact = {
  where: ['model', 'chromium*', 'firefox*'],
  because:
    'A redirect through another site and back does not count as cross-site. Only the start and the end of the navigation count. The rule that a cross-site hop in between counts broke too many sites and was removed from the draft.',
  see: 'https://github.com/httpwg/http-extensions/pull/2750',
};

export const newProcessKnowsNoHttpOnly: Fact = {
  where: 'firefox*',
  because:
    'In Firefox document.cookie shows a script’s write over an older HttpOnly cookie, though the jar refused it. The page process knows the HttpOnly cookies that were set while it ran, but not older ones, so it assumes that the write succeeded. The server still receives the old cookie.',
  see: 'measured only',
};

export const copyGoesByTheScript: Fact = {
  where: 'webkit*',
  because:
    'In WebKit document.cookie shows a script’s write over an HttpOnly cookie, from its second use on. From then on the page process keeps a copy of the cookies without the HttpOnly ones, and writes to the copy first. The server still receives the old cookie.',
  see: 'measured only',
};

export const noPrefixes: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK stores cookies that break the rules of their prefix. Its cookie library, libsoup, supports no prefix before 3.4, and from then on only __Secure- and __Host-.',
  see: libsoupNews,
};

export const noSizeLimit: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK stores any number of cookies, of any size. Its cookie library, libsoup, does not limit the number, and limits the size only from 3.6.5 on.',
  see: libsoupNews,
};

export const noAgeLimit: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK keeps a cookie for longer than 400 days. Its cookie library, libsoup, does not limit Expires, and limits Max-Age only from 3.6 on.',
  see: libsoupCookie,
};

export const aYearOfMaxAge: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK limits Max-Age to 365 days, not 400, and does not limit Expires. So does its cookie library, libsoup, from 3.6 on.',
  see: libsoupNews,
};

export const tabIsRefused: Fact = {
  where: 'chromium*',
  because:
    'Chromium refuses a cookie with a TAB in it. It treats TAB like any other control character; the draft has allowed it since 2021.',
  see: 'https://github.com/httpwg/http-extensions/issues/2262',
};

export const fontsWithoutCors: Fact = {
  where: 'webkit*',
  because:
    'WebKit loads fonts as it loads images: with credentials and without CORS. CSS says to fetch them with CORS, and with credentials only for the page’s own origin.',
  see: 'https://www.w3.org/TR/css-fonts-4/#font-fetching-requirements',
};

export const noLinkPrefetch: Fact = {
  where: 'webkit*',
  because:
    'WebKit does not prefetch. <link rel=prefetch> is behind a setting that is off by default.',
  see: 'https://developer.mozilla.org/docs/Web/HTML/Reference/Attributes/rel/prefetch',
};

export const noSpeculationRules: Fact = {
  where: ['firefox*', 'webkit*'],
  because:
    'Only Chromium supports speculation rules. Other browsers ignore them and prefetch nothing.',
  see: 'https://developer.mozilla.org/docs/Web/API/Speculation_Rules_API',
};

export const onlyTheTopCounts: Fact = {
  where: 'webkit*',
  because:
    'WebKit treats some cross-site frames as same-site: sandboxed ones, and those inside a frame of another site. It compares a request only with the document that makes it and with the top-level document.',
  see: 'measured only',
};

export const theTopLevelHostIsSameSite: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK sends Lax and Strict cookies to the very host of the top-level page, whoever asks. Where WebKit says nothing of the site for cookies, libsoup compares that host with the one that is asked; a script reads cookies by how its frame was loaded, and a frame without a URL asks as the top-level page does.',
  see: 'https://gitlab.gnome.org/GNOME/libsoup/-/blob/master/libsoup/cookies/soup-cookie-jar.c',
};

export const noCookiesInLocalDocuments: Fact = {
  where: 'webkit*',
  because:
    'In WebKit a srcdoc or about:blank document in a cross-site frame neither reads nor sets cookies. Its requests go with cookies all the same, before 2.54 as if the top-level page asked.',
  see: 'measured only',
};

export const noFirstPartyInBlankWindows: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK sends every cookie with what a window at about:blank asks. Such a window has no first party there, and libsoup treats a request without one as same-site: also across sites, and with tracking prevention. What a script writes in it is not stored.',
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
    'With tracking prevention, WebKit sends None cookies from a frame that is inside a frame of another site. From 2.54 on SameSite considers the document that navigates the frame, and all ancestors when a script reads cookies, so other cookies are not sent; tracking prevention still considers only the top-level document.',
  see: 'https://bugs.webkit.org/show_bug.cgi?id=311228',
};

export const theOpenPageAsks: Fact = {
  where: 'webkit*',
  because:
    'WebKit does not send a Strict cookie to an address that was entered while a page of another site was open. From 2.54 on the open page counts as the initiator when the embedder, here the driver, loads another page.',
  see: 'https://bugs.webkit.org/show_bug.cgi?id=311228',
};

export const reloadedAsItWasLoaded: Fact = {
  where: 'firefox*',
  because:
    'In Firefox location.reload() is cross-site if the original navigation was. It treats a reload by script like one by the user.',
  see: 'https://bugzilla.mozilla.org/show_bug.cgi?id=1974877',
};

export const reloadAsksAgainByGet: Fact = {
  where: 'webkit*',
  because:
    'In WebKit location.reload() requests a page with GET even if it came by POST. Only the user’s reload sends the form again.',
  see: 'measured only',
};

export const credentiallessUnknown: Fact = {
  where: ['model', 'firefox*', 'webkit*'],
  because: 'Only Chromium supports credentialless frames. Other browsers ignore the attribute.',
  see: 'https://developer.chrome.com/blog/iframe-credentialless',
};

export const sandboxedByItsUrl: Fact = {
  where: 'model',
  because:
    'In the draft a sandboxed page stays same-site. The site of a sandboxed document is that of its URL.',
  see: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-5.2.1',
};

export const noCredentiallessPolicy: Fact = {
  where: 'webkit*',
  because:
    'WebKit does not support Cross-Origin-Embedder-Policy: credentialless. It ignores the value, and sends cookies with requests without CORS.',
  see: 'https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Cross-Origin-Embedder-Policy',
};

export const onlyChromiumKeepsNoneInSandbox: Fact = {
  where: ['firefox', 'firefox:blocked', 'firefox:lax-default'],
  because:
    'Only Chromium supports the sandbox token allow-same-site-none-cookies. Other browsers ignore it, so a page sandboxed without allow-same-origin is a third party to its own site.',
  see: 'https://developers.google.com/privacy-sandbox/blog/sandbox-allow-same-site-none-cookies',
};

export const noCapOnScripts: Fact = {
  where: 'webkit:itp',
  because:
    'WebKitGTK does not limit the age of cookies that a script writes. Safari’s tracking prevention limits it to seven days; in WebKitGTK the jar is libsoup’s, which keeps the age as written.',
  see: 'https://webkit.org/blog/8613/intelligent-tracking-prevention-2-1/',
};

export const onlyChromiumLimitsPartitions: Fact = {
  where: 'firefox*',
  because:
    'Only Chromium has limits of its own for a partition. There the oldest cookie goes when a 181st comes, or when names and values take more than 10 KiB; Firefox has its limits for a host, 150 of 181, in each partition.',
  see: 'https://developer.mozilla.org/docs/Web/Privacy/Guides/Privacy_sandbox/Partitioned_cookies',
};

export const imagesOfThisMachine: Fact = {
  where: 'webkit*',
  because:
    'WebKit lets a public page load images of this machine without asking. It has no Local Network Access; other requests to plain http on this machine are mixed content to it.',
  see: 'https://wicg.github.io/local-network-access/',
};

/** DevTools does not support incognito profiles: see lab/browsers/chromium/incognito.ts. */
export const noAutomatedPermission: Fact = {
  where: 'chromium:incognito',
  because:
    'In incognito, no automation can answer Chromium’s prompt for requests to this machine. They are never made.',
  see: 'measured only',
};

/** tests/live/local-network.spec.ts shows the rest. */
export const publicPagesBehindProxy: Fact = {
  where: 'firefox*',
  because:
    'Firefox does not ask the user before a page that came through a proxy reaches this machine. It goes by the address that it connected to, and the lab’s pages come through a proxy. Without one the request of a public page waits for the user’s answer, as in Chromium.',
  see: 'https://wicg.github.io/local-network-access/',
};

export const controlCharactersCut: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK stores what a script writes up to the first control character. It reads the text line by line, so text after LF becomes a second cookie; libsoup reads a line up to its first control character, from 3.4 on up to NUL.',
  see: 'https://bugs.webkit.org/show_bug.cgi?id=229088',
};

export const unknownSameSiteIsPassedOver: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK ignores an unknown SameSite value. In libsoup, its cookie library, an earlier SameSite attribute of the same cookie then applies.',
  see: libsoupCookie,
};

export const laxIsPassedOver: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK ignores SameSite=Lax after None or Strict. From libsoup 3.4 on Lax is the initial value of each cookie, and the parser does not look for it.',
  see: libsoupCookie,
};

export const laterLifetimeWins: Fact = {
  where: 'webkit*',
  because:
    'In WebKitGTK the last of Max-Age and Expires wins, whichever it is. Its cookie library, libsoup, keeps both in one field, and reads a Max-Age without a number as zero.',
  see: libsoupCookie,
};

export const plusSignIsRead: Fact = {
  where: ['chromium*', 'webkit*'],
  because:
    'Chromium and WebKitGTK read a Max-Age with a plus sign. Their number parsers accept the sign; the draft does not.',
  see: libsoupCookie,
};

export const newValueCountsAsNew: Fact = {
  where: 'chromium*',
  because:
    'In Chromium a cookie that gets a new value counts as new. It keeps its creation time only if it is set again with the same value.',
  see: 'https://source.chromium.org/chromium/chromium/src/+/main:net/cookies/cookie_monster.h',
};

export const noHttpCache: Fact = {
  where: 'webkit*',
  because:
    'WebKitGTK under WebDriver has no HTTP cache. Its sessions are ephemeral there, so every request goes to the server.',
  see: 'https://webkitgtk.org/reference/webkit2gtk/stable/ctor.WebContext.new_ephemeral.html',
};

export const loopbackIsMixedContent: Fact = {
  where: 'webkit*',
  because:
    'In WebKit http on localhost and 127.0.0.1 is mixed content in an https page, and blocked except for images. Chromium and Firefox treat these addresses as trustworthy.',
  see: 'https://bugs.webkit.org/show_bug.cgi?id=171934',
};

export const webkitAsksItsUser: Fact = {
  where: 'webkit:itp',
  because:
    'With tracking prevention, WebKit prompts the user for storage access, and no automation can answer the prompt. It supports neither of the headers.',
  see: 'https://webkit.org/blog/8124/introducing-storage-access-api/',
};

export const incognitoAsksItsUser: Fact = {
  where: 'chromium:incognito',
  because:
    'In incognito, Chromium prompts the user for storage access, and no automation can answer the prompt. Without a window to show it in, a prompt counts as dismissed, and DevTools cannot grant permissions there.',
  see: 'measured only',
};

export const firefoxBlocksForGood: Fact = {
  where: 'firefox:blocked',
  because:
    'Firefox denies storage access when the user blocks all third-party cookies. It does not prompt, and ignores the headers of the Storage Access API.',
  see: 'https://searchfox.org/firefox-main/source/toolkit/components/antitracking/StorageAccessAPIHelper.cpp',
};
