/** Refusals with which nothing is wrong: nobody has signed in, has signed out, or it was renewed; or they are others' business. */
import type { Scene } from '../scenes.ts';
import { areKin, isSessionName, urlOfScene } from './names.ts';
import type { Traffic } from './traffic.ts';

/** Did the page get a new session after it, which worked? An expired access token is renewed like this. */
export function isRenewed(scene: Scene, { scenes, settings, placeOf, askedAt }: Traffic): boolean {
  const url = urlOfScene(scene);
  if (!url) return false;
  const place = placeOf(scene);
  const before = new Set(cookiesOf(scene));
  const renewals = settings.filter(
    (one) =>
      !one.deletes &&
      placeOf(one.scene) > place &&
      askedAt(one.scene) > askedAt(scene) &&
      areKin(one.url, url),
  );
  const renewed = new Map(
    renewals.map((one) => [`${one.name}=${one.cookie.value}`, placeOf(one.scene)]),
  );
  return scenes.slice(place + 1).some((later) => {
    if (urlOfScene(later)?.origin !== url.origin || !isSuccess(later)) return false;
    return cookiesOf(later).some(
      (pair) => !before.has(pair) && (renewed.get(pair) ?? Infinity) < placeOf(later),
    );
  });
}

const cookiesOf = ({ seen }: Scene) =>
  (seen.sent ?? []).map(({ name, value }) => `${name}=${value}`);

const statusOf = ({ seen }: Scene) => seen.observation.messages.at(-1)?.response?.status ?? 0;
const isSuccess = (scene: Scene) => statusOf(scene) >= 200 && statusOf(scene) < 400;

/** Did somebody sign out before it, and not in again? */
export function isSignedOut(scene: Scene, name: string, traffic: Traffic): boolean {
  const { scenes, placeOf } = traffic;
  const url = urlOfScene(scene);
  if (!url) return false;
  const before = scenes.slice(0, placeOf(scene));
  const isKin = (other: Scene) => {
    const place = urlOfScene(other);
    return place !== null && areKin(place, url) && isSuccess(other);
  };
  const out = before.findLastIndex((other) => isKin(other) && isSignOut(other));
  if (out < 0) return false;
  const isAfter = (other: Scene) => placeOf(other) > out && placeOf(other) < placeOf(scene);
  const again = traffic.attempts(name).some((one) => !one.deletes && isAfter(one.scene));
  return !again && !before.some((other) => isAfter(other) && isKin(other) && isSignIn(other));
}

const signOut = /(log|sign)[-_]?(out|off)\b|\bend[-_]?session\b|\brevoke\b/i;
const session = /\/(sessions?|login|auth)\/?(\w+\/?)?$/i;

function isSignOut({ exchange: { method, url } }: Scene): boolean {
  const path = pathOf(url);
  return signOut.test(path) || (method === 'DELETE' && session.test(path));
}

const signIn =
  /(log|sign)[-_]?(in|on|up)\b|\b(auth\w*|sessions?|tokens?|o?auth2?|sso|saml|oidc|callback|register|graphql|acs|verify|otp|users?|accounts?)\b/i;

/** A request that may sign somebody in. */
const isSignIn = (scene: Scene) =>
  scene.exchange.method === 'POST' && signIn.test(pathOf(scene.exchange.url)) && !isSignOut(scene);

/** Did anybody sign in to this party before, as far as URLs tell? Else a refusal without cookies is what is to be expected. */
export function isAfterSignIn(scene: Scene, { scenes, placeOf }: Traffic): boolean {
  const url = urlOfScene(scene);
  const before = scenes.slice(0, placeOf(scene));
  return before.some((other) => {
    const place = urlOfScene(other);
    return (
      url !== null && place !== null && areKin(place, url) && isSuccess(other) && isSignIn(other)
    );
  });
}

/** Is this another party's service in the page, of whose sessions the page knows nothing? */
export function isForeign(scene: Scene, cookie: string | null, traffic: Traffic): boolean {
  const url = urlOfScene(scene);
  if (!url || tops(traffic).some((top) => areKin(top, url))) return false;
  return !(cookie !== null && isSessionName(cookie)) && !isAfterSignIn(scene, traffic);
}

/** The pages that somebody visited. */
function tops(traffic: Traffic): readonly URL[] {
  const known = topsOf.get(traffic);
  if (known) return known;
  const { documents } = traffic.recording.plan;
  const urls = documents.flatMap(({ parent, url }) => (parent === null ? [new URL(url)] : []));
  const all = [...new Map(urls.map((url) => [url.origin, url])).values()];
  topsOf.set(traffic, all);
  return all;
}

const topsOf = new WeakMap<Traffic, readonly URL[]>();

const pathOf = (url: string) => url.replace(/^\w+:\/\/[^/]*|[?#].*/gs, '');
