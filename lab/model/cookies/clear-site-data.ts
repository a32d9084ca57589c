/** Clear Site Data: https://w3c.github.io/webappsec-clear-site-data/ */

import { type HeaderList, headerValues } from '../../base/headers.ts';
import type { ClearSiteDataRule } from '../agents/agent.ts';
import { failing } from '../reasons.ts';
import type { UserAgentState } from '../user-agent-state.ts';
import { type Access, isPartitioned } from './access.ts';
import type { Cookie } from './cookie.ts';
import { domainMatches, isLoopback } from './hosts.ts';
import { samePartition } from './partition.ts';
import { jarRules } from './send-rules.ts';

/**
 * "Parsing": the types that a header names, each a quoted string; an unquoted one is none.
 *
 *     '"cookies", "cache"' → ['cookies', 'cache']      'cookies' → []
 */
export const clearedTypes = (headers: HeaderList): string[] =>
  (headerValues(headers, 'Clear-Site-Data') ?? []).flatMap(
    (value) => /^"([^"]*)"$/.exec(value)?.[1] ?? [],
  );

/** An answer that may clear something. */
export interface ClearingAnswer {
  readonly access: Access;
  readonly headers: HeaderList;
  readonly withCredentials: boolean;
  readonly passesCors: boolean;
  readonly to: 'handshake' | 'request';
  readonly redirects: boolean;
}

/** "Clear data for response", which comes after its Set-Cookie is processed ("Fetch Integration"). */
export function clearSiteData(
  { access, headers, withCredentials, passesCors, to, redirects }: ClearingAnswer,
  state: UserAgentState,
) {
  const { agent, jar, cache, clearedPages, now } = state;
  const rule = agent.clearSiteData;
  const { protocol, hostname } = access.url;
  // This machine counts, also where Mixed Content blocks it.
  if (protocol !== 'https:' && !isLoopback(hostname)) return;
  if ((rule.needsCredentials && !withCredentials) || (rule.needsCors && !passesCors)) return;
  if (to === 'handshake' && rule.answers !== 'all') return;
  if (redirects && rule.answers === 'those that load') return;
  const types = clearedTypes(headers);
  const names = (type: string) => types.includes(type) || types.includes('*');
  if (names('cache')) {
    cache?.clear(access.url.origin);
    clearedPages.set(access.url.origin, now);
  }
  if (!names('cookies')) return;
  jar.remove(
    (cookie) =>
      ofWhom[rule.cookiesOf](cookie, access, state) && where[rule.jars](cookie, access, state),
  );
}

type Test = (cookie: Cookie, access: Access, state: UserAgentState) => boolean;

/** "Clear cookies for origin", and what engines make of it. */
const ofWhom = {
  'registrable domain': ({ domain }, { url }, { sites }) =>
    sites.party(domain) === sites.party(url.hostname),
  host: ({ domain }, { url }) => domain === url.hostname,
  'receiving host': ({ domain, hostOnly }, { url }) =>
    hostOnly ? domain === url.hostname : domainMatches(url.hostname, domain),
} satisfies Record<ClearSiteDataRule['cookiesOf'], Test>;

/** No specification says what of partitioned jars is cleared. */
const where = {
  reached: (cookie, access, { agent, sites, now }) =>
    failing(jarRules, { cookie, access, agent, sites, now }).length === 0,
  own: ({ partition }, access, { agent }) =>
    samePartition(partition, isPartitioned(access, agent) ? access.partition : null),
  all: () => true,
} satisfies Record<ClearSiteDataRule['jars'], Test>;
