/** Which exchanges of somebody's traffic look as if a cookie or CORS were to blame, and for what. */

import type { UserAgent } from '../../model/index.ts';
import { actualMessage } from '../../scenario/recording.ts';
import type { SetCookieAttempt } from '../attempts.ts';
import { covers } from '../questions.ts';
import { isOversize, largestCookie } from '../refused.ts';
import { responseHeader, type Scene, sentNames, sentValue } from '../scenes.ts';
import { isAfterSignIn, isForeign, isRenewed, isSignedOut, isSignOut } from './expected.ts';
import {
  areKin,
  expectedNames,
  isIncidental,
  isSessionName,
  isTokenCheck,
  isTokenName,
  renamedName,
  urlOfScene,
} from './names.ts';
import { asksSilently, asksToSignIn, isRefusal, lostOnTheWay, signInBefore } from './refusal.ts';
import { restartedSession } from './restarted.ts';
import type { Traffic } from './traffic.ts';
import { isServersOwn, refusedBefore, unkept } from './unkept.ts';
import { isOthersRefusal, isUnread } from './unread.ts';

export type Suspect =
  /** The server refused, and the cookie was not there. */
  | { readonly symptom: 'missing'; readonly scene: Scene; readonly cookie: string }
  /** The server refused, and no cookie was ever set. */
  | { readonly symptom: 'never set'; readonly scene: Scene; readonly cookie: null }
  /** The server refused, although the cookie was there. */
  | { readonly symptom: 'refused'; readonly scene: Scene; readonly cookie: string }
  /** The script could not read the response, or the request never left. */
  | { readonly symptom: 'unread'; readonly scene: Scene; readonly cookie: null }
  /** The cookie came twice. */
  | { readonly symptom: 'twice'; readonly scene: Scene; readonly cookie: string }
  /** A response was to delete it, and it still comes. */
  | {
      readonly symptom: 'undeleted';
      readonly scene: Scene;
      readonly cookie: string;
      readonly deletedAt: Scene;
    }
  /** A response set it, no browser keeps it, and no later request had it. */
  | { readonly symptom: 'unkept'; readonly scene: Scene; readonly cookie: string };

/** In the order of the traffic. `cookie` names the one that is asked about. */
export function suspectsOf(traffic: Traffic, agent: UserAgent, cookie?: string): Suspect[] {
  const { scenes } = traffic;
  const failing = scenes.flatMap((scene): Suspect[] => {
    const found: Suspect[] = [];
    if (isUnread(scene) && !isOthersRefusal(scene, traffic)) {
      found.push({ symptom: 'unread', scene, cookie: null });
    }
    const twice = duplicateOf(scene, cookie);
    const isRefused = isRefusal(scene) || signInBefore(scene, traffic) !== null;
    if (twice !== null && (isRefused || cookie !== undefined)) {
      found.push({ symptom: 'twice', scene, cookie: twice });
    } else if (isRefused) found.push(...refused(scene, traffic, agent, cookie));
    else {
      const missed =
        cookie === undefined
          ? restartedSession(scene, traffic)
          : isMissing(scene, cookie, traffic) && cookie;
      if (missed) found.push({ symptom: 'missing', scene, cookie: missed });
    }
    return found;
  });
  // Where it is missed, that is the finding, and how it was set is its reason.
  const missed = new Set<string | null>(
    failing.flatMap((one) => (one.symptom === 'missing' ? [one.cookie] : [])),
  );
  const lost = unkept(traffic, agent, cookie).filter((one) => !missed.has(one.cookie));
  return [...failing, ...undeleted(traffic, cookie), ...lost];
}

/** Sessions that a response took for deleted, and that a later request still carries with the same value. */
function undeleted(traffic: Traffic, cookie?: string): Suspect[] {
  const { scenes, attempts, placeOf, askedAt, answeredAt } = traffic;
  const isSession = (name: string) =>
    isSessionName(name) || attempts.some((one) => one.name === name && isServersOwn(one));
  return attempts.flatMap(({ name, scene, deletes, url }): Suspect[] => {
    const value = deletedValue(scene, name, traffic);
    const isWanted =
      cookie === undefined
        ? isSession(name) || (isSignOut(scene) && !isIncidental(name))
        : name === cookie;
    if (!deletes || !isWanted || value === undefined) return [];
    const later = scenes
      .slice(placeOf(scene) + 1)
      .find((other) => askedAt(other) > answeredAt(scene) && sentValue(other, name) !== undefined);
    const place = later && urlOfScene(later);
    const isStill = place && areKin(place, url) && sentValue(later, name) === value;
    return isStill ? [{ symptom: 'undeleted', scene: later, cookie: name, deletedAt: scene }] : [];
  });
}

/** A Secure cookie does not come with plain http: there it is the value of the request before that had it. */
function deletedValue(scene: Scene, name: string, { scenes, placeOf }: Traffic) {
  const value = sentValue(scene, name);
  if (value !== undefined || urlOfScene(scene)?.protocol !== 'http:') return value;
  const before = scenes.slice(0, placeOf(scene)).findLast((one) => sentNames(one)?.includes(name));
  return before && sentValue(before, name);
}

function refused(scene: Scene, traffic: Traffic, agent: UserAgent, cookie?: string): Suspect[] {
  const sent = sentNames(scene);
  // Nobody can see what went along: what the request and its redirects say is all there is.
  if (sent === null) {
    const tells = isWithoutCredentials(scene) || isDowngraded(scene, traffic);
    return tells ? [{ symptom: 'never set', scene, cookie: null }] : [];
  }
  const largest = isOversize(scene) ? largestCookie(scene) : undefined;
  if (largest !== undefined) {
    return isForeign(scene, null, traffic) ? [] : [{ symptom: 'refused', scene, cookie: largest }];
  }
  const lost = lostOnTheWay(scene, traffic);
  // Any error may end a sign-in elsewhere.
  const signIn = signInBefore(scene, traffic);
  if (lost === null && cookie === undefined && !signIn && !asksToSignIn(scene)) return [];
  const given = signIn ? givenBy(signIn, sent, traffic) : undefined;
  const likeliest = cookie ?? lost ?? given ?? likeliestName(scene, traffic);
  if (likeliest === undefined) {
    const isExpected =
      usesTokens(scene) ||
      asksSilently(scene.exchange.url) ||
      !(isAfterSignIn(scene, traffic) || givesToken(scene));
    return isExpected ? [] : [{ symptom: 'never set', scene, cookie: null }];
  }
  const isOthers = isForeign(scene, likeliest, traffic) && !isOfFrame(scene, likeliest, traffic);
  if (cookie === undefined && isOthers) return [];
  if (isRenewed(scene, traffic) || isSignedOut(scene, likeliest, traffic)) return [];
  if (sent.includes(likeliest)) {
    if (isAskedForPassword(scene, traffic)) return [];
    const tokens = isTokenCheck(scene) ? sent.filter(isTokenName) : [];
    for (const name of [likeliest, ...tokens]) {
      const newer = refusedBefore(scene, name, traffic, agent);
      if (newer) return [{ symptom: 'unkept', scene: newer.scene, cookie: name }];
    }
    return [{ symptom: 'refused', scene, cookie: likeliest }];
  }
  if (isBeforeSignIn(scene, likeliest, traffic)) return [];
  return [{ symptom: 'missing', scene, cookie: likeliest }];
}

/** The first cookie of its own that a response gave, and that did not come. */
const givenBy = (signIn: Scene, sent: readonly string[], { attempts }: Traffic) =>
  attempts.find(
    (one) => one.scene === signIn && !one.deletes && isServersOwn(one) && !sent.includes(one.name),
  )?.name;

/** The session's name; what a proxy renamed counts before cookies that look like none. */
function likeliestName(scene: Scene, traffic: Traffic): string | undefined {
  const first = expectedNames(scene, traffic).find((name) => !isForOthers(name, scene, traffic));
  const isSession =
    first !== undefined &&
    (isSessionName(first) || traffic.attemptsToSet(first).some(isServersOwn));
  return isSession ? first : (renamedName(scene, traffic) ?? first);
}

/**
 * Does a sign-in give one session cookie for some paths and one for all? Where the first does as it
 * should there, and the second arrived here, nobody misses the first.
 */
function isForOthers(name: string, scene: Scene, { scenes, attempts, attemptsToSet }: Traffic) {
  const [url, sent] = [urlOfScene(scene), sentNames(scene)];
  const set = attemptsToSet(name).filter((one) => !one.deletes);
  const isByPath = (one: SetCookieAttempt) =>
    one.url.hostname === url?.hostname && !covers(one, url);
  if (!sent || set.length === 0 || !set.every(isByPath)) return false;
  const besides = attempts.filter((one) => set.some(({ scene }) => scene === one.scene));
  return (
    besides.some((one) => isServersOwn(one) && sent.includes(one.name)) &&
    scenes.some((one) => sentNames(one)?.includes(name))
  );
}

/** A session, or a CSRF token, of the embedded application itself, which asks its own server. */
function isOfFrame(
  { document, request, seen, exchange }: Scene,
  name: string,
  { attemptsToSet }: Traffic,
): boolean {
  const url = request?.urls.at(-1);
  if (!document?.parent || document.url.host !== url?.host) return false;
  // Advertisers answer 403, and ask nobody to sign in.
  const counts = seen.status === 401 || exchange.kind === 'webSocket';
  return attemptsToSet(name).some(
    (one) => areKin(one.url, document.url) && (isTokenName(name) || (counts && isServersOwn(one))),
  );
}

/** Does the server send its own https URLs on to plain http? */
const isDowngraded = (scene: Scene, { scenes }: Traffic) =>
  scenes.some((other) => {
    const [from, url] = [urlOfScene(other), urlOfScene(scene)];
    const to = responseHeader(other, 'Location') ?? '';
    return (
      from?.protocol === 'https:' &&
      url &&
      areKin(from, url) &&
      to.startsWith(`http://${from.hostname}`)
    );
  });

const isWithoutCredentials = ({ exchange, request }: Scene) =>
  request?.tainting === 'cors' &&
  exchange.credentials !== 'include' &&
  !exchange.assumed?.includes('credentials');

/** Does a script give back a CSRF token, which the server compares with a cookie or a session? */
const givesToken = (scene: Scene): boolean =>
  isTokenCheck(scene) &&
  (actualMessage(scene.seen.observation)?.request.headers.lines ?? []).some(([name]) =>
    isTokenName(name),
  );

/** Bearer tokens and the like: no cookie is expected. */
function usesTokens(scene: Scene): boolean {
  const lines = actualMessage(scene.seen.observation)?.request.headers.lines ?? [];
  return (
    lines.some(([name]) => /^authorization$/i.test(name)) ||
    /^\s*(bearer|basic|negotiate|digest)\b/i.test(responseHeader(scene, 'WWW-Authenticate') ?? '')
  );
}

/** HTTP's own sign-in: the browser asked the user, and sent the request again with Authorization. */
const isAskedForPassword = (scene: Scene, { scenes, placeOf }: Traffic): boolean =>
  responseHeader(scene, 'WWW-Authenticate') !== null &&
  scenes
    .slice(placeOf(scene) + 1)
    .some(
      (other) =>
        other.exchange.url === scene.exchange.url &&
        (other.seen.status ?? 400) < 400 &&
        usesTokens(other),
    );

/** Was it asked before anybody signed in? Every page looks first, and may be answered with the cookie. */
function isBeforeSignIn(scene: Scene, name: string, traffic: Traffic): boolean {
  const { placeOf, askedAt } = traffic;
  const attempts = traffic.attemptsToSet(name).filter(({ deletes }) => !deletes);
  const isLater = (other: Scene) =>
    other === scene || (placeOf(other) > placeOf(scene) && askedAt(other) > askedAt(scene));
  return attempts.length > 0 && attempts.every((one) => isLater(one.scene));
}

/** Was it set for this URL, and is it not there now? */
function isMissing(scene: Scene, name: string, { attemptsToSet, placeOf }: Traffic): boolean {
  const url = urlOfScene(scene);
  const sent = sentNames(scene);
  if (!url || !sent || sent.includes(name) || !scene.request) return false;
  return attemptsToSet(name).some(
    (one) => !one.deletes && areKin(one.url, url) && placeOf(one.scene) < placeOf(scene),
  );
}

function duplicateOf(scene: Scene, cookie?: string): string | null {
  const names = sentNames(scene) ?? [];
  return (
    names.find((name, place) => names.indexOf(name) < place && (cookie ?? name) === name) ?? null
  );
}
