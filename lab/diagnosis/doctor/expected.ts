/** Refusals with which nothing is wrong: nobody has signed in, has signed out, or it was renewed; or they are others' business. */

import type { SetCookieAttempt } from '../attempts.ts';
import { isPrefetch, type Scene } from '../scenes.ts';
import { isSessionName, partyOf, urlOfScene } from './names.ts';
import type { Traffic } from './traffic.ts';

/** Did the page get a new session after it, which worked? An expired access token is renewed like this. */
export function isRenewed(scene: Scene, traffic: Traffic): boolean {
  const origin = urlOfScene(scene)?.origin;
  const before = new Set(pairsOf(scene));
  const [place, at] = [traffic.placeOf(scene), traffic.askedAt(scene)];
  const accepted = (origin !== undefined && notesOf(traffic).accepted.get(origin)) || [];
  return accepted.some((one) => one.place > place && one.at > at && !before.has(one.pair));
}

const pairsOf = ({ seen }: Scene) => (seen.sent ?? []).map(({ name, value }) => `${name}=${value}`);

const statusOf = ({ seen }: Scene) => seen.observation.messages.at(-1)?.response?.status ?? 0;
const isSuccess = (scene: Scene) => statusOf(scene) >= 200 && statusOf(scene) < 400;

/** Did somebody sign out before it, and not in again? */
export function isSignedOut(scene: Scene, name: string, traffic: Traffic): boolean {
  const url = urlOfScene(scene);
  const notes = notesOf(traffic).parties.get(url ? partyOf(url) : '');
  const place = traffic.placeOf(scene);
  const out = notes?.signOuts.findLast((one) => one < place);
  if (!notes || out === undefined) return false;
  const isAfter = (one: number) => one > out && one < place;
  const again = traffic
    .attemptsToSet(name)
    .some((one) => !one.deletes && isAfter(traffic.placeOf(one.scene)));
  return !again && !notes.signIns.some(isAfter);
}

/** What a recording tells of sessions, noted once: it may be long. */
interface Notes {
  /** By party: the places of exchanges that signed somebody in or out. */
  readonly parties: ReadonlyMap<string, { signIns: number[]; signOuts: number[] }>;
  /** By origin: the cookies that a response set and the server accepted later, and where they were set. */
  readonly accepted: ReadonlyMap<string, readonly Accepted[]>;
  /** The parties of pages that somebody visited. */
  readonly tops: ReadonlySet<string>;
}

interface Accepted {
  readonly pair: string;
  readonly place: number;
  readonly at: number;
}

const noted = new WeakMap<Traffic, Notes>();

function notesOf(traffic: Traffic): Notes {
  const known = noted.get(traffic);
  if (known) return known;
  const notes = noteAll(traffic);
  noted.set(traffic, notes);
  return notes;
}

function noteAll({ scenes, attempts, recording, placeOf, askedAt }: Traffic): Notes {
  const parties = new Map<string, { signIns: number[]; signOuts: number[] }>();
  const accepted = new Map<string, Accepted[]>();
  const set = new Map<string, Accepted>();
  const setBy = new Map<Scene, SetCookieAttempt[]>();
  for (const attempt of attempts) {
    const others = setBy.get(attempt.scene);
    if (others) others.push(attempt);
    else setBy.set(attempt.scene, [attempt]);
  }
  for (const scene of scenes) {
    const url = urlOfScene(scene);
    if (!url || !isSuccess(scene)) continue;
    const party = partyOf(url);
    const notes = parties.get(party) ?? { signIns: [], signOuts: [] };
    parties.set(party, notes);
    if (isSignIn(scene)) notes.signIns.push(placeOf(scene));
    if (isSignOut(scene)) notes.signOuts.push(placeOf(scene));
    for (const pair of pairsOf(scene)) {
      const one = set.get(`${party} ${pair}`);
      if (!one) continue;
      const all = accepted.get(url.origin) ?? [];
      accepted.set(url.origin, all);
      if (all.at(-1) !== one) all.push(one);
    }
    for (const { name, cookie, deletes } of setBy.get(scene) ?? []) {
      const pair = `${name}=${cookie.value}`;
      if (!deletes) {
        set.set(`${party} ${pair}`, { pair, place: placeOf(scene), at: askedAt(scene) });
      }
    }
  }
  const tops = recording.plan.documents.filter(({ parent }) => parent === null);
  return { parties, accepted, tops: new Set(tops.map(({ url }) => partyOf(new URL(url)))) };
}

const signOut = /(log|sign)[-_]?(out|off)\b|\bend[-_]?session\b|\brevoke\b/i;
const session = /\/(sessions?|login|auth)\/?(\w+\/?)?$/i;

/** Is it asked to sign somebody out, as far as its URL tells? */
export function isSignOut(scene: Scene): boolean {
  const { method, url } = scene.exchange;
  const path = pathOf(url);
  // Nobody meant to sign out by a prefetch.
  if (isPrefetch(scene)) return false;
  return signOut.test(path) || (method === 'DELETE' && session.test(path));
}

const signIn =
  /(log|sign)[-_]?(in|on|up)\b|\b(auth\w*|sessions?|tokens?|o?auth2?|sso|saml|oidc|callback|register|graphql|acs|verify|otp|users?|accounts?)\b/i;

/** A request that may sign somebody in. */
const isSignIn = (scene: Scene) =>
  scene.exchange.method === 'POST' && signIn.test(pathOf(scene.exchange.url)) && !isSignOut(scene);

export const isSignInPath = (url: string): boolean => signIn.test(pathOf(url));

/** Did anybody sign in to this party before, as far as URLs tell? Else a refusal without cookies is what is to be expected. */
export function isAfterSignIn(scene: Scene, traffic: Traffic): boolean {
  const url = urlOfScene(scene);
  const [first] = notesOf(traffic).parties.get(url ? partyOf(url) : '')?.signIns ?? [];
  return first !== undefined && first < traffic.placeOf(scene);
}

/** Is this another party's service in the page, of whose sessions the page knows nothing? */
export function isForeign(scene: Scene, cookie: string | null, traffic: Traffic): boolean {
  const url = urlOfScene(scene);
  if (!url || notesOf(traffic).tops.has(partyOf(url))) return false;
  return !(cookie !== null && isSessionName(cookie)) && !isAfterSignIn(scene, traffic);
}

const pathOf = (url: string) => url.replace(/^\w+:\/\/[^/]*|[?#].*/gs, '');
