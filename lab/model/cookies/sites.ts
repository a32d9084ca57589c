/** Sites, as HTML has them: https://html.spec.whatwg.org/multipage/browsers.html#sites */
import { once, remembering } from '../../base/remember.ts';
import type { UserAgent } from '../agents/agent.ts';
import { type SuffixList, withoutRules } from './suffixes.ts';

/** The questions about names that rules ask, as one user agent answers them. */
export interface Sites {
  /** Is the domain a public suffix, so that no cookie may span it? */
  isPublicSuffix(domain: string): boolean;
  /** The part of a host that is one party: its registrable domain, or all of it. */
  party(host: string): string;
  /** The registrable domain by the list itself, without its default rule; null where it has none. */
  listedParty(host: string): string | null;
  /** HTML "same site", or "schemelessly same site" where the agent is not schemeful. */
  sameSite(a: URL, b: URL): boolean;
  /** HTML "schemelessly same site". */
  schemelesslySameSite(a: URL, b: URL): boolean;
  /** HTML "obtain a site", serialized: with its scheme, in every browser's partition keys. */
  siteOf(url: URL): string;
}

/** The sites of an agent by a list: one object for both, whoever asks. */
export const sitesOf = (agent: UserAgent, newest: SuffixList): Sites => sitesBy(newest)(agent);

const sitesBy = once((newest: SuffixList) => once((agent: UserAgent) => makeSites(agent, newest)));

function makeSites(agent: UserAgent, newest: SuffixList): Sites {
  const suffixes = withoutRules(newest, agent.missingSuffixes);
  const party = remembering((host) => suffixes.registrableDomain(host) ?? host);
  const schemelesslySameSite = (a: URL, b: URL) => party(a.hostname) === party(b.hostname);
  return {
    isPublicSuffix: suffixes.isPublicSuffix,
    party,
    listedParty: (host) => (suffixes.isListed(host) ? suffixes.registrableDomain(host) : null),
    schemelesslySameSite,
    sameSite: (a, b) =>
      schemelesslySameSite(a, b) && (!agent.schemefulSameSite || a.protocol === b.protocol),
    siteOf: (url) => `${url.protocol}//${party(url.hostname)}`,
  };
}
