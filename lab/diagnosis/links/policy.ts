/** Link 10: the browser's policy for third parties, whatever the cookie says. */
import type { Cause } from '../../base/causes.ts';
import { causes } from '../../base/causes.ts';
import { publicSuffixes, standard } from '../../model/index.ts';
import { requestAccess, topLevelOf } from '../../model/rules.ts';
import type { Policy } from '../../scenario/scenario.ts';
import { attributeOf } from '../attempts.ts';
import { type Facts, urlOf } from '../facts.ts';
import type { Scene } from '../scenes.ts';
import { at, type Broke, type LinkRule, type Readings, read } from './link.ts';
import { attemptOf } from './set-cookie.ts';

const policyCauses = {
  allowed: 'browser-policy:3pc-setting',
  blocked: 'browser-policy:3pc-setting',
  partitioned: 'browser-policy:partitioned-jar',
  'first-party-set': 'browser-policy:third-party-set',
  'tracking-prevention': 'browser-policy:itp',
} as const satisfies Record<Policy, Cause>;

const blocked = (facts: Facts, { scene, on }: { scene: Scene; on: string }): Broke => {
  const top = scene.document ? topLevelOf(scene.document).url : urlOf(scene);
  const deed = on === 'store' ? 'stored' : 'sent';
  return {
    code: causeOf(facts, scene),
    evidence: `${at(facts, scene)}${urlOf(scene).host} is a third party under ${top.host}, so the cookie was not ${deed}.`,
  };
};

function causeOf(facts: Facts, scene: Scene): Cause {
  const { agent, sites, story } = facts;
  if (scene.request && !requestAccess(scene.request, sites, standard).thirdParty) {
    return publicSuffixes.isListed(urlOf(scene).hostname)
      ? policyCauses[agent.thirdParty]
      : 'site:unlisted-suffix';
  }
  const attempt = attemptOf(facts);
  const partitioned = attempt && attributeOf(attempt, 'Partitioned');
  if (partitioned && !agent.syntax.partitioned) return 'partitioned:engine-support';
  const asked = story.scenes.some(
    ({ exchange: { kind }, document }) =>
      (kind === 'requestStorageAccess' || kind === 'hasStorageAccess') && document?.parent,
  );
  return asked ? 'storage-access:not-granted' : policyCauses[agent.thirdParty];
}

const readings: Readings = { UserPreferences: blocked, ThirdPartyPhaseout: blocked };

/** What the policy breaks at a link: this one, or the one that asks for the jar. */
export function brokenByPolicy(link: 10 | 12, facts: Facts): Broke | null {
  const broke = read(facts, readings);
  return broke && causes[broke.code] === link ? broke : null;
}

export const policy: LinkRule = {
  link: 10,
  asks: 'Does the browser block third-party cookies?',
  rule: 'RFC 10025 §5.3, §7.1',
  broken: (facts) => brokenByPolicy(10, facts),
  passed({ scene, sites }) {
    if (!scene.request) return 'No request: a script reads or writes cookies.';
    const { thirdParty, topLevel } = requestAccess(scene.request, sites, standard);
    return thirdParty
      ? `${urlOf(scene).host} is a third party under ${topLevel.host}, and no policy blocked the cookie.`
      : 'First-party.';
  },
};
