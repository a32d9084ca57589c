/** RFC 10025 §5.7: what can keep a received cookie out of the jar. A rule gives its reason or null. */

import { thirdPartyRuleOf, type UserAgent } from '../agents/agent.ts';
import type { StoreReason } from '../reasons.ts';
import type { Access } from './access.ts';
import { type Cookie, lastAttribute, type ReceivedCookie } from './cookie.ts';
import type { HeldCookies } from './held-cookies.ts';
import { domainMatches, isIpAddress } from './hosts.ts';
import { samePartition } from './partition.ts';
import { pathMatches } from './paths.ts';
import { keepsPrefix } from './prefix-rules.ts';
import { sameSiteReason } from './same-site-reason.ts';
import type { Sites } from './sites.ts';

export interface StoreSubject {
  readonly received: ReceivedCookie;
  /** The newly-created cookie of step 5 on, all fields set. */
  readonly cookie: Cookie;
  readonly access: Access;
  /** The cookie whose place it would take; null for a new one. */
  readonly old: Cookie | null;
  /** What the jar holds: few rules ask. */
  readonly held: HeldCookies;
  /** Milliseconds. */
  readonly now: number;
  readonly agent: UserAgent;
  readonly sites: Sites;
}

type StoreRule = (subject: StoreSubject) => StoreReason | null;

/** Step 2 */
const isEmpty: StoreRule = ({ cookie: { name, value }, agent }) =>
  name === '' && (value === '' || agent.syntax.nameless === 'refused') ? 'NoCookieContent' : null;

/** Step 1 and §5.3: the third-party policy. */
const isRefusedByPolicy: StoreRule = ({ cookie, access, agent, sites }) => {
  const thirdParty =
    agent.storesAsThirdParty === 'by request'
      ? access.thirdParty
      : !isOfHost(cookie, access.topLevel.hostname, sites);
  if (!thirdParty || access.storageAccess) return null;
  const rule = thirdPartyRuleOf(agent);
  return (cookie.partition === null ? rule.shared : rule.partitioned).store
    ? null
    : 'UserPreferences';
};

/**
 * Is the cookie the top-level host's own, where only a listed suffix makes parties? Else whole
 * names are compared, and only a Domain spans several of them.
 */
function isOfHost({ domain, hostOnly }: Cookie, host: string, sites: Sites): boolean {
  const party = sites.listedParty(host) ?? host;
  const base = sites.listedParty(domain);
  return base === party || (hostOnly ? domain === party : domainMatches(party, domain));
}

/** Steps 7 to 10: {@link settleDomain} says whether the attribute can be. */
const isOfOtherDomain: StoreRule = ({ received, access, agent, sites }) => {
  const domain = lastAttribute(received.attributes, 'Domain') ?? '';
  return settleDomain(domain, access.host, sites, agent) ? null : 'InvalidDomain';
};

/** Step 13 */
const isSecureFromInsecure: StoreRule = ({ cookie, access }) =>
  cookie.secure && !access.secure ? 'SecureOnly' : null;

/** Step 15 */
const isHttpOnlyFromScript: StoreRule = ({ cookie, access }) =>
  cookie.httpOnly && access.type === 'non-HTTP' ? 'HttpOnlyFromScript' : null;

/** Step 16: leave Secure cookies alone. */
const overlaysSecure: StoreRule = ({ cookie, access, held, now }) =>
  !cookie.secure &&
  !access.secure &&
  held
    .all(now)
    .some(
      (other) =>
        other.name === cookie.name &&
        other.secure &&
        (domainMatches(other.domain, cookie.domain) ||
          domainMatches(cookie.domain, other.domain)) &&
        pathMatches(cookie.path, other.path),
    )
    ? 'OverwriteSecure'
    : null;

/** Step 18. Browsers that count the redirects before a request do not count them here. */
const isCrossSite: StoreRule = ({ cookie, access, agent }) => {
  const accepted = access.sameSiteButForHops || access.topLevelNavigation || !agent.sameSiteOnStore;
  return accepted ? null : sameSiteReason(cookie, access, agent);
};

/** Step 19 */
const isNoneWithoutSecure: StoreRule = ({ cookie, agent }) =>
  agent.noneRequiresSecure && cookie.sameSite === 'None' && !cookie.secure
    ? 'SameSiteNoneInsecure'
    : null;

/** Steps 20 to 22 */
const breaksPrefix: StoreRule = ({ cookie, received, agent }) =>
  keepsPrefix(cookie, received.attributes, agent) ? null : 'InvalidPrefix';

/** Step 23.2 */
const overwritesHttpOnly: StoreRule = ({ access, old }) =>
  access.type === 'non-HTTP' && old?.httpOnly ? 'OverwriteHttpOnly' : null;

/** draft-cutler-httpbis-partitioned-cookies-01 §2.1 */
const isPartitionedWithoutSecure: StoreRule = ({ cookie, received }) =>
  lastAttribute(received.attributes, 'Partitioned') && !cookie.secure
    ? 'PartitionedRequiresSecure'
    : null;

export const storeRules: readonly StoreRule[] = [
  isRefusedByPolicy,
  isEmpty,
  isOfOtherDomain,
  isSecureFromInsecure,
  isHttpOnlyFromScript,
  overlaysSecure,
  isCrossSite,
  isNoneWithoutSecure,
  breaksPrefix,
  overwritesHttpOnly,
  isPartitionedWithoutSecure,
];

/**
 * §5.7 steps 8 to 10: the domain that a Domain attribute gives a cookie; null where it is refused.
 *
 *     'example.test' at api.example.test → example.test, not host-only
 *     'test'         at test             → test, host-only (a public suffix naming the host itself)
 *     'test', 'other.test', 'sub.api.example.test' at api.example.test → refused
 */
export function settleDomain(
  domain: string,
  host: string,
  sites: Sites,
  agent: UserAgent,
): { readonly domain: string; readonly hostOnly: boolean } | null {
  if (domain === '') return { domain: host, hostOnly: true };
  // Step 8: CHAR is US-ASCII. Its control characters match no host either.
  if (/[^ -~]/.test(domain)) return null;
  if (agent.singleLabelDomain === 'refused' && !domain.includes('.')) return null;
  // Step 9
  if (sites.isPublicSuffix(domain)) return domain === host ? { domain, hostOnly: true } : null;
  // Step 10
  const hostOnly = agent.addressDomain === 'host-only' && isIpAddress(host);
  return domainMatches(host, domain) ? { domain, hostOnly } : null;
}

/** Step 23: the same name, domain, host-only-flag and path, in the same jar. */
export const isSameCookie = (a: Cookie, b: Cookie): boolean =>
  a.name === b.name &&
  a.domain === b.domain &&
  a.hostOnly === b.hostOnly &&
  a.path === b.path &&
  samePartition(a.partition, b.partition);
