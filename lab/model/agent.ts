/** A user agent as plain data: every rule in which browsers differ is a field here. */
import type { Policy } from '../scenario/scenario.ts';

export const prefixes = ['__Secure-', '__Host-', '__Http-', '__Host-Http-'] as const;
export type Prefix = (typeof prefixes)[number];

export interface UserAgent {
  readonly id: string;
  readonly thirdParty: Policy;
  /** RFC 6265bis-22 §5.6.7.1: a cookie without SameSite is treated as Lax; as None where false. */
  readonly laxByDefault: boolean;
  /** §5.6.7.2: seconds for which such a cookie rides a cross-site top-level POST; null for never. */
  readonly laxAllowingUnsafe: number | null;
  /** §5.7 step 19 */
  readonly noneRequiresSecure: boolean;
  /** §5.7 step 18: a cross-site answer cannot set Strict and Lax cookies. */
  readonly sameSiteOnStore: boolean;
  /** HTML "same site" rather than "schemelessly same site". */
  readonly schemefulSameSite: boolean;
  /** Up to draft 14: a hop of another site makes every later one cross-site. Dropped in 2024. */
  readonly redirectChain: 'ignored' | 'considered';
  /** §5.2.1: the documents that have to be same-site with the top-level one, or none but the request. */
  readonly ancestors: 'considered' | 'ignored';
  /** What a document without allow-same-origin counts as; §5.2.1 goes by its URL. */
  readonly sandboxed: 'by its URL' | 'cross-site';
  /** §5.7 step 13, §5.8.3: plain http to this machine counts as a secure connection. */
  readonly loopbackIsSecure: boolean;
  /** §5.4: the name prefixes that are enforced. */
  readonly prefixes: readonly Prefix[];
  /** §5.7 step 21.3: must `__Host-` come with a Path attribute, or is a path of `/` enough? */
  readonly hostPrefixPath: 'as attribute' | 'as path';
  /** §5.6 step 3: text without "=" is a nameless cookie's value, or a name without a value; then a name is a must. */
  readonly bareText: 'value' | 'name';
  /** Can a cookie without a name have a value with "=" in it, and so look like one with a name? */
  readonly namelessWithEquals: 'accepted' | 'refused';
  /** §5.6 step 1: the one control character that may stand in a cookie. */
  readonly tab: 'accepted' | 'refused';
  /** What becomes of name and value: kept octet by octet, read as UTF-8, or cut where ASCII's visible part ends. */
  readonly text: 'octets' | 'UTF-8' | 'visible ASCII';
  /** §5.6 steps 5 and 6: octets of name and value, and of an attribute's value; null for no limit. */
  readonly limits: { readonly nameAndValue: number | null; readonly attribute: number | null };
  /** §5.5, in seconds. */
  readonly cookieAgeLimit: number | null;
  /** §5.7, "remove excess cookies": what a domain and the whole jar may hold; null for no limit. */
  readonly capacity: { readonly domain: Capacity | null; readonly jar: Capacity | null };
  /** May Domain be a single label, where that is the host itself? */
  readonly singleLabelDomain: 'accepted' | 'refused';
  /** `Domain=.`: host-only, as §5.6.3 step 2 leaves it, or no domain at all. */
  readonly loneDot: 'host-only' | 'refused';
  /**
   * By what a Set-Cookie is judged to come from a third party: by the request, or by the cookie's
   * domain beside the top-level host, of which only a suffix that is listed leaves the rest out.
   */
  readonly storesAsThirdParty: 'by request' | 'by cookie domain';
  /** CHIPS: is the attribute Partitioned known? */
  readonly partitionedAttribute: boolean;
  readonly clearSiteData: ClearSiteDataRule;
  /** Does the HTTP cache keep answers to requests with and without credentials apart? */
  readonly cachesByCredentials: boolean;
  /** https://wicg.github.io/anonymous-iframe/: is the attribute of iframes known? */
  readonly credentialless: boolean;
  /** Fetch §4.8 step 7.6: does `Access-Control-Allow-Headers: *` stand for Authorization too? */
  readonly starPermitsAuthorization: boolean;
  /** css-fonts-4 §4.8.1 fetches fonts with CORS and credentials for their own origin; or as images are. */
  readonly fonts: 'with CORS' | 'as images';
  /** Mixed Content: what an http image in an https page becomes. */
  readonly mixedImages: 'upgraded' | 'allowed';
  /** Mixed Content: is plain http to this machine potentially trustworthy? */
  readonly loopbackIsTrustworthy: boolean;
}

/** A number of cookies, and how many are left once there is one too many. */
export interface Capacity {
  readonly most: number;
  readonly left: number;
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
}

/** What a policy does to cookies in a third-party context. */
export interface ThirdPartyRule {
  /** Cookies of the shared jar. */
  readonly shared: { readonly store: boolean; readonly send: boolean };
  /** Cookies in the jar of the top-level site: those that say Partitioned, or all. */
  readonly partitioned: { readonly store: boolean; readonly send: boolean };
  /** Every cookie goes into the jar of the top-level site. */
  readonly partitionsAll: boolean;
}

const both = { store: true, send: true } as const;
const neither = { store: false, send: false } as const;

export const thirdPartyRules = {
  allowed: { shared: both, partitioned: both, partitionsAll: false },
  blocked: { shared: neither, partitioned: both, partitionsAll: false },
  partitioned: { shared: neither, partitioned: both, partitionsAll: true },
  'first-party-set': {
    shared: { store: false, send: true },
    partitioned: neither,
    partitionsAll: false,
  },
  'tracking-prevention': { shared: neither, partitioned: neither, partitionsAll: false },
} as const satisfies Record<Policy, ThirdPartyRule>;
