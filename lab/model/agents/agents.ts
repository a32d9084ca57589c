/**
 * The user agents that the lab knows, by the column that each predicts: an engine's row of data, with
 * what a policy and a version change.
 */

import { soup36Syntax } from '../cookies/syntax.ts';
import {
  chromiumStorageAccess,
  firefoxStorageAccess,
  webkitStorageAccess,
} from '../storage-access/rules.ts';
import type { UserAgent } from './agent.ts';
import { chromium, firefox, safari12, standard, webkit } from './engines.ts';
import { safaris } from './safari.ts';

/**
 * The one text on cookies that the whole repository cites, as people read it. See ../index.ts for
 * its numbers.
 */
export const rulebook = 'RFC 10025 (draft 22)';

/** By the column that each is to predict; of what can be run no more, on paper alone. */
export const agents = {
  standard,
  chromium,
  'chromium:blocked': { ...chromium, id: 'chromium:blocked', thirdParty: 'blocked' },
  'chromium:incognito': {
    ...chromium,
    id: 'chromium:incognito',
    thirdParty: 'blocked',
    httpsFirst: 'all',
    // DevTools knows no permissions there.
    storageAccess: { ...chromiumStorageAccess, answer: 'never' },
  },
  firefox,
  // It sends the headers where it partitions. Measured in ESR 153.
  'firefox:allowed': {
    ...firefox,
    id: 'firefox:allowed',
    thirdParty: 'allowed',
    storageAccess: { ...firefoxStorageAccess, headers: false },
  },
  'firefox:blocked': {
    ...firefox,
    id: 'firefox:blocked',
    thirdParty: 'blocked',
    // Measured in ESR 153.
    blocksPartitioned: true,
    storageAccess: { ...firefoxStorageAccess, setting: 'disallow', headers: false },
  },
  'firefox:lax-default': { ...firefox, id: 'firefox:lax-default', laxByDefault: true },
  webkit,
  // Tracking prevention is WebKit's own, and goes by the request.
  'webkit:itp': {
    ...webkit,
    id: 'webkit:itp',
    thirdParty: 'tracking-prevention',
    blocksPartitioned: true,
    storesAsThirdParty: 'by request',
    // Measured in 2.50.
    blocksCookiesOf: 'the rest of the chain',
  },
  'webkit:allowed': { ...webkit, id: 'webkit:allowed', thirdParty: 'allowed' },
  'safari:12': safari12,
  'safari:26': safaris['safari:26'].agent,
  'safari:26.0': safaris['safari:26.0'].agent,
  'safari:18': safaris['safari:18'].agent,
  'safari:18.4': safaris['safari:18.4'].agent,
} as const satisfies Record<string, UserAgent>;

export type AgentId = keyof typeof agents;

export const isAgentId = (id: string): id is AgentId => Object.hasOwn(agents, id);

/** What a newer version does otherwise, by engine; applied in order where the version is at least `from`. */
const since: readonly { engine: string; from: string; changes: Partial<UserAgent> }[] = [
  {
    // Debian 13 has it with libsoup 3.6, whose rules these are.
    engine: 'webkit',
    from: '2.54',
    changes: {
      syntax: soup36Syntax,
      laxByDefault: true,
      laxAllowingUnsafe: null,
      noneRequiresSecure: true,
      prefixes: ['__Secure-', '__Host-'],
      hostPrefixPath: 'as path',
      // Measured in 2.54.
      storageAccess: { ...webkitStorageAccess, activation: 'where it asks' },
    },
  },
  {
    engine: 'webkit',
    from: '2.54',
    changes: {
      // https://bugs.webkit.org/show_bug.cgi?id=311228
      addressBar: 'the open page',
      // Measured in 2.54: a frame that was loaded over a redirect of another site reads as one of that.
      ancestors: { request: 'own', frame: 'own', script: 'all, and as it was loaded' },
      topLevelHostIsSameSite: false,
      // Measured in 2.54.
      localDocuments: 'as their parent, without reading',
      // Measured in 2.54: it goes along with a cross-site navigation.
      cookieStoreStrict: 'Lax',
    },
  },
];

/** The agent that predicts a column at a version: `agentOf('webkit:itp', '2.54.1')`. */
export function agentOf(id: AgentId, version = '0'): UserAgent {
  const key = `${id} ${version}`;
  const agent = known.get(key) ?? agentAt(id, version);
  known.set(key, agent);
  return agent;
}

const known = new Map<string, UserAgent>();

function agentAt(id: AgentId, version: string): UserAgent {
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
