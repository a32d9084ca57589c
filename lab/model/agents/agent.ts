/** A user agent as plain data: every rule in which browsers differ is a field here. */
import type { Policy } from '../../scenario/scenario.ts';
import type { CookieSyntax } from '../cookies/syntax.ts';
import type { StorageAccessRule } from '../storage-access/rules.ts';

export const prefixes = ['__Secure-', '__Host-', '__Http-', '__Host-Http-'] as const;
export type Prefix = (typeof prefixes)[number];

export interface UserAgent {
  readonly id: string;
  readonly thirdParty: Policy;
  /** Where third-party cookies are blocked: those that say Partitioned as well? */
  readonly blocksPartitioned: boolean;
  /** RFC 10025 §5.6.7.1: a cookie without SameSite is treated as Lax; as None where false. */
  readonly laxByDefault: boolean;
  /** §5.6.7.2: seconds for which such a cookie rides a cross-site top-level POST; null for never. */
  readonly laxAllowingUnsafe: number | null;
  /** Which requests it may ride: top-level navigations alone, or any. */
  readonly laxAllowingUnsafeOn: 'top-level navigations' | 'any request';
  /** §5.7 step 19 */
  readonly noneRequiresSecure: boolean;
  /** §5.7 step 18: a cross-site answer cannot set Strict and Lax cookies. */
  readonly sameSiteOnStore: boolean;
  /** HTML "same site" rather than "schemelessly same site". */
  readonly schemefulSameSite: boolean;
  /** Up to draft 14: a hop of another site makes every later one cross-site. Dropped in 2024. */
  readonly redirectChain: 'ignored' | 'considered' | 'considered, with schemes';
  /** Is a cookie that is Lax by default alone kept back where a hop was of another site? */
  readonly defaultLaxAfterCrossSiteHop: 'withheld' | 'sent';
  /** §5.2.1: the documents that have to be same-site with the top-level one, by what asks. */
  readonly ancestors: {
    readonly request: Ancestors;
    /** A frame that is led somewhere by the document around it. */
    readonly frame: Ancestors;
    /** document.cookie and the cookie store. */
    readonly script: Ancestors | 'as it was loaded' | 'all, and as it was loaded';
  };
  /** Is a request to the very host of the top-level document same-site, whoever asks? */
  readonly topLevelHostIsSameSite: boolean;
  /**
   * As whom srcdoc and about:blank ask. Except for those that are `as their parent`, they reach no
   * cookie by script in a cross-site frame.
   */
  readonly localDocuments:
    | 'as their parent'
    | 'as their parent, without reading'
    | 'as the top-level document';
  /** The Origin of a beacon of a sandboxed document. */
  readonly sandboxedBeacons: 'null' | 'that of the URL';
  /** As whom a window at about:blank asks: as its opener, or so that every site is the first party. */
  readonly blankWindows: 'as their opener' | 'without a first party';
  /** For what a third party's cookies are blocked: its own hop, or every later one as well. */
  readonly blocksCookiesOf: 'the hop' | 'the rest of the chain';
  /** Do documents of other sites between, or a sandbox, make a third party of the top-level site's own? */
  readonly thirdPartyBy: 'documents' | 'top-level document';
  /** What a document without allow-same-origin counts as; §5.2.1 goes by its URL. */
  readonly sandboxed: 'by its URL' | 'cross-site';
  /** Who asks for what is typed into the address bar: nobody, or the page that stands there. */
  readonly addressBar: 'nobody' | 'the open page';
  readonly reload: {
    /** Who asks for what a script reloads: its document, or who asked for the document. */
    readonly byScript: 'the document' | 'who asked before';
    /** Does what the user reloads count the redirects that led to the page? */
    readonly redirects: 'forgotten' | 'remembered';
    /** Who has a page that came by POST asked for by POST again: the user alone, or a script as well. */
    readonly post: 'by the user' | 'by either';
  };
  readonly back: {
    /** What becomes of a page that says no-store, once it is left. */
    readonly noStore: 'asked for again' | 'kept until a cookie of it changes';
    /** What becomes of a page that was answered 401, once it is left. */
    readonly unauthorized: 'asked for again' | 'kept';
    /** Does Clear-Site-Data: "cache" make it forget the pages of its origin? */
    readonly cleared: boolean;
    /** Who asks for a page that was not kept. */
    readonly by: 'who asked before' | 'the page that is left';
  };
  /** §5.7 step 13, §5.8.3: plain http to this machine counts as a secure connection. */
  readonly loopbackIsSecure: boolean;
  /** §5.4: the name prefixes that are enforced. */
  readonly prefixes: readonly Prefix[];
  /** Are they prefixes in any case, or as they are spelled alone? */
  readonly prefixCase: 'any' | 'exact';
  /** §5.7 step 21.3: must `__Host-` come with a Path attribute, or is a path of `/` enough? */
  readonly hostPrefixPath: 'as attribute' | 'as path';
  readonly syntax: CookieSyntax;
  /** §5.7, "remove excess cookies": what a registrable domain and the whole jar may hold; null for no limit. */
  readonly capacity: {
    /** A domain in the shared jar, and in each partition. */
    readonly domain: Capacity | null;
    readonly partition: Capacity | null;
    readonly jar: Capacity | null;
  };
  /** May Domain be a single label, where that is the host itself? */
  readonly singleLabelDomain: 'accepted' | 'refused';
  /** §5.7 step 10: is a cookie host-only if the host is an IP address, and Domain names it? */
  readonly addressDomain: 'spans it' | 'host-only';
  /** §5.7 step 23.3: does a cookie that is set again keep its creation-time, or only with its value? */
  readonly creationTime: 'kept' | 'kept with the value';
  /** The order in which scripts see cookies: as they are sent; or with those last that a script overwrote. */
  readonly orderForScripts: 'as sent' | 'overwritten last';
  /** The order in which the cookie store lists: as document.cookie; or as they came, the shared jar first. */
  readonly cookieStoreOrder: 'as document.cookie' | 'as they came';
  /** §5.8.3 step 4.2: which of two cookies with equally long paths goes first; the nearer by its domain. */
  readonly order: 'the older' | 'the nearer' | 'by name';
  /** Seconds for which a cookie is kept at most that a script writes; null for no limit but others'. */
  readonly scriptCap: number | null;
  /** Which cookie the cookie store's delete() takes: the one that set() would overwrite, or the first of the name. */
  readonly deletes: 'the same cookie' | 'the first of the name';
  /** Does a data: document have a cookie store to watch? */
  readonly cookieStoreInData: 'yes' | 'no' | 'with an opaque sandbox';
  /** Does the cookie store partition a cookie that says so where not every cookie is partitioned? */
  readonly cookieStorePartitions: boolean;
  /** What becomes of a cookie that the cookie store sets as Strict. */
  readonly cookieStoreStrict: 'Strict' | 'Lax';
  /** HTML: a document of no HTTP URL reads no cookies; or it throws, as one of an opaque origin does. */
  readonly dataDocuments: 'read nothing' | 'throw';
  /** What the cookie store answers where the policy blocks every cookie: that there are none, or an error. */
  readonly blockedCookieStore: 'is empty' | 'fails';
  /** Where the cookie store tells of changes: everywhere, or in no jar of a top-level site. */
  readonly changeEvents: 'in every jar' | 'in the shared jar';
  /** Does it tell a cross-site document of Lax and Strict cookies, which that cannot read? */
  readonly changeEventsMindSameSite: boolean;
  /** Does it tell a document only of cookies whose path matches? */
  readonly changeEventsMindPath: boolean;
  /**
   * Does document.cookie show a write that the jar refused, as it would overwrite an HttpOnly cookie:
   * never, where that is older than the page process, or where a script used document.cookie before?
   */
  readonly refusedWrites: 'hidden' | 'shown over older cookies' | 'shown after a use';
  /**
   * By what a Set-Cookie is judged to come from a third party: by the request, or by the cookie's
   * domain beside the top-level host, of which only a suffix that is listed leaves the rest out.
   */
  readonly storesAsThirdParty: 'by request' | 'by cookie domain';
  readonly clearSiteData: ClearSiteDataRule;
  readonly storageAccess: StorageAccessRule;
  /** Has it an HTTP cache, and does that keep answers to requests with and without credentials apart? */
  readonly httpCache: 'shared' | 'by credentials' | 'none';
  /** RFC 9111 §3: after which errors (4xx, 5xx) its cache answers again as long as they are fresh. */
  readonly reusedErrors: 'all' | readonly number[];
  /** Rules that its copy of the public suffix list is too old to have. */
  readonly missingSuffixes: readonly string[];
  /** https://wicg.github.io/anonymous-iframe/: is the attribute of iframes known? */
  readonly credentialless: boolean;
  /** HTML §7.1.4: the values of Cross-Origin-Embedder-Policy that it supports. */
  readonly embedderPolicies: readonly EmbedderPolicy[];
  /** Does the sandbox token allow-same-site-none-cookies keep a document from being a third party? */
  readonly sandboxKeepsNoneCookies: boolean;
  /** Fetch §4.8 step 7.6: does `Access-Control-Allow-Headers: *` stand for Authorization too? */
  readonly starPermitsAuthorization: boolean;
  /**
   * Fetch §3.2 has no Origin in a GET to the document's own origin: does an element that asks with
   * CORS send one all the same?
   */
  readonly elementsTellOrigin: 'none' | 'all' | 'all but media';
  /** Fetch §2.2.5: the Origin of what is redirected to another origin: kept at the first such hop, or null. */
  readonly originAfterRedirect: 'kept at first' | 'null' | 'null for navigations';
  /** Fetch §3.2: what becomes of the Origin of a script's request that a redirect makes a GET. */
  readonly originOfFormerPost: 'dropped' | 'kept';
  /** Fetch §3.2: does plain http of this machine get the Origin of an https page? From a form it never does. */
  readonly originToLoopback: 'null' | 'told';
  /** Fetch §4.8: is a request preflighted for headers that a redirect removed, or because an earlier hop was? */
  readonly preflightsAgain: boolean;
  /** Fetch §4.8: whose Origin a preflight has after redirects: the document's, or the request's, which they may make null. */
  readonly preflightOrigin: 'the request' | 'the document';
  /** Mixed Content: is a redirect to plain http stopped before its preflight, or after it? */
  readonly mixedPreflights: 'stopped' | 'sent after a redirect';
  /** Mixed Content: may a shared worker of a secure page ask plain http? */
  readonly mixedSharedWorkers: boolean;
  /** WebSockets §3.1: a redirect refuses a handshake, with its cookies kept or not; or it is followed. */
  readonly webSocketRedirects:
    | 'refused'
    | 'refused unread'
    | 'followed, to other hosts as cross-site';
  /** HTML "preload": are fonts preloaded by the element's crossorigin, or as fonts are fetched? */
  readonly fontPreloads: 'as written' | 'with CORS';
  /** css-fonts-4 §4.8.1 fetches fonts with CORS and credentials for their own origin; or as images are. */
  readonly fonts: 'with CORS' | 'as images';
  /** Do its developer tools show the cookies that were not sent, with the reasons? */
  readonly showsWithheldCookies: boolean;
  /** HTTPS-First: which navigations of a window to plain http try https first. `of pages`: all but what the user types. */
  readonly httpsFirst: 'nothing' | 'of pages' | 'all';
  /** Mixed Content: is plain http to this machine potentially trustworthy? */
  readonly loopbackIsTrustworthy: boolean;
}

/** HTML "embedder policy value" */
export type EmbedderPolicy = 'unsafe-none' | 'require-corp' | 'credentialless';

/** All from the one that asks up to the top, it alone, or none: then the top-level one decides alone. */
export type Ancestors = 'all' | 'own' | 'none';

/** A number of cookies, and how many are left once there is one too many; and their size. */
export interface Capacity {
  readonly most: number;
  readonly left: number;
  /** What names and values may take together; any size when absent. */
  readonly bytes?: number;
}

/** Clear Site Data, as far as it clears cookies. */
export interface ClearSiteDataRule {
  /** Whose: all of the registrable domain, of the host alone, or all that the host may receive. */
  readonly cookiesOf: 'registrable domain' | 'host' | 'receiving host';
  /** Of which jars: those that the request reaches, the one it stores into, or all there are. */
  readonly jars: 'reached' | 'own' | 'all';
  /** Does a request without credentials clear nothing? */
  readonly needsCredentials: boolean;
  /** Does an answer that fails the CORS check clear nothing? */
  readonly needsCors: boolean;
  /** Which answers clear: all, all but those to a handshake, or those that are no redirect either. */
  readonly answers: 'all' | 'all but handshakes' | 'those that load';
}

/** What a policy does to cookies in a third-party context. */
interface ThirdPartyRule {
  /** Cookies of the shared jar. */
  readonly shared: { readonly store: boolean; readonly send: boolean };
  /** Cookies in the jar of the top-level site: those that say Partitioned, or all. */
  readonly partitioned: { readonly store: boolean; readonly send: boolean };
  /** Every cookie goes into the jar of the top-level site. */
  readonly partitionsAll: boolean;
}

const both = { store: true, send: true } as const;
const neither = { store: false, send: false } as const;

const thirdPartyRules = {
  allowed: { shared: both, partitioned: both, partitionsAll: false },
  blocked: { shared: neither, partitioned: both, partitionsAll: false },
  partitioned: { shared: neither, partitioned: both, partitionsAll: true },
  'first-party-set': {
    shared: { store: false, send: true },
    partitioned: neither,
    partitionsAll: false,
  },
  'tracking-prevention': { shared: neither, partitioned: both, partitionsAll: false },
} as const satisfies Record<Policy, ThirdPartyRule>;

/** What an agent does to them. */
export function thirdPartyRuleOf({ thirdParty, blocksPartitioned }: UserAgent): ThirdPartyRule {
  const rule: ThirdPartyRule = thirdPartyRules[thirdParty];
  const blocks = !rule.shared.send && !rule.partitionsAll;
  return blocks && blocksPartitioned ? { ...rule, partitioned: neither } : rule;
}
