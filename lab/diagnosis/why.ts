/**
 * Why a cookie was not kept or not sent, or an answer not read: what the browser says; else what its own rules, asked about
 * the evidence, say; else what the rules of the strictest browser would.
 */

import type { ReasonCode } from '../base/reasons/index.ts';
import { standard, type UserAgent } from '../model/index.ts';
import type { Reason } from '../scenario/recording.ts';
import type { SetCookieAttempt } from './attempts.ts';
import { covers } from './questions.ts';
import { replay, strictest } from './replay.ts';
import type { Scene } from './scenes.ts';

/** A reason, and the exchange in which it was one. */
export interface Why {
  readonly on: Reason['on'];
  readonly code: ReasonCode;
  readonly by: Reason['by'] | 'evidence';
  readonly scene: Scene;
}

export interface Story {
  readonly scenes: readonly Scene[];
  readonly attempts: readonly SetCookieAttempt[];
  readonly agent: UserAgent;
  /** When the recording began, in milliseconds of Unix time: the clock for every expiry. */
  readonly at: number;
}

/** Why the cookie that an attempt was to set did not come along with a later exchange. */
export function whyNotSent(
  name: string,
  attempt: SetCookieAttempt,
  scene: Scene,
  story: Story,
): Why[] {
  const unkept = isKept(attempt, story) ? [] : whyNotStored(attempt, story);
  const kept = unkept.length === 0;
  const told = kept ? toldBy(scene, 'send', name).filter(concerns(attempt, scene)) : [];
  const found = [...unkept, ...told];
  if (found.length > 0) return found;
  const inferred = (agent: UserAgent) => {
    const replayed = replay(story.attempts, scene, story.scenes, agent, story.at);
    const stored = isKept(attempt, story) ? [] : (replayed.store.get(attempt) ?? []);
    return [
      ...whys('store', stored, 'evidence', attempt.scene),
      ...whys('send', replayed.send(scene, name, attempt), 'evidence', scene),
    ];
  };
  const byAgent = inferred(story.agent);
  if (byAgent.length > 0)
    return [...byAgent, ...sameSiteOf(byAgent, story.agent, () => inferred(standard))];
  if (!reaches(attempt, scene)) return whys('send', ['DomainMismatch'], 'evidence', scene);
  return inferred(strictest);
}

/** Is a reason about the cookie of this attempt, and not about one of the same name for another host or path? */
const concerns =
  (attempt: SetCookieAttempt, { request }: Scene) =>
  ({ code }: Why) => {
    const url = request?.urls.at(-1);
    return !(url && ['DomainMismatch', 'NotOnPath'].includes(code) && covers(attempt, url));
  };

/** Why a script of the page that asks does not see a cookie; empty where it does. */
export function whyNotSeen(
  name: string,
  scene: Scene,
  { attempts, scenes, agent, at }: Story,
): Why[] {
  const page = { ...scene, request: null };
  const { send } = replay(attempts, scene, scenes, agent, at);
  return whys('read', send(page, name), 'evidence', page);
}

/** Why the jar did not take a cookie; empty where nothing speaks against it. */
export function whyNotStored(attempt: SetCookieAttempt, story: Story): Why[] {
  const { scene, name } = attempt;
  const told = toldBy(scene, 'store', name);
  const rules = (agent: UserAgent) =>
    whys('store', refusals(attempt, story, agent), 'evidence', scene);
  // UserPreferences is all that Chromium says, whatever else is wrong with the cookie.
  const masked = told.some(({ code }) => code === 'UserPreferences');
  if (masked) {
    const own = [...told, ...rules(story.agent)];
    return [...own, ...sameSiteOf(own, story.agent, () => rules(standard))];
  }
  if (told.length > 0) return told;
  const byAgent = rules(story.agent);
  const besides = sameSiteOf(byAgent, story.agent, () => rules(standard));
  if (besides.length > 0) return [...byAgent, ...besides];
  if (byAgent.length > 0 || !isLost(attempt, story)) return byAgent;
  return rules(strictest);
}

/**
 * A policy against third parties hides what would fail without it: the SameSite reasons of the
 * standards, where policy is all that there is. Without Lax by default a cookie needs no SameSite.
 */
function sameSiteOf(
  found: readonly Why[],
  { laxByDefault }: UserAgent,
  byStandards: () => readonly Why[],
): readonly Why[] {
  const isPolicy = found.some(({ code }) =>
    ['UserPreferences', 'ThirdPartyPhaseout'].includes(code),
  );
  const isSameSite = ({ code }: Why) =>
    code.includes('SameSite') && (laxByDefault || !code.includes('Unspecified'));
  return isPolicy && !found.some(isSameSite) ? byStandards().filter(isSameSite) : [];
}

function refusals(attempt: SetCookieAttempt, { attempts, scenes, at }: Story, agent: UserAgent) {
  const played = scenes.slice(0, scenes.indexOf(attempt.scene) + 1);
  return replay(attempts, null, played, agent, at).store.get(attempt) ?? [];
}

/** What was told of a request as a whole: why it, or its answer, did not get through. */
export const whyNotRead = (scene: Scene): Why[] =>
  scene.seen.observation.reasons
    .filter(({ cookie, exempt }) => cookie === undefined && !exempt)
    .map(({ on, code, by }) => ({ on, code, by, scene }));

const toldBy = (scene: Scene, on: Why['on'], name: string): Why[] =>
  scene.seen.observation.reasons
    .filter((reason) => reason.on === on && reason.cookie === name && !reason.exempt)
    .map(({ code, by }) => ({ on, code, by, scene }));

const whys = (on: Why['on'], codes: readonly ReasonCode[], by: Why['by'], scene: Scene): Why[] =>
  codes.map((code) => ({ on, code, by, scene }));

/** Does the jar hold it at the end? */
const isKept = ({ scene, name, by }: SetCookieAttempt, _: Story): boolean =>
  by === 'answer' && (scene.seen.stored?.includes(name) ?? false);

/** Does the jar lack it, with nobody having taken it away later? */
function isLost({ scene, name, by }: SetCookieAttempt, { attempts, scenes }: Story): boolean {
  const place = scenes.indexOf(scene);
  const later = attempts.some(
    (other) => other.name === name && scenes.indexOf(other.scene) > place,
  );
  const { stored, documentCookie } = scene.seen;
  const held = by === 'script' ? documentCookie?.map((cookie) => cookie.name) : stored;
  return held !== undefined && held !== null && !held.includes(name) && !later;
}

/** Could a cookie of this attempt's host go to the scene's host at all? */
function reaches({ url, cookie }: SetCookieAttempt, { request, document }: Scene): boolean {
  const host = (request?.urls.at(-1) ?? document?.url)?.hostname;
  const domain = cookie.attributes.findLast(({ name }) => name === 'Domain')?.value;
  return host === url.hostname || (typeof domain === 'string' && domain !== '');
}
