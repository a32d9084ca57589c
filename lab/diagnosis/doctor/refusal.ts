/** What tells that a server missed something: a refusal, a way to its sign-in page, a callback that failed. */
import { isOversize } from '../refused.ts';
import { responseHeader, type Scene, sentNames, setCookieLines } from '../scenes.ts';
import { areKin, urlOfScene } from './names.ts';
import type { Traffic } from './traffic.ts';

/** 401, 403, 419 (Laravel's expired session), sent to sign in, or a sign-in elsewhere that came to nothing. */
export function isRefusal(scene: Scene): boolean {
  const status = statusOf(scene);
  if (status === undefined) return false;
  if (isOversize(scene)) return true;
  if (isReturn(scene)) {
    const isSentOn = status >= 300 && status < 400;
    return status >= 400 || (isSentOn && failed.test(responseHeader(scene, 'Location') ?? ''));
  }
  return asksToSignIn(scene);
}

/** Does the server say that it wants somebody to sign in? */
export function asksToSignIn(scene: Scene): boolean {
  const status = statusOf(scene) ?? 0;
  if ([401, 403, 419].includes(status)) return true;
  if (status < 300 || status >= 400) return false;
  const location = responseHeader(scene, 'Location') ?? '';
  // Who notes a state and leads to another party begins a sign-in.
  if (leadsAway(scene) && setCookieLines(scene).length > 0) return false;
  return (
    signIn.test(pathOf(location)) && (isReturn(scene) || !signIn.test(pathOf(scene.exchange.url)))
  );
}

const statusOf = ({ seen }: Scene) => seen.observation.messages.at(-1)?.response?.status;

const signIn = /\/((log|sign)[-_]?in|session-?expired|unauthori[sz]ed)\b/i;
const failed =
  /\/((log|sign)[-_]?in|session-?expired|unauthori[sz]ed|error)\b|[?&#]error\b|mismatch/i;
const pathOf = (url: string) => url.replace(/[?#].*/s, '');

/** Where OAuth, OpenID Connect and SAML lead back to; what the other party refused itself is no loss of a cookie. */
function isReturn({ exchange, request }: Scene): boolean {
  if (request?.destination !== 'top-level' || !URL.canParse(exchange.url)) return false;
  const { pathname, searchParams } = new URL(exchange.url);
  if (searchParams.has('error')) return false;
  return (
    (searchParams.has('state') && searchParams.has('code')) ||
    /\b(callback|acs|signin-oidc)\b|\/oauth2?\/code\b/i.test(pathname)
  );
}

/** The other party to which a response sends the user on; null for none. */
function leadsAway(scene: Scene): URL | null {
  const url = urlOfScene(scene);
  const location = responseHeader(scene, 'Location');
  if (!url || location === null || !URL.canParse(location, url.href)) return null;
  const to = new URL(location, url);
  return areKin(url, to) ? null : to;
}

const comesFrom = ({ document, hops }: Scene, { hostname }: URL): boolean =>
  [document?.url.href, ...hops.map(({ url }) => url)].some(
    (url) => url !== undefined && URL.canParse(url) && new URL(url).hostname === hostname,
  );

/** Of what was noted when the user was sent to another party: the first that did not come back with them. */
export function lostOnTheWay(scene: Scene, { scenes, placeOf, attempts }: Traffic): string | null {
  const url = urlOfScene(scene);
  const sent = sentNames(scene);
  if (!url || !sent || !isReturn(scene)) return null;
  const began = scenes.slice(0, placeOf(scene)).findLast((other) => {
    const [from, to] = [urlOfScene(other), leadsAway(other)];
    if (!from || !to || setCookieLines(other).length === 0) return false;
    // Also where another name of the application is asked, such as that of its preview.
    return areKin(from, url) || comesFrom(scene, to);
  });
  const noted = attempts.filter((one) => one.scene === began && !one.deletes);
  return noted.find(({ name }) => !sent.includes(name))?.name ?? null;
}
