/**
 * Safari on paper: nothing here was measured in it. Paths are those of WebKit's repository, below
 * LayoutTests/: what it expects of its tests on macOS and iOS is what the real stack was seen to do.
 * WPT/ stands for imported/w3c/web-platform-tests/, BCD for browser-compat data. docs/safari.md.
 */
import { webkitStorageAccess } from '../storage-access/rules.ts';
import { agentOnPaper, type Rules, said, unsaid } from './on-paper.ts';

/** What differs between versions. */
interface Version {
  /** CHIPS: in 18.4, off in 18.5, back in 26.2. */
  readonly partitioned: boolean;
  /** Is WebKit's own code, apart from its network layer, that of WebKitGTK 2.50? */
  readonly sharesCode: boolean;
}

const policy = 'https://webkit.org/tracking-prevention/';
const chips = 'BCD http.headers.Set-Cookie.Partitioned';
const sharedCode =
  'WebKitGTK 2.50 as measured here: the rule is in WebCore, which Safari 26.0 has of the same summer';
const changed = 'since WebKit changed it in 2026';

function rules({ partitioned, sharesCode }: Version): Rules {
  /** A rule of WebCore, as measured in another port of the same age. */
  const shared = <const Value>(is: Value, or: Value, open: string) =>
    sharesCode ? said(is, sharedCode) : unsaid(is, or, open);
  return {
    thirdParty: said(
      'tracking-prevention',
      `${policy}: third-party cookies are blocked by default`,
    ),
    blocksPartitioned: said(!partitioned, chips),
    laxByDefault: said(
      false,
      'WPT/cookies/samesite/fetch.https; BCD http.headers.Set-Cookie.SameSite.Lax_default',
    ),
    laxAllowingUnsafe: said(null, 'nothing is Lax by default'),
    laxAllowingUnsafeOn: said('top-level navigations', 'nothing is Lax by default'),
    noneRequiresSecure: said(
      false,
      'WPT/cookies/samesite-none-secure/cookies-without-samesite-must-be-secure.https; BCD http.headers.Set-Cookie.SameSite.none_requires_secure',
    ),
    sameSiteOnStore: said(
      false,
      'WPT/cookies/samesite/setcookie-lax.https, setcookie-navigation.https',
    ),
    schemefulSameSite: said(
      false,
      `WPT/cookies/schemeful-same-site/; BCD http.headers.Set-Cookie.SameSite.schemeful; ${policy}#terminology`,
    ),
    redirectChain: said('considered', 'WPT/cookies/samesite/fetch.https, form-get-blank.https'),
    defaultLaxAfterCrossSiteHop: said('sent', 'nothing is Lax by default'),
    ancestors: {
      request: said('own', 'Source/WebCore/loader/FrameLoader.cpp, setFirstPartyForCookies'),
      frame: said('own', 'WPT/cookies/samesite/iframe.https'),
      script: unsaid('own', 'as it was loaded', 'when document.cookie in a frame is same-site'),
    },
    topLevelHostIsSameSite: said(false, 'WPT/cookies/samesite/iframe.https'),
    localDocuments: unsaid(
      'as the top-level document',
      'as their parent, without reading',
      `as whom srcdoc and about:blank ask in a cross-site frame, ${changed},`,
    ),
    sandboxedBeacons: unsaid(
      'that of the URL',
      'null',
      'what Origin a beacon of a sandboxed document tells',
    ),
    blankWindows: unsaid(
      'without a first party',
      'as their opener',
      'as whom a window at about:blank asks',
    ),
    // Blocked cookies stay blocked over redirects; where partitioned ones are excepted, each request is
    // decided by itself: Source/WebKit/NetworkProcess/cocoa/NetworkTaskCocoa.mm.
    blocksCookiesOf: partitioned
      ? unsaid(
          'the rest of the chain',
          'the hop',
          'whether blocking outlasts a redirect with CHIPS',
        )
      : said(
          'the rest of the chain',
          'https://webkit.org/blog/10218/; http/tests/resourceLoadStatistics/do-not-remove-blocking-in-redirect.https',
        ),
    thirdPartyBy: said(
      'top-level document',
      `${policy}#terminology; WPT/cookies/partitioned-cookies/partitioned-cookies-a-b-a-embed.tentative.https`,
    ),
    sandboxed: said('by its URL', 'WPT/cookies/samesite/sandbox-iframe-nested.https'),
    addressBar: unsaid('nobody', 'the open page', `who asks for what is typed, ${changed},`),
    reload: {
      byScript: said('the document', 'WPT/cookies/samesite/form-get-blank-reload.https'),
      redirects: shared('remembered', 'forgotten', 'whether a reload counts the redirects before'),
      post: shared('by the user', 'by either', 'whether a script reloads a POST as one'),
    },
    back: {
      noStore: shared(
        'asked for again',
        'kept until a cookie of it changes',
        'whether a no-store page is kept for "back"',
      ),
      unauthorized: shared('kept', 'asked for again', 'whether a page that came with 401 is kept'),
      cleared: shared(true, false, 'whether Clear-Site-Data makes it forget pages'),
      by: shared('the page that is left', 'who asked before', 'who asks on the way back'),
    },
    loopbackIsSecure: said(
      false,
      'WPT/cookies/secure/set-from-http.sub, set-from-dom.sub on localhost',
    ),
    prefixes: said(
      ['__Secure-', '__Host-'],
      'WPT/cookies/prefix/; BCD http.headers.Set-Cookie.http_host-http_prefixes',
    ),
    prefixCase: unsaid('exact', 'any', `whether prefixes count in any case, ${changed},`),
    hostPrefixPath: said('as path', 'WPT/cookies/prefix/__host.explicit-path.https.window'),
    syntax: {
      ends: said('at a control in attributes', 'WPT/cookies/attributes/attributes-ctl.sub'),
      controls: said('in name and value', 'WPT/cookies/name/name-ctl, value/value-ctl'),
      tab: said('accepted', 'WPT/cookies/name/name-ctl, value/value-ctl'),
      written: said(
        'one with a name',
        'WPT/cookies/value/value-ctl; Source/WebCore/platform/network/cocoa/NetworkStorageSessionCocoa.mm, parseDOMCookie',
      ),
      headers: unsaid('Latin-1', 'octets', 'what becomes of octets that are not ASCII'),
      bareText: said('value', 'WPT/cookies/name/name'),
      nameless: said('refused', 'WPT/cookies/name/name, value/value'),
      quotes: said('hold semicolons', 'WPT/cookies/value/value, attributes/max-age'),
      relativePath: said('matches nothing', 'WPT/cookies/path/match'),
      namelessWithEquals: said('refused', 'no cookie without a name is kept'),
      limits: said(
        { nameAndValue: 4096, attribute: null },
        'WPT/cookies/size/name-and-value, attributes.www.sub',
      ),
      sameSite: said(['None', 'Lax', 'Strict'], 'WPT/cookies/samesite/fetch.https'),
      unknownSameSite: unsaid(
        'is no SameSite',
        'leaves what was said',
        'which of several SameSite attributes counts',
      ),
      dates: unsaid('as specified', 'carried over', 'which odd dates are read'),
      maxAge: unsaid(
        'digits',
        'digits with a sign, or nothing, in 32 bits',
        'what may stand in Max-Age',
      ),
      unreadableAge: unsaid('is not there', 'is the last', 'what becomes of an unreadable age'),
      ageLimit: unsaid(
        { maxAge: null, expires: null },
        { maxAge: days(400), expires: days(400) },
        'how long a cookie of a response is kept at most',
      ),
      lifetime: unsaid('Max-Age', 'the last', 'which of Max-Age and Expires counts'),
      loneDot: unsaid('host-only', 'refused', 'what Domain=. means'),
      partitioned: said(partitioned, chips),
    },
    capacity: unsaid(
      { domain: null, partition: null, jar: null },
      {
        domain: { most: 180, left: 150 },
        partition: { most: 180, left: 150 },
        jar: { most: 3000, left: 3000 },
      },
      'how many cookies fit',
    ),
    addressDomain: unsaid('host-only', 'spans it', 'whether Domain may name an address'),
    singleLabelDomain: unsaid('accepted', 'refused', 'whether Domain may be a single label'),
    orderForScripts: said('as sent', 'the order goes by names'),
    cookieStoreOrder: unsaid(
      'as document.cookie',
      'as they came',
      'in which order the cookie store lists',
    ),
    creationTime: said('kept', 'the order goes by names'),
    order: unsaid('by name', 'the older', 'in which order cookies with equally long paths go'),
    scriptCap: said(
      days(7),
      `${policy}; http/tests/resourceLoadStatistics/capped-lifetime-for-cookie-set-in-js`,
    ),
    deletes: unsaid(
      'the same cookie',
      'the first of the name',
      "which cookies the cookie store's delete() takes",
    ),
    cookieStoreInData: shared(
      'with an opaque sandbox',
      'no',
      'whether data: documents have a cookie store',
    ),
    cookieStorePartitions: unsaid(true, false, 'whether the cookie store partitions'),
    cookieStoreStrict: unsaid('Strict', 'Lax', "what the cookie store's Strict becomes"),
    dataDocuments: shared('read nothing', 'throw', 'whether data: documents read cookies'),
    blockedCookieStore: shared(
      'fails',
      'is empty',
      'what the cookie store of a blocked frame answers',
    ),
    changeEvents: unsaid(
      'in every jar',
      'in the shared jar',
      'where cookie change events are told',
    ),
    changeEventsMindSameSite: unsaid(false, true, 'whether cookie change events mind SameSite'),
    changeEventsMindPath: unsaid(false, true, 'whether cookie change events mind the path'),
    refusedWrites: unsaid(
      'hidden',
      'shown after a use',
      'whether document.cookie shows a write that the jar refused',
    ),
    storesAsThirdParty: said('by request', `${policy}#terminology`),
    clearSiteData: {
      cookiesOf: unsaid(
        'receiving host',
        'registrable domain',
        'whose cookies Clear-Site-Data clears',
      ),
      jars: unsaid('reached', 'all', 'which jars Clear-Site-Data clears'),
      needsCredentials: shared(false, true, 'whether Clear-Site-Data needs credentials'),
      needsCors: shared(true, false, 'whether Clear-Site-Data minds CORS'),
      answers: shared('those that load', 'all', 'whether Clear-Site-Data counts in a redirect'),
    },
    storageAccess: {
      ...storageAccess,
      activation: unsaid('always', 'where it asks', `where a click is needed, ${changed},`),
    },
    httpCache: unsaid(
      'shared',
      'by credentials',
      'whether its cache tells requests with and without cookies apart',
    ),
    reusedErrors: unsaid<'all' | readonly number[]>(
      'all',
      [410],
      'after which errors its cache answers again',
    ),
    missingSuffixes: unsaid(
      [],
      ['up.railway.app', 'lovable.app'],
      'how old the public suffix list of the system is',
    ),
    showsWithheldCookies: said(
      false,
      'WebKit’s Web Inspector: a resource’s Cookies list those that were sent and set',
    ),
    credentialless: said(false, 'BCD html.elements.iframe.credentialless'),
    embedderPolicies: said(
      ['require-corp'],
      'BCD http.headers.Cross-Origin-Embedder-Policy.credentialless',
    ),
    sandboxKeepsNoneCookies: said(
      false,
      'third parties go by the top-level document alone, whatever the sandbox',
    ),
    starPermitsAuthorization: shared(true, false, 'whether * allows Authorization'),
    elementsTellOrigin: shared('all', 'none', 'whether elements send Origin to their own origin'),
    originOfFormerPost: shared(
      'kept',
      'dropped',
      'whether a POST that becomes a GET keeps its Origin',
    ),
    originToLoopback: shared(
      'null',
      'told',
      'whether plain http of this machine is told the Origin',
    ),
    mixedSharedWorkers: shared(false, true, 'whether shared workers ask plain http'),
    originAfterRedirect: shared(
      'null for navigations',
      'kept at first',
      'which Origin a redirected form has',
    ),
    preflightsAgain: shared(
      true,
      false,
      'whether a hop is preflighted for what a redirect took from it',
    ),
    preflightOrigin: unsaid(
      'the request',
      'the document',
      'which Origin a redirected preflight has',
    ),
    mixedPreflights: shared(
      'sent after a redirect',
      'stopped',
      'whether a redirect to plain http is preflighted',
    ),
    webSocketRedirects: unsaid(
      'refused',
      'followed, to other hosts as cross-site',
      'whether a handshake follows redirects',
    ),
    fontPreloads: shared('as written', 'with CORS', 'how fonts are preloaded'),
    fonts: shared('as images', 'with CORS', 'how fonts are fetched'),
    httpsFirst: unsaid(
      'nothing',
      'of pages',
      'whether a link to plain http is loaded as https first',
    ),
    loopbackIsTrustworthy: said(false, 'https://bugs.webkit.org/show_bug.cgi?id=171934'),
  };
}

const storageAccessTests = 'http/tests/storageAccess/';

const storageAccess: Rules['storageAccess'] = {
  setting: said('none', `${policy}#the-storage-access-api`),
  sandboxed: unsaid('frames of other sites', 'every frame', 'which sandboxed frames are refused'),
  first: said('the document', `${storageAccessTests}request-storage-access-top-frame`),
  activation: said(
    webkitStorageAccess.activation,
    `${storageAccessTests}request-storage-access-cross-origin-sandboxed-iframe-without-user-gesture`,
  ),
  gesture: said('in its task', 'Source/WebCore/dom/DocumentStorageAccess.cpp'),
  decides: said(
    { used: 'the user', unused: 'denied' },
    `${storageAccessTests}deny-due-to-no-interaction-under-general-third-party-cookie-blocking-ephemeral`,
  ),
  interaction: said('site', policy),
  answer: said('never', 'the user is asked in a window of the browser'),
  unanswered: said('prompt', 'https://webkit.org/blog/8124/introducing-storage-access-api/'),
  requests: unsaid(
    'same origin',
    'same site',
    'with which requests the cookies of storage access go',
  ),
  without: unsaid([], ['WebSocket', 'keepalive', 'worker'], 'with which requests they do not'),
  frames: unsaid(
    'loaded with it',
    'given it',
    'whether frames of a document have its storage access',
  ),
  headers: said(false, 'BCD http.headers.Sec-Fetch-Storage-Access'),
};

function days(count: number): number {
  return count * 24 * 60 * 60;
}

/** By column; the versions of a row are those that its name does not say otherwise. */
export const safaris = {
  'safari:26': agentOnPaper(
    'safari:26',
    'Safari 26',
    rules({ partitioned: true, sharesCode: true }),
  ),
  'safari:26.0': agentOnPaper(
    'safari:26.0',
    'Safari 26.0 and 26.1',
    rules({ partitioned: false, sharesCode: true }),
  ),
  'safari:18': agentOnPaper(
    'safari:18',
    'Safari 18',
    rules({ partitioned: false, sharesCode: false }),
  ),
  'safari:18.4': agentOnPaper(
    'safari:18.4',
    'Safari 18.4',
    rules({ partitioned: true, sharesCode: false }),
  ),
} as const;
