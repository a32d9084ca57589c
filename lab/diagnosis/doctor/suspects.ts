/** Which exchanges of somebody's traffic look as if a cookie or CORS were to blame, and for what. */

import type { UserAgent } from '../../model/index.ts';
import { Jar } from '../../model/rules.ts';
import { actualMessage } from '../../scenario/recording.ts';
import { attributeOf, type SetCookieAttempt } from '../attempts.ts';
import { covers } from '../questions.ts';
import { sitesFor, storeAttempt } from '../replay.ts';
import { responseHeader, type Scene, sentNames } from '../scenes.ts';
import { isAfterSignIn, isForeign, isRenewed, isSignedOut } from './expected.ts';
import {
  areKin,
  expectedNames,
  isIncidental,
  isSessionName,
  renamedName,
  urlOfScene,
} from './names.ts';
import { asksToSignIn, isRefusal, lostOnTheWay } from './refusal.ts';
import type { Traffic } from './traffic.ts';

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
  | { readonly symptom: 'undeleted'; readonly scene: Scene; readonly cookie: string }
  /** A response set it, no browser keeps it, and no later request had it. */
  | { readonly symptom: 'unkept'; readonly scene: Scene; readonly cookie: string };

/** In the order of the traffic. `cookie` names the one that is asked about. */
export function suspectsOf(traffic: Traffic, agent: UserAgent, cookie?: string): Suspect[] {
  const { scenes } = traffic;
  const failing = scenes.flatMap((scene): Suspect[] => {
    const found: Suspect[] = [];
    if (scene.seen.readable === false && isAskedByScript(scene)) {
      found.push({ symptom: 'unread', scene, cookie: null });
    }
    const twice = duplicateOf(scene, cookie);
    if (twice !== null && (isRefusal(scene) || cookie !== undefined)) {
      found.push({ symptom: 'twice', scene, cookie: twice });
    } else if (isRefusal(scene)) found.push(...refused(scene, traffic, cookie));
    else if (cookie !== undefined && isMissing(scene, cookie, traffic)) {
      found.push({ symptom: 'missing', scene, cookie });
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
    const value = valueIn(scene, name);
    const isWanted = cookie === undefined ? isSession(name) : name === cookie;
    if (!deletes || !isWanted || value === undefined) return [];
    const later = scenes
      .slice(placeOf(scene) + 1)
      .find((other) => askedAt(other) > answeredAt(scene) && valueIn(other, name) !== undefined);
    const place = later && urlOfScene(later);
    const isStill = place && areKin(place, url) && valueIn(later, name) === value;
    return isStill ? [{ symptom: 'undeleted', scene: later, cookie: name }] : [];
  });
}

/** Kept from scripts, as sessions are. */
const isServersOwn = (attempt: SetCookieAttempt) =>
  attributeOf(attempt, 'HttpOnly') !== undefined && !isIncidental(attempt.name);

const valueIn = ({ seen }: Scene, name: string): string | undefined =>
  seen.sent?.find((one) => one.name === name)?.value;

const isAskedByScript = ({ exchange, request, hops }: Scene) =>
  ['fetch', 'xhr', 'eventSource'].includes((hops[0] ?? exchange).kind) &&
  request?.mode !== 'no-cors';

function refused(scene: Scene, traffic: Traffic, cookie?: string): Suspect[] {
  const sent = sentNames(scene);
  // Nobody can see what went along: what the request and its redirects say is all there is.
  if (sent === null) {
    const tells = isWithoutCredentials(scene) || isDowngraded(scene, traffic);
    return tells ? [{ symptom: 'never set', scene, cookie: null }] : [];
  }
  const lost = lostOnTheWay(scene, traffic);
  // Any error may end a sign-in elsewhere.
  if (lost === null && cookie === undefined && !asksToSignIn(scene)) return [];
  const [likeliest = renamedName(scene, traffic)] =
    cookie === undefined ? (lost === null ? expectedNames(scene, traffic) : [lost]) : [cookie];
  if (likeliest === undefined) {
    const isExpected = usesTokens(scene) || !isAfterSignIn(scene, traffic);
    return isExpected ? [] : [{ symptom: 'never set', scene, cookie: null }];
  }
  const isOthers = isForeign(scene, likeliest, traffic) && !isOfFrame(scene, likeliest, traffic);
  if (cookie === undefined && isOthers) return [];
  if (isRenewed(scene, traffic) || isSignedOut(scene, likeliest, traffic)) return [];
  if (sent.includes(likeliest)) {
    return isAskedForPassword(scene, traffic)
      ? []
      : [{ symptom: 'refused', scene, cookie: likeliest }];
  }
  if (isBeforeSignIn(scene, likeliest, traffic)) return [];
  return [{ symptom: 'missing', scene, cookie: likeliest }];
}

/** A session of the embedded application itself, which asks its own server. */
function isOfFrame(
  { document, request, seen }: Scene,
  name: string,
  { attemptsToSet }: Traffic,
): boolean {
  const url = request?.urls.at(-1);
  const isOwn =
    seen.status === 401 && document?.parent != null && document.url.origin === url?.origin;
  // Advertisers answer 403, and ask nobody to sign in.
  return (
    isOwn && attemptsToSet(name).some((one) => isServersOwn(one) && areKin(one.url, document.url))
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

/** Was it asked before anybody signed in, and did the same cookie work later? Every page looks first. */
function isBeforeSignIn(scene: Scene, name: string, traffic: Traffic): boolean {
  const { placeOf, askedAt } = traffic;
  const attempts = traffic.attemptsToSet(name).filter(({ deletes }) => !deletes);
  const isLater = (other: Scene) =>
    placeOf(other) > placeOf(scene) && askedAt(other) > askedAt(scene);
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

/** Cookies that the browser's own rules refuse, and that no later request carried. */
function unkept(traffic: Traffic, agent: UserAgent, cookie?: string): Suspect[] {
  const wanted = traffic.attempts.filter(
    (one) =>
      !one.deletes &&
      (cookie === undefined
        ? !isIncidental(one.name) && !isForeign(one.scene, one.name, traffic)
        : one.name === cookie) &&
      isOfPage(one),
  );
  const first = new Map([...wanted].reverse().map((one) => [one.name, one]));
  return [...first.values()]
    .filter((attempt) => !isSeenLater(attempt, traffic) && !isKept(attempt, traffic, agent))
    .map((attempt) => {
      const { scene, name } = attempt;
      const failing = failingWithout(attempt, traffic);
      // What the cookie needs depends on the request that it is for.
      return failing
        ? { symptom: 'missing', scene: failing, cookie: name }
        : { symptom: 'unkept', scene, cookie: name };
    });
}

/** The first later request that failed, though the cookie should have come with it. */
const failingWithout = (attempt: SetCookieAttempt, { scenes, placeOf }: Traffic) =>
  scenes.slice(placeOf(attempt.scene) + 1).find((scene) => {
    const url = urlOfScene(scene);
    const isMissed = sentNames(scene)?.includes(attempt.name) === false;
    return (
      url &&
      isMissed &&
      scene.seen.arrived &&
      covers(attempt, url) &&
      (scene.seen.status ?? 0) >= 400
    );
  });

/** Did a later request to where it belongs carry it, or can nobody see that? */
const isSeenLater = (attempt: SetCookieAttempt, { scenes, placeOf }: Traffic): boolean =>
  scenes.slice(placeOf(attempt.scene) + 1).some((scene) => {
    const url = urlOfScene(scene);
    return (
      url !== null && covers(attempt, url) && sentNames(scene)?.includes(attempt.name) !== false
    );
  });

/** Does the jar take it, whatever becomes of it? */
function isKept(attempt: SetCookieAttempt, traffic: Traffic, agent: UserAgent): boolean {
  const sites = sitesFor(agent);
  const jar = new Jar(agent, sites);
  const all = traffic.attemptsToSet(attempt.name);
  const stored = all
    .slice(0, all.indexOf(attempt) + 1)
    .map((one) => storeAttempt(one, jar, agent, traffic.answeredAt(one.scene)));
  return stored.at(-1)?.reasons.length === 0;
}

/** Of the page's own traffic, not of an advertiser's picture. */
function isOfPage({ scene, url }: SetCookieAttempt): boolean {
  const { document, request } = scene;
  if (!document || request?.destination === 'top-level') return true;
  return areKin(document.url, url) || ['fetch', 'xhr'].includes(scene.exchange.kind);
}
