/**
 * The user agents that the lab knows, each a row of data. Every difference from
 * `standard` was measured or has its source beside it.
 */
import { prefixes, type UserAgent } from './agent.ts';

/** The one draft that the whole repository cites. */
export const draft = 'RFC 6265bis-22';

/** RFC 6265bis-22 to the letter, with third-party cookies allowed. */
export const standard: UserAgent = {
  id: 'standard',
  thirdParty: 'allowed',
  laxByDefault: true,
  // A MAY of §5.6.7.2, with the time that the section calls reasonable.
  laxAllowingUnsafe: 120,
  noneRequiresSecure: true,
  sameSiteOnStore: true,
  schemefulSameSite: true,
  redirectChain: 'ignored',
  ancestors: 'considered',
  sandboxed: 'by its URL',
  loopbackIsSecure: true,
  // Draft 22 has the first two; the Http- ones are in draft-ietf-httpbis-layered-cookies.
  prefixes,
  hostPrefixPath: 'as attribute',
  bareText: 'value',
  namelessWithEquals: 'accepted',
  tab: 'accepted',
  text: 'octets',
  limits: { nameAndValue: 4096, attribute: 1024 },
  cookieAgeLimit: 34_560_000,
  capacity: { domain: null, jar: null },
  singleLabelDomain: 'accepted',
  loneDot: 'host-only',
  storesAsThirdParty: 'by request',
  partitionedAttribute: true,
  clearSiteData: {
    cookiesOf: 'registrable domain',
    jars: 'reached',
    needsCredentials: true,
    needsCors: false,
  },
  cachesByCredentials: false,
  credentialless: false,
  starPermitsAuthorization: false,
  fonts: 'with CORS',
  mixedImages: 'upgraded',
  loopbackIsTrustworthy: true,
};

const chromium: UserAgent = {
  ...standard,
  id: 'chromium',
  sandboxed: 'cross-site',
  // Measured in 156.
  loneDot: 'refused',
  credentialless: true,
  starPermitsAuthorization: true,
  namelessWithEquals: 'refused',
  tab: 'refused',
  // net/cookies/cookie_monster.h: kDomainMaxCookies, kMaxCookies, and the purges of each
  capacity: { domain: { most: 180, left: 150 }, jar: { most: 3300, left: 3000 } },
};

const firefox: UserAgent = {
  ...standard,
  id: 'firefox',
  thirdParty: 'partitioned',
  laxByDefault: false,
  schemefulSameSite: false,
  // https://github.com/httpwg/http-extensions/issues/2104
  redirectChain: 'considered',
  sandboxed: 'cross-site',
  // Measured in ESR 153. bareText: pref network.cookie.valueless_cookie.
  hostPrefixPath: 'as path',
  bareText: 'name',
  loneDot: 'refused',
  // Measured in ESR 153.
  clearSiteData: { cookiesOf: 'host', jars: 'own', needsCredentials: false, needsCors: false },
  // netwerk/cache2: the flag of anonymous loads is part of a cache key.
  cachesByCredentials: true,
  text: 'UTF-8',
  // prefs network.cookie.maxPerHost, quotaPerHost, maxNumber
  capacity: { domain: { most: 180, left: 150 }, jar: { most: 3000, left: 3000 } },
};

/** WebKitGTK 2.50. Its cookies are libsoup's. */
const webkit: UserAgent = {
  ...standard,
  id: 'webkit',
  thirdParty: 'first-party-set',
  laxByDefault: false,
  noneRequiresSecure: false,
  sameSiteOnStore: false,
  schemefulSameSite: false,
  // https://github.com/WebKit/WebKit/pull/27522
  redirectChain: 'considered',
  ancestors: 'ignored',
  loopbackIsSecure: false,
  prefixes: [],
  text: 'visible ASCII',
  limits: { nameAndValue: null, attribute: null },
  cookieAgeLimit: null,
  singleLabelDomain: 'refused',
  // libsoup, soup-cookie-jar.c: incoming_cookie_is_third_party
  storesAsThirdParty: 'by cookie domain',
  partitionedAttribute: false,
  // Measured in 2.50.
  clearSiteData: {
    cookiesOf: 'receiving host',
    jars: 'all',
    needsCredentials: false,
    needsCors: true,
  },
  // Measured in 2.50.
  fonts: 'as images',
};

/** By the column that each is to predict. */
export const agents = {
  standard,
  chromium,
  'chromium:blocked': { ...chromium, id: 'chromium:blocked', thirdParty: 'blocked' },
  firefox,
  'firefox:allowed': { ...firefox, id: 'firefox:allowed', thirdParty: 'allowed' },
  'firefox:blocked': { ...firefox, id: 'firefox:blocked', thirdParty: 'blocked' },
  'firefox:lax-default': { ...firefox, id: 'firefox:lax-default', laxByDefault: true },
  webkit,
  // Tracking prevention is WebKit's own, and goes by the request.
  'webkit:itp': {
    ...webkit,
    id: 'webkit:itp',
    thirdParty: 'tracking-prevention',
    storesAsThirdParty: 'by request',
  },
  'webkit:allowed': { ...webkit, id: 'webkit:allowed', thirdParty: 'allowed' },
} as const satisfies Record<string, UserAgent>;

export type AgentId = keyof typeof agents;

export const isAgentId = (id: string): id is AgentId => Object.hasOwn(agents, id);

/** What a newer version does otherwise, by engine; applied in order where the version is at least `from`. */
const since: readonly { engine: string; from: string; changes: Partial<UserAgent> }[] = [
  {
    engine: 'webkit',
    from: '2.54',
    changes: { laxByDefault: true, laxAllowingUnsafe: null, noneRequiresSecure: true },
  },
];

/** The agent that predicts a column at a version: `agentOf('webkit:itp', '2.54.1')`. */
export function agentOf(id: AgentId, version = '0'): UserAgent {
  const engine = id.split(':')[0];
  const changes = since.filter((row) => row.engine === engine && isAtLeast(version, row.from));
  return Object.assign({}, agents[id], ...changes.map((row) => row.changes));
}

/**
 *     isAtLeast('2.54.1', '2.54') → true
 *     isAtLeast('2.6', '2.54')    → false
 */
function isAtLeast(version: string, from: string): boolean {
  const [have, want] = [version, from].map((text) => text.split('.').map(Number));
  for (const [place, number] of (want ?? []).entries()) {
    const other = have?.[place] ?? 0;
    if (other !== number) return other > number;
  }
  return true;
}
