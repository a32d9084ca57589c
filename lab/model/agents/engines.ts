/**
 * The user agent of the specifications, and what each engine does otherwise: every difference was
 * measured or has its source beside it.
 */

import { chromiumSyntax, firefoxSyntax, soup32Syntax, standardSyntax } from '../cookies/syntax.ts';
import {
  chromiumStorageAccess,
  draftStorageAccess,
  firefoxStorageAccess,
  webkitStorageAccess,
} from '../storage-access/rules.ts';
import { prefixes, type UserAgent } from './agent.ts';

/** RFC 10025 to the letter, with third-party cookies allowed. */
export const standard: UserAgent = {
  id: 'standard',
  thirdParty: 'allowed',
  blocksPartitioned: false,
  laxByDefault: true,
  // A MAY of §5.6.7.2, with the time that the section calls reasonable.
  laxAllowingUnsafe: 120,
  laxAllowingUnsafeOn: 'top-level navigations',
  noneRequiresSecure: true,
  sameSiteOnStore: true,
  schemefulSameSite: true,
  redirectChain: 'ignored',
  defaultLaxAfterCrossSiteHop: 'withheld',
  ancestors: { request: 'all', frame: 'all', script: 'all' },
  topLevelHostIsSameSite: false,
  localDocuments: 'as their parent',
  blankWindows: 'as their opener',
  sandboxedBeacons: 'null',
  blocksCookiesOf: 'the hop',
  thirdPartyBy: 'documents',
  sandboxed: 'by its URL',
  addressBar: 'nobody',
  reload: { byScript: 'the document', redirects: 'forgotten', post: 'by either' },
  back: {
    noStore: 'asked for again',
    unauthorized: 'kept',
    cleared: false,
    by: 'who asked before',
  },
  loopbackIsSecure: true,
  // Draft 22 has the first two; the Http- ones are in draft-ietf-httpbis-layered-cookies.
  prefixes,
  prefixCase: 'any',
  hostPrefixPath: 'as attribute',
  syntax: standardSyntax,
  capacity: { domain: null, partition: null, jar: null },
  singleLabelDomain: 'accepted',
  addressDomain: 'spans it',
  creationTime: 'kept',
  order: 'the older',
  orderForScripts: 'as sent',
  cookieStoreOrder: 'as document.cookie',
  scriptCap: null,
  deletes: 'the same cookie',
  cookieStoreInData: 'yes',
  cookieStorePartitions: true,
  cookieStoreStrict: 'Strict',
  dataDocuments: 'read nothing',
  blockedCookieStore: 'is empty',
  changeEvents: 'in every jar',
  changeEventsMindSameSite: true,
  changeEventsMindPath: true,
  refusedWrites: 'hidden',
  storesAsThirdParty: 'by request',
  clearSiteData: {
    cookiesOf: 'registrable domain',
    jars: 'reached',
    needsCredentials: true,
    needsCors: false,
    answers: 'all',
  },
  storageAccess: draftStorageAccess,
  httpCache: 'shared',
  reusedErrors: 'all',
  missingSuffixes: [],
  credentialless: false,
  embedderPolicies: ['require-corp', 'credentialless'],
  sandboxKeepsNoneCookies: false,
  starPermitsAuthorization: false,
  elementsTellOrigin: 'none',
  originAfterRedirect: 'kept at first',
  originOfFormerPost: 'dropped',
  originToLoopback: 'null',
  preflightsAgain: false,
  preflightOrigin: 'the request',
  mixedPreflights: 'stopped',
  mixedSharedWorkers: false,
  webSocketRedirects: 'refused',
  fontPreloads: 'as written',
  fonts: 'with CORS',
  showsWithheldCookies: false,
  httpsFirst: 'nothing',
  loopbackIsTrustworthy: true,
};

export const chromium: UserAgent = {
  ...standard,
  id: 'chromium',
  // https://developer.chrome.com/docs/devtools/network/reference#blocked-cookies
  showsWithheldCookies: true,
  sandboxed: 'cross-site',
  // https://developer.chrome.com/docs/web-platform/bfcache-ccns
  back: {
    ...standard.back,
    noStore: 'kept until a cookie of it changes',
    // Measured in 156.
    unauthorized: 'asked for again',
  },
  storageAccess: chromiumStorageAccess,
  credentialless: true,
  // Chrome 135: https://developers.google.com/privacy-sandbox/blog/sandbox-allow-same-site-none-cookies
  sandboxKeepsNoneCookies: true,
  starPermitsAuthorization: true,
  // Measured in 156.
  dataDocuments: 'throw',
  cookieStoreInData: 'no',
  // net/cookies/cookie_util.cc: GetCookieDomainWithString
  addressDomain: 'host-only',
  webSocketRedirects: 'refused unread',
  elementsTellOrigin: 'all but media',
  // Measured in 156.
  mixedSharedWorkers: true,
  originToLoopback: 'told',
  // net/url_request/redirect_util.cc
  originAfterRedirect: 'null',
  syntax: chromiumSyntax,
  // net/cookies/cookie_monster.cc
  creationTime: 'kept with the value',
  // net/cookies/cookie_monster.h: kDomainMaxCookies, kMaxCookies, and the purges of each;
  // kPerPartitionDomainMaxCookies and kPerPartitionDomainMaxCookieBytes
  capacity: {
    domain: { most: 180, left: 150 },
    partition: { most: 180, left: 180, bytes: 10_240 },
    jar: { most: 3300, left: 3000 },
  },
};

export const firefox: UserAgent = {
  ...standard,
  id: 'firefox',
  thirdParty: 'partitioned',
  laxByDefault: false,
  schemefulSameSite: false,
  // https://github.com/httpwg/http-extensions/issues/2104
  redirectChain: 'considered',
  // netwerk/cookie/CookieCommons.cpp; prefs network.cookie.sameSite.laxByDefault.allowBoomerangRedirect
  // and network.cookie.sameSite.laxPlusPOST.timeout
  defaultLaxAfterCrossSiteHop: 'sent',
  laxAllowingUnsafeOn: 'any request',
  sandboxed: 'cross-site',
  // https://bugzilla.mozilla.org/show_bug.cgi?id=1974877
  reload: { byScript: 'who asked before', redirects: 'forgotten', post: 'by either' },
  syntax: firefoxSyntax,
  // Measured in ESR 153.
  hostPrefixPath: 'as path',
  addressDomain: 'host-only',
  // netwerk/cookie/CookieServiceChild.cpp, RecordDocumentCookie: there a cookie is a new one.
  orderForScripts: 'overwritten last',
  // dom/cookiestore/CookieStoreParent.cpp
  cookieStoreOrder: 'as they came',
  deletes: 'the first of the name',
  cookieStorePartitions: false,
  // Measured in ESR 153.
  starPermitsAuthorization: true,
  // Measured in ESR 153.
  preflightsAgain: true,
  // Measured in ESR 153.
  preflightOrigin: 'the document',
  fontPreloads: 'with CORS',
  // Measured in ESR 153: getAll() gives undefined.
  blockedCookieStore: 'fails',
  // pref dom.security.https_first
  httpsFirst: 'of pages',
  changeEvents: 'in the shared jar',
  refusedWrites: 'shown over older cookies',
  // Measured in ESR 153.
  clearSiteData: {
    cookiesOf: 'host',
    jars: 'own',
    needsCredentials: false,
    needsCors: false,
    answers: 'all',
  },
  storageAccess: firefoxStorageAccess,
  // netwerk/cache2: the flag of anonymous loads is part of a cache key.
  httpCache: 'by credentials',
  // nsHttpResponseHead::MustValidate; measured for 403 in ESR 153.
  reusedErrors: [410],
  // prefs network.cookie.maxPerHost, quotaPerHost, maxNumber
  capacity: {
    domain: { most: 180, left: 150 },
    partition: { most: 180, left: 150 },
    jar: { most: 3000, left: 3000 },
  },
};

/** WebKitGTK 2.50. Its cookies are libsoup's: 3.2 on Debian 12. */
export const webkit: UserAgent = {
  ...standard,
  id: 'webkit',
  thirdParty: 'first-party-set',
  laxByDefault: false,
  noneRequiresSecure: false,
  sameSiteOnStore: false,
  schemefulSameSite: false,
  // https://github.com/WebKit/WebKit/pull/27522; with schemes as measured in 2.50.
  redirectChain: 'considered, with schemes',
  // Measured in 2.50.
  ancestors: { request: 'own', frame: 'own', script: 'as it was loaded' },
  // libsoup, soup-cookie-jar.c: cookie_is_valid_for_same_site_policy
  topLevelHostIsSameSite: true,
  // Source/WebCore/loader/FrameLoader.cpp: setFirstPartyForCookies
  localDocuments: 'as the top-level document',
  // Measured in 2.50.
  blankWindows: 'without a first party',
  // Measured in 2.50.
  sandboxedBeacons: 'that of the URL',
  thirdPartyBy: 'top-level document',
  embedderPolicies: ['require-corp'],
  // Measured in 2.50.
  reload: { byScript: 'the document', redirects: 'remembered', post: 'by the user' },
  // Measured in 2.50 and 2.54.
  back: { ...standard.back, cleared: true, by: 'the page that is left' },
  loopbackIsSecure: false,
  syntax: soup32Syntax,
  prefixes: [],
  // Measured in 2.50.
  starPermitsAuthorization: true,
  // Measured in 2.50.
  elementsTellOrigin: 'all',
  originAfterRedirect: 'null for navigations',
  originOfFormerPost: 'kept',
  // Source/WebCore/loader/DocumentThreadableLoader.cpp: redirectReceived
  preflightsAgain: true,
  // Measured in 2.50.
  mixedPreflights: 'sent after a redirect',
  webSocketRedirects: 'followed, to other hosts as cross-site',
  cookieStoreInData: 'with an opaque sandbox',
  addressDomain: 'host-only',
  // Measured in 2.50 and 2.54.
  changeEventsMindSameSite: false,
  changeEventsMindPath: false,
  // Measured in 2.50: it rejects.
  blockedCookieStore: 'fails',
  refusedWrites: 'shown after a use',
  // libsoup, soup-cookie-jar.c: get_cookies looks up the host with a dot, the host, and its parents.
  order: 'the nearer',
  singleLabelDomain: 'refused',
  // libsoup, soup-cookie-jar.c: incoming_cookie_is_third_party
  storesAsThirdParty: 'by cookie domain',
  // Measured in 2.50.
  clearSiteData: {
    cookiesOf: 'receiving host',
    jars: 'all',
    needsCredentials: false,
    needsCors: true,
    answers: 'those that load',
  },
  storageAccess: webkitStorageAccess,
  // Under WebDriver its sessions are ephemeral.
  httpCache: 'none',
  // It asks libpsl, whose list is the system's: those of Debian 12 and 13 have neither.
  missingSuffixes: ['up.railway.app', 'lovable.app'],
  // Measured in 2.50.
  fonts: 'as images',
  // https://bugs.webkit.org/show_bug.cgi?id=171934
  loopbackIsTrustworthy: false,
};

/**
 * Safari of iOS 12 and macOS 10.14, as far as SameSite goes. It knew no None, and took what it did
 * not know for Strict: https://bugs.webkit.org/show_bug.cgi?id=198181
 */
export const safari12: UserAgent = {
  ...standard,
  id: 'safari:12',
  laxByDefault: false,
  laxAllowingUnsafe: null,
  noneRequiresSecure: false,
  schemefulSameSite: false,
  prefixes: [],
  syntax: {
    ...standardSyntax,
    sameSite: ['Lax', 'Strict'],
    unknownSameSite: 'is Strict',
    partitioned: false,
  },
};
