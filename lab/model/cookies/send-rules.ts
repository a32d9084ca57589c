/** RFC 10025 §5.8.3 step 3: what can keep a cookie out of a retrieval. A rule gives its reason or null. */

import { thirdPartyRuleOf, type UserAgent } from '../agents/agent.ts';
import type { SendReason } from '../reasons.ts';
import { type Access, isPartitioned } from './access.ts';
import type { Cookie } from './cookie.ts';
import { domainMatches } from './hosts.ts';
import { samePartition } from './partition.ts';
import { pathMatches } from './paths.ts';
import { sameSiteReason } from './same-site-reason.ts';
import type { Sites } from './sites.ts';

export interface SendSubject {
  readonly cookie: Cookie;
  readonly access: Access;
  readonly agent: UserAgent;
  readonly sites: Sites;
  /** Milliseconds. */
  readonly now: number;
}

type SendRule = (subject: SendSubject) => SendReason | null;

const isOfOtherDomain: SendRule = ({ cookie: { domain, hostOnly }, access, sites }) => {
  const { host } = access;
  const matches = hostOnly
    ? host === domain
    : domainMatches(host, domain) && !sites.isPublicSuffix(domain);
  return matches ? null : 'DomainMismatch';
};

const isOfOtherPath: SendRule = ({ cookie, access }) =>
  pathMatches(access.path, cookie.path) ? null : 'NotOnPath';

const isSecureToInsecure: SendRule = ({ cookie, access }) =>
  cookie.secure && !access.secure ? 'SecureOnly' : null;

const isHttpOnlyToScript: SendRule = ({ cookie, access }) =>
  cookie.httpOnly && access.type === 'non-HTTP' ? 'HttpOnlyFromScript' : null;

const isCrossSite: SendRule = ({ cookie, access, agent, now }) => {
  const reason = access.sameSite ? null : sameSiteReason(cookie, access, agent);
  return reason && isExceptedFromLax(cookie, access, agent, now) ? null : reason;
};

/** The inner bullets, and §5.6.7.2 in place of the one on safe methods. */
function isExceptedFromLax(cookie: Cookie, access: Access, agent: UserAgent, now: number): boolean {
  if (access.type !== 'HTTP' || cookie.sameSite === 'Strict') return false;
  const { laxAllowingUnsafe, laxAllowingUnsafeOn, defaultLaxAfterCrossSiteHop } = agent;
  const byDefault = cookie.sameSite === 'Default';
  const isFresh =
    byDefault && laxAllowingUnsafe !== null && now - cookie.created <= laxAllowingUnsafe * 1000;
  if (byDefault && access.sameSiteButForHops && defaultLaxAfterCrossSiteHop === 'sent') return true;
  if (isFresh && !access.safeMethod && laxAllowingUnsafeOn === 'any request') return true;
  return (access.safeMethod || isFresh) && access.topLevelNavigation;
}

/** §5.8.1: a user agent may withhold third-party cookies. */
const isWithheldByPolicy: SendRule = ({ cookie, access, agent }) => {
  if (!access.thirdParty || access.storageAccess) return null;
  const rule = thirdPartyRuleOf(agent);
  if (cookie.partition) return rule.partitioned.send ? null : 'UserPreferences';
  return rule.shared.send || rule.partitionsAll ? null : 'UserPreferences';
};

/** CHIPS, and jars that are partitioned as a whole. */
const isOfOtherPartition: SendRule = ({ cookie, access, agent }) => {
  const byPolicy = isPartitioned(access, agent);
  const sees = cookie.partition
    ? samePartition(cookie.partition, access.partition) && (cookie.partitioned || byPolicy)
    : !byPolicy;
  return sees ? null : 'OtherPartition';
};

/** Which jars an access reaches at all, whatever the cookie. */
export const jarRules: readonly SendRule[] = [isWithheldByPolicy, isOfOtherPartition];

export const sendRules: readonly SendRule[] = [
  isOfOtherDomain,
  isOfOtherPath,
  isSecureToInsecure,
  isHttpOnlyToScript,
  isCrossSite,
  ...jarRules,
];
