/** Cookies that a response sets, and that the browser's own rules do not take. */
import type { UserAgent } from '../../model/index.ts';
import { Jar } from '../../model/rules.ts';
import { attributeOf, type SetCookieAttempt } from '../attempts.ts';
import { covers } from '../questions.ts';
import { sitesFor, storeAttempt } from '../replay.ts';
import { type Scene, sentNames, sentValue } from '../scenes.ts';
import { isForeign, isSignInPath } from './expected.ts';
import { areKin, isIncidental, isSessionName, urlOfScene } from './names.ts';
import type { Suspect } from './suspects.ts';
import type { Traffic } from './traffic.ts';

/** Cookies that the browser's own rules refuse, and that no later request carried. */
export function unkept(traffic: Traffic, agent: UserAgent, cookie?: string): Suspect[] {
  const isOwn = (one: SetCookieAttempt) =>
    isOfPage(one) && (isOfSignIn(one) || !isForeign(one.scene, one.name, traffic));
  const failed = traffic.scenes.filter(hasFailed);
  const hasFailedForm = failed.some(isFormInFrame);
  const isMissedByForm = (one: SetCookieAttempt) => {
    const failing = failingWithout(one, failed, traffic);
    return failing !== undefined && isFormInFrame(failing);
  };
  const wanted = traffic.attempts.filter(
    (one) =>
      !one.deletes &&
      (cookie === undefined
        ? !isIncidental(one.name) && (isOwn(one) || (hasFailedForm && isMissedByForm(one)))
        : one.name === cookie && isOfPage(one)),
  );
  const first = new Map([...wanted].reverse().map((one) => [one.name, one]));
  return [...first.values()]
    .filter(
      (attempt) =>
        !isSeenLater(attempt, traffic) &&
        (!isKept(attempt, traffic, agent) || isOutOfReach(attempt, failed, traffic)),
    )
    .map((attempt) => {
      const { scene, name } = attempt;
      const failing = failingWithout(attempt, failed, traffic);
      // What the cookie needs depends on the request that it is for.
      return failing
        ? { symptom: 'missing', scene: failing, cookie: name }
        : { symptom: 'unkept', scene, cookie: name };
    });
}

/** Does the page sign somebody in there with it? */
const isOfSignIn = (attempt: SetCookieAttempt): boolean =>
  attempt.scene.exchange.method === 'POST' &&
  isSignInPath(attempt.scene.exchange.url) &&
  isServersOwn(attempt);

/** Is it a form of an embedded application? */
const isFormInFrame = ({ exchange, request }: Scene): boolean =>
  exchange.method === 'POST' && typeof request?.destination === 'object';

/** Did it reach the server, and get an error? */
const hasFailed = ({ seen }: Scene): boolean => seen.arrived && (seen.status ?? 0) >= 400;

/** The first of the failed requests after a response that set a cookie, and without the cookie, though it is for them. */
const failingWithout = (
  attempt: SetCookieAttempt,
  failed: readonly Scene[],
  { placeOf }: Traffic,
): Scene | undefined =>
  failed.find((scene) => {
    const url = urlOfScene(scene);
    const isMissed = sentNames(scene)?.includes(attempt.name) === false;
    return url && isMissed && isFor(attempt, url) && placeOf(scene) > placeOf(attempt.scene);
  });

/**
 * Does a page set it with a Path that not even the page itself has, as behind a proxy that adds a
 * prefix, and does a later page fail, which has no other cookie of that response either? A cookie that
 * renews tokens has such a Path as well, and stands beside a session.
 */
function isOutOfReach(
  attempt: SetCookieAttempt,
  failed: readonly Scene[],
  traffic: Traffic,
): boolean {
  const isPage = ({ request }: Scene) => request?.destination === 'top-level';
  const path = attributeOf(attempt, 'Path');
  if (path === undefined || covers(attempt, attempt.url) || !isPage(attempt.scene)) return false;
  const failing = failingWithout(attempt, failed, traffic);
  if (!failing || !isPage(failing) || failing.seen.status !== 400) return false;
  const sent = sentNames(failing) ?? [];
  return !traffic.attempts.some(
    (one) => one.scene === attempt.scene && isServersOwn(one) && sent.includes(one.name),
  );
}

/** Also one whose Domain is wrong is for the host that sets it. */
const isFor = (attempt: SetCookieAttempt, url: URL): boolean =>
  covers(attempt, url) || attempt.url.hostname === url.hostname;

/** Did a later request to where it belongs carry it, or can nobody see that? */
const isSeenLater = (attempt: SetCookieAttempt, { scenes, placeOf }: Traffic): boolean =>
  scenes.slice(placeOf(attempt.scene) + 1).some((scene) => {
    const url = urlOfScene(scene);
    return (
      url !== null && covers(attempt, url) && sentNames(scene)?.includes(attempt.name) !== false
    );
  });

/** Does the jar take it, whatever becomes of it? */
export function isKept(attempt: SetCookieAttempt, traffic: Traffic, agent: UserAgent): boolean {
  const sites = sitesFor(agent);
  const jar = new Jar(agent, sites);
  const all = traffic.attemptsToSet(attempt.name);
  const stored = all
    .slice(0, all.indexOf(attempt) + 1)
    .map((one) => storeAttempt(one, jar, agent, traffic.answeredAt(one.scene)));
  return stored.at(-1)?.reasons.length === 0;
}

/** Of the page's own traffic, not of an advertiser's picture. */
function isOfPage(attempt: SetCookieAttempt): boolean {
  const { scene, url } = attempt;
  const { document, request } = scene;
  if (!document || request?.destination === 'top-level') return true;
  if (['fetch', 'xhr'].includes(scene.exchange.kind)) return true;
  // Of a picture or a script of the page's own, only what looks like a session.
  const isDocument = typeof request?.destination === 'object';
  const counts = isDocument || isServersOwn(attempt) || isSessionName(attempt.name);
  return areKin(document.url, url) && counts;
}

/** The last response that set another value than the one that came, where the browser does not take that. */
export function refusedBefore(
  scene: Scene,
  name: string,
  traffic: Traffic,
  agent: UserAgent,
): SetCookieAttempt | null {
  const before = traffic
    .attemptsToSet(name)
    .findLast((one) => traffic.answeredAt(one.scene) <= traffic.askedAt(scene));
  if (!before || before.deletes || before.cookie.value === sentValue(scene, name)) return null;
  // Of a call that may lack credentials the old value tells that it did.
  const mayBeIgnored = before.scene.exchange.assumed?.includes('credentials');
  return isKept(before, traffic, agent) && !mayBeIgnored ? null : before;
}

/** Kept from scripts, as sessions are. */
export const isServersOwn = (attempt: SetCookieAttempt) =>
  attributeOf(attempt, 'HttpOnly') !== undefined && !isIncidental(attempt.name);
