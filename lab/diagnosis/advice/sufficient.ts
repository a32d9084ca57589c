/** Which change of a Set-Cookie line suffices: the cookie is then stored, and sent where it was missed. */

import type { SendReason, StoreReason } from '../../base/reasons/index.ts';
import { once, remembering } from '../../base/remember.ts';
import {
  attributeIn,
  cookieNameOf,
  readSetCookie,
  type SetCookie,
  writeSetCookie,
} from '../../base/set-cookie.ts';
import { standard, type UserAgent } from '../../model/index.ts';
import { domainMatches, requestAccess } from '../../model/rules.ts';
import { attemptsFrom, type SetCookieAttempt } from '../attempts.ts';
import { type Facts, urlOf } from '../facts.ts';
import { attemptOf } from '../links/set-cookie.ts';
import { replay, strictest } from '../replay.ts';
import { type Scene, sentNames } from '../scenes.ts';
import {
  asPrefixed,
  type Change,
  forDomain,
  hostOnly,
  lasting,
  lax,
  none,
  partitioned,
  root,
  secure,
  sharedPrefix,
  unchanged,
} from './cookie-lines.ts';

/** What stands against a cookie; `Expired` where the jar no longer has it. */
type Obstacle = StoreReason | SendReason | 'Expired';

/** What removes an obstacle, the mildest first. `domain`: the registrable domain of the request. */
const remedies = (domain: string): Partial<Record<Obstacle, readonly Change[]>> => {
  const crossSite = [lax, none, partitioned];
  return {
    SameSiteStrict: crossSite,
    SameSiteLax: crossSite,
    SameSiteUnspecifiedTreatedAsLax: crossSite,
    SchemefulSameSiteStrict: crossSite,
    SchemefulSameSiteLax: crossSite,
    SchemefulSameSiteUnspecifiedTreatedAsLax: crossSite,
    CrossSiteRedirect: crossSite,
    SameSiteNoneInsecure: [secure, lax],
    PartitionedRequiresSecure: [secure],
    UserPreferences: [partitioned],
    ThirdPartyPhaseout: [partitioned],
    NotOnPath: [root],
    InvalidPath: [root],
    InvalidDomain: [hostOnly, forDomain(domain)],
    DomainMismatch: [forDomain(domain), (cookie) => forDomain(domain)(sharedPrefix(cookie))],
    InvalidPrefix: [asPrefixed, (cookie) => asPrefixed(sharedPrefix(cookie))],
    Expired: [lasting],
  };
};

/** How many obstacles a line may have besides the one that is asked about. */
const mostRemedies = 5;

/**
 * The first of some changes with which the cookie is stored, and sent where it was missed, by the
 * rules of the browser that failed; with whatever else stands in the way removed as well. Null where
 * nothing helps. SameSite=None is no answer to a request that is same-site, and what works by the
 * standards or was seen to work goes on working, unless the line is to stand beside the cookie's own.
 */
export function sufficient(
  facts: Facts,
  changes: readonly Change[],
  place: 'instead' | 'beside' = 'instead',
): string | null {
  const attempt = attemptOf(facts);
  if (!attempt) return null;
  // What suffices as it is suffices in this browser, whatever a stricter one would ask for.
  const agent = changes.includes(unchanged) ? facts.agent : failingAgent(attempt, facts);
  const before = readSetCookie(attempt.line);
  const sameSite = isSameSite(facts);
  const trial = trialsOf(facts);
  const byStandards = trial(standard);
  const { isKept, works } = byStandards(attempt.line);
  const cures = remedies(facts.sites.party(urlOf(facts.scene).hostname));
  /** By name and attributes, in whatever order. */
  const tried = new Set<string>();

  const repaired = (cookie: SetCookie, left: number): string | null => {
    const line = writeSetCookie(cookie);
    const key = JSON.stringify([
      cookie.name,
      cookie.attributes.map(({ name, value }) => `${name}=${value}`.toLowerCase()).sort(),
    ]);
    if (tried.has(key) || (sameSite && isNone(cookie) && !isNone(before))) return null;
    tried.add(key);
    const { obstacles } = trial(agent)(line);
    if (obstacles.length === 0) {
      if (place === 'beside') return line;
      const worse = (isKept && !byStandards(line).isKept) || (works && !byStandards(line).works);
      return worse || loses(amended(attempt, line), attempt, facts) ? null : line;
    }
    if (left === 0) return null;
    const [first] = obstacles;
    for (const cure of (first && cures[first]) ?? []) {
      const line = repaired(cure(cookie), left - 1);
      if (line !== null) return line;
    }
    return null;
  };
  for (const change of changes) {
    const line = repaired(change(before), mostRemedies);
    if (line !== null) return `Set-Cookie: ${line}`;
  }
  return null;
}

const isNone = (cookie: SetCookie) => attributeIn(cookie, 'SameSite')?.toLowerCase() === 'none';

/** Is it same-site by the standards, for the request that is asked about and for the one that sets the cookie? */
export const isSameSite = (facts: Facts): boolean =>
  [attemptOf(facts)?.scene, facts.scene].every(
    (scene) => !scene?.request || requestAccess(scene.request, facts.sites, standard).sameSite,
  );

/** The browser; or the nearest to it by whose rules the cookie fails, where its own explain nothing. */
function failingAgent(attempt: SetCookieAttempt, facts: Facts): UserAgent {
  const { agent, why } = facts;
  const blocking: UserAgent = { ...agent, thirdParty: 'blocked' };
  const blocks = why.some(({ code }) => code === 'UserPreferences');
  const agents = [agent, ...(blocks ? [blocking] : []), strictest];
  return agents.find((one) => !trialsOf(facts)(one)(attempt.line).works) ?? agent;
}

/** What would come of a line in place of the one that is asked about, by an agent's rules. */
interface Trial {
  readonly isKept: boolean;
  readonly works: boolean;
  /** What keeps the cookie from being stored and sent. */
  readonly obstacles: readonly Obstacle[];
}

/** The trials of a question: advice weighs the same lines again and again, and each is played once. */
const trialsOf = once((facts: Facts) =>
  once((agent: UserAgent) => remembering((line) => tried(line, facts, agent))),
);

function tried(line: string, facts: Facts, agent: UserAgent): Trial {
  const attempt = attemptOf(facts);
  if (!attempt) return { isKept: true, works: true, obstacles: [] };
  const other = amended(attempt, line);
  const refused = refusals(other, attempt, facts, agent);
  const isKept = refused.length === 0;
  const obstacles = isKept ? withheld(other, attempt, facts, agent) : refused;
  return { isKept, works: obstacles.length === 0, obstacles };
}

const amended = (attempt: SetCookieAttempt, line: string): SetCookieAttempt => ({
  ...attempt,
  line,
  name: cookieNameOf(line),
});

/** What keeps a cookie from being stored, were it set in place of another. */
function refusals(
  amended: SetCookieAttempt,
  attempt: SetCookieAttempt,
  { story }: Facts,
  agent: UserAgent,
): readonly StoreReason[] {
  const attempts = story.attempts.map((one) => (one === attempt ? amended : one));
  const after = story.scenes[story.scenes.indexOf(attempt.scene) + 1];
  const end = { ...attempt.scene } as Scene; // is none of the scenes: all of them are played
  const scenes = after ? story.scenes : [...story.scenes, end];
  return replay(attempts, after ?? end, scenes, agent, story.at).store.get(amended) ?? [];
}

/** What keeps a cookie that is stored from being sent where it is missed. */
function withheld(
  amended: SetCookieAttempt,
  attempt: SetCookieAttempt,
  { scene, question, story }: Facts,
  agent: UserAgent,
): readonly Obstacle[] {
  if (question?.asks !== 'arrival') return [];
  const attempts = story.attempts.map((one) => (one === attempt ? amended : one));
  const replayed = replay(attempts, scene, story.scenes, agent, story.at);
  if (!reaches(amended, scene)) return ['DomainMismatch'];
  const reasons = replayed.send(scene, amended.name, amended);
  if (reasons.length > 0) return reasons;
  return replayed.sends(scene, amended.name) ? [] : ['Expired'];
}

/** The last response of a host before the scene that could set a cookie by a new line; null where none could. */
export function setterFor(line: string, host: string, facts: Facts): Scene | null {
  const { scene, story, agent } = facts;
  const { scenes, attempts, at } = story;
  const before = scenes.slice(0, scenes.indexOf(scene));
  const sets = (one: Scene): boolean => {
    const url = one.request?.urls.at(-1);
    if (url?.hostname !== host || !one.seen.arrived) return false;
    const [added] = attemptsFrom([line], one, url, at);
    if (!added) return false;
    const { store, sends } = replay([...attempts, added], scene, scenes, agent, at);
    return store.get(added)?.length === 0 && sends(scene, added.name);
  };
  return before.findLast(sets) ?? null;
}

/** Scenes in which the cookie was seen to arrive, at most: they shall not lose it. */
const mostScenes = 8;

/** Would the cookie no longer arrive where it was seen to, in this browser? */
function loses(amended: SetCookieAttempt, attempt: SetCookieAttempt, facts: Facts): boolean {
  // A line that deletes is to lose it.
  if (attempt.deletes) return false;
  const { scenes, attempts, agent, at } = facts.story;
  const changedSettings = attempts.map((one) => (one === attempt ? amended : one));
  const later = scenes.slice(scenes.indexOf(attempt.scene) + 1);
  const carriers = later.filter((one) => sentNames(one)?.includes(attempt.name));
  return carriers.slice(0, mostScenes).some((one) => {
    const sent = (list: readonly SetCookieAttempt[], as: string) =>
      replay(list, one, scenes, agent, at).sends(one, as);
    return !sent(changedSettings, amended.name) && sent(attempts, attempt.name);
  });
}

/** Is the cookie for the host of a scene at all? */
function reaches({ line, url }: SetCookieAttempt, scene: Scene): boolean {
  const { hostname } = urlOf(scene);
  const domain = attributeIn(readSetCookie(line), 'Domain')?.replace(/^\./, '');
  return hostname === url.hostname || (!!domain && domainMatches(hostname, domain));
}
