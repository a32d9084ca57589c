/** Which exchanges of somebody's traffic look as if a cookie or CORS were to blame, and for what. */

import type { UserAgent } from '../../model/index.ts';
import { actualMessage } from '../../scenario/recording.ts';
import type { SetCookieAttempt } from '../attempts.ts';
import { covers } from '../questions.ts';
import { responseHeader, type Scene, sentNames, setCookieLines } from '../scenes.ts';
import { carried } from './carried.ts';
import { isAfterSignIn, isForeign, isRenewed, isSignedOut } from './expected.ts';
import { areKin, expectedNames, isIncidental, renamedName, urlOfScene } from './names.ts';
import { only, type Traffic, trafficOf } from './traffic.ts';

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
  return [...failing, ...lost];
}

const isAskedByScript = ({ exchange, request, hops }: Scene) =>
  ['fetch', 'xhr', 'eventSource'].includes((hops[0] ?? exchange).kind) &&
  request?.mode !== 'no-cors';

/** 401, 403, 419 (Laravel's expired session), or sent to sign in. */
export function isRefusal(scene: Scene): boolean {
  const status = scene.seen.observation.messages.at(-1)?.response?.status;
  if (status === undefined) return false;
  if ([401, 403, 419].includes(status)) return true;
  if (status < 300 || status >= 400) return false;
  const location = responseHeader(scene, 'Location') ?? '';
  // Who notes a state and leads to another party begins a sign-in.
  const url = urlOfScene(scene);
  const leads = url && URL.canParse(location, url.href) ? new URL(location, url) : null;
  if (url && leads && !areKin(url, leads) && setCookieLines(scene).length > 0) return false;
  return signIn.test(pathOf(location)) && !signIn.test(pathOf(scene.exchange.url));
}

const signIn = /\/((log|sign)[-_]?in|session-?expired|unauthori[sz]ed)\b/i;
const pathOf = (url: string) => url.replace(/[?#].*/s, '');

function refused(scene: Scene, traffic: Traffic, cookie?: string): Suspect[] {
  const sent = sentNames(scene);
  // Nobody can see what went along: what the request and its redirects say is all there is.
  if (sent === null) {
    const tells = isWithoutCredentials(scene) || isDowngraded(scene, traffic);
    return tells ? [{ symptom: 'never set', scene, cookie: null }] : [];
  }
  const [likeliest = renamedName(scene, traffic)] =
    cookie === undefined ? expectedNames(scene, traffic) : [cookie];
  if (likeliest === undefined) {
    const isExpected = usesTokens(scene) || !isAfterSignIn(scene, traffic);
    return isExpected ? [] : [{ symptom: 'never set', scene, cookie: null }];
  }
  if (cookie === undefined && isForeign(scene, likeliest, traffic)) return [];
  if (isRenewed(scene, traffic) || isSignedOut(scene, likeliest, traffic)) return [];
  if (sent.includes(likeliest)) return [{ symptom: 'refused', scene, cookie: likeliest }];
  if (isBeforeSignIn(scene, likeliest, traffic)) return [];
  return [{ symptom: 'missing', scene, cookie: likeliest }];
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
    .map(({ scene, name }) => ({ symptom: 'unkept', scene, cookie: name }));
}

/** Did a later request to where it belongs carry it, or can nobody see that? */
const isSeenLater = (attempt: SetCookieAttempt, { scenes, placeOf }: Traffic): boolean =>
  scenes.slice(placeOf(attempt.scene) + 1).some((scene) => {
    const url = urlOfScene(scene);
    return (
      url !== null && covers(attempt, url) && sentNames(scene)?.includes(attempt.name) !== false
    );
  });

/** Does the jar hold it, whatever becomes of it? */
function isKept({ name, scene }: SetCookieAttempt, traffic: Traffic, agent: UserAgent): boolean {
  const later = traffic.scenes.slice(traffic.placeOf(scene), traffic.placeOf(scene) + 50);
  const ids = new Set(
    [...later, ...traffic.attemptsToSet(name).map((one) => one.scene)].map(
      ({ exchange }) => exchange.id,
    ),
  );
  const near = trafficOf(only(traffic.recording, ids));
  return [...carried(name, near, agent).values()].some(
    ({ sent, reasons }) => sent || reasons.length > 0,
  );
}

/** Of the page's own traffic, not of an advertiser's picture. */
function isOfPage({ scene, url }: SetCookieAttempt): boolean {
  const { document, request } = scene;
  if (!document || request?.destination === 'top-level') return true;
  return areKin(document.url, url) || ['fetch', 'xhr'].includes(scene.exchange.kind);
}
