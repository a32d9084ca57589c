/** One access to the jar, by a request or by document.cookie, and all that rules need to know of it. */
import { thirdPartyRuleOf, type UserAgent } from '../agents/agent.ts';
import {
  type DocumentContext,
  hasNoFirstParty,
  inclusiveAncestors,
  isLocalInCrossSite,
  isOfNoSite,
  isOnTopLevelHost,
  siteForCookies,
  topLevelOf,
} from '../html/document.ts';
import { isLoopback } from './hosts.ts';
import type { PartitionKey } from './partition.ts';
import type { Sites } from './sites.ts';

export interface Access {
  readonly url: URL;
  /** The URL's host and path: every cookie is held against them. */
  readonly host: string;
  readonly path: string;
  /** Is the connection "secure", as the user agent defines it? */
  readonly secure: boolean;
  readonly type: 'HTTP' | 'non-HTTP';
  /** RFC 10025 §5.2 */
  readonly sameSite: boolean;
  /** Cross-site by its scheme alone: only the reason's name depends on it. */
  readonly onlySchemeDiffers: boolean;
  /** The same by who asks, whatever the sites of redirects before. */
  readonly sameSiteButForHops: boolean;
  readonly topLevelNavigation: boolean;
  readonly safeMethod: boolean;
  /** The top-level document's URL; the request's own where it is to become that. */
  readonly topLevel: URL;
  readonly thirdParty: boolean;
  /** The jar of the top-level site. */
  readonly partition: PartitionKey;
  readonly storageAccess: boolean;
}

/** What of a request decides on its cookies. */
export interface CookieRequest {
  /** Fetch's URL list: the current URL last. */
  readonly urls: readonly [URL, ...URL[]];
  readonly method: string;
  /** Fetch's client; null for the address bar. */
  readonly client: DocumentContext | null;
  /** What the answer is to become: a top-level document, a frame of a document, or neither. */
  readonly destination: 'top-level' | { readonly frameOf: DocumentContext } | 'subresource';
  /** Storage Access API: may it go with the cookies of a first party? */
  readonly eligibleForStorageAccess?: boolean;
  /** Is it cross-site, whatever its URLs are? */
  readonly crossSite?: boolean;
}

/** RFC 9110 §9.2.1 */
export const isSafe = (method: string): boolean =>
  ['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method);

/** RFC 10025 §5.8.1: the retrieval of a request, and the same for storing its answer: one for both. */
export function requestAccess(request: CookieRequest, sites: Sites, agent: UserAgent): Access {
  if (last?.request === request && last.sites === sites && last.agent === agent) return last.access;
  const access = makeRequestAccess(request, sites, agent);
  last = { request, sites, agent, access };
  return access;
}

/** What was made last: one request asks several times in a row. */
let last: {
  readonly request: CookieRequest;
  readonly sites: Sites;
  readonly agent: UserAgent;
  readonly access: Access;
} | null = null;

function makeRequestAccess(request: CookieRequest, sites: Sites, agent: UserAgent): Access {
  const { urls, method, client, destination } = request;
  const url = urls.at(-1) as URL;
  const topLevelNavigation = destination === 'top-level';
  const isForFrame = typeof destination === 'object';
  const around = isForFrame ? destination.frameOf : client;
  if (around && !topLevelNavigation && hasNoFirstParty(around, isForFrame, agent)) {
    return makeRequestAccess(
      { ...request, client: null, destination: 'subresource' },
      sites,
      agent,
    );
  }
  const topLevel = topLevelNavigation || !around ? url : topLevelOf(around).url;
  const thirdParties = agent.blocksCookiesOf === 'the hop' ? [url] : urls;
  const crossSiteAncestor =
    agent.thirdPartyBy === 'documents' &&
    !topLevelNavigation &&
    around !== null &&
    (siteForCookies(around, 'request', sites, agent) === null || !sites.sameSite(url, topLevel));
  const sameSite = isSameSite(request, sites, agent);
  return {
    url,
    ...partsOf(url, agent),
    type: 'HTTP',
    sameSite,
    sameSiteButForHops: sameSite || isSameSite({ ...request, urls: [url] }, sites, agent),
    onlySchemeDiffers:
      sameSite || isSameSite(request, { ...sites, sameSite: sites.schemelesslySameSite }, agent),
    topLevelNavigation,
    safeMethod: isSafe(method),
    topLevel,
    thirdParty: thirdParties.some((one) =>
      isThirdParty(one, topLevelNavigation ? null : around, sites, agent),
    ),
    partition: { site: sites.siteOf(topLevel), crossSiteAncestor },
    storageAccess: request.eligibleForStorageAccess ?? false,
  };
}

/** RFC 10025 §5.2: is the request same-site? So is one to the top-level host, to some. */
function isSameSite(request: CookieRequest, sites: Sites, agent: UserAgent): boolean {
  const { urls, client, destination, crossSite } = request;
  if (crossSite) return false;
  const around = typeof destination === 'object' ? destination.frameOf : client;
  const isToTopLevelHost =
    destination !== 'top-level' &&
    around !== null &&
    isOnTopLevelHost(urls.at(-1) as URL, topLevelOf(around).url, agent);
  return isToTopLevelHost || isAskedSameSite(request, sites, agent);
}

/** Does a request that goes on to a URL stay same-site after an earlier hop? */
const staysSameSite = {
  ignored: () => true,
  considered: (hop, url, sites) => sites.sameSite(hop, url),
  'considered, with schemes': (hop, url, sites) => sites.siteOf(hop) === sites.siteOf(url),
} satisfies Record<UserAgent['redirectChain'], (hop: URL, url: URL, sites: Sites) => boolean>;

/** The same, by who asks and the hops alone. */
export function isAskedSameSite(
  { urls, client, destination }: CookieRequest,
  sites: Sites,
  agent: UserAgent,
): boolean {
  const url = urls.at(-1) as URL;
  if (!urls.every((hop) => staysSameSite[agent.redirectChain](hop, url, sites))) return false;
  if (client === null) return true;
  const by = typeof destination === 'object' ? 'frame' : 'request';
  const site = siteForCookies(client, by, sites, agent);
  return site !== null && sites.sameSite(url, site);
}

/** RFC 10025 §5.8.2: the retrieval of document.cookie, and of the cookie store. */
export function documentAccess(document: DocumentContext, sites: Sites, agent: UserAgent): Access {
  const { url, storageAccess } = document;
  const topLevel = topLevelOf(document).url;
  const sameSite = siteForCookies(document, 'script', sites, agent) !== null;
  const schemeless = { ...sites, sameSite: sites.schemelesslySameSite };
  return {
    url,
    ...partsOf(url, agent),
    type: 'non-HTTP',
    sameSite,
    onlySchemeDiffers: sameSite || siteForCookies(document, 'script', schemeless, agent) !== null,
    sameSiteButForHops: sameSite,
    topLevelNavigation: false,
    safeMethod: true,
    topLevel,
    thirdParty: isThirdParty(url, document, sites, agent),
    partition: {
      site: sites.siteOf(topLevel),
      crossSiteAncestor: agent.thirdPartyBy === 'documents' && !sameSite,
    },
    storageAccess,
  };
}

/** Is a URL a third party among the documents around it? Nothing is, at the top. */
export function isThirdParty(
  url: URL,
  around: DocumentContext | null,
  sites: Sites,
  agent: UserAgent,
): boolean {
  if (around === null) return false;
  const top = topLevelOf(around).url;
  if (!sites.sameSite(url, top)) return true;
  if (agent.thirdPartyBy === 'top-level document') return false;
  return inclusiveAncestors(around).some(
    (document) =>
      (isOfNoSite(document, agent) && !keepsNoneCookies(document, agent)) ||
      !sites.sameSite(document.url, top),
  );
}

/** https://developers.google.com/privacy-sandbox/blog/sandbox-allow-same-site-none-cookies */
const keepsNoneCookies = ({ sandbox }: DocumentContext, agent: UserAgent): boolean =>
  agent.sandboxKeepsNoneCookies && (sandbox?.includes('allow-same-site-none-cookies') ?? false);

const partsOf = (url: URL, agent: UserAgent) => ({
  host: url.hostname,
  path: url.pathname,
  secure: isSecure(url, agent),
});

/** RFC 10025 §5.7 step 13: does the URL denote a "secure" connection, as the user agent defines it? */
const isSecure = ({ protocol, hostname }: URL, agent: UserAgent): boolean =>
  protocol === 'https:' || (agent.loopbackIsSecure && isLoopback(hostname));

/** Does every cookie of this access live in the jar of the top-level site? */
export const isPartitioned = ({ thirdParty, storageAccess }: Access, agent: UserAgent): boolean =>
  thirdParty && !storageAccess && thirdPartyRuleOf(agent).partitionsAll;

/** Has a document no cookies at all that a script could read or set? */
export const isKeptFromCookies = (
  document: DocumentContext,
  sites: Sites,
  agent: UserAgent,
): boolean => agent.localDocuments !== 'as their parent' && isLocalInCrossSite(document, sites);
