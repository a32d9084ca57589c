/** What tells that a server missed something: a refusal, a way to its sign-in page, a callback that failed. */
import { hidesOrigin, isOversize } from '../refused.ts';
import { locationFrom, responseHeader, type Scene, sentNames, setCookieLines } from '../scenes.ts';
import { isSignOut } from './expected.ts';
import { areKin, urlOfScene } from './names.ts';
import type { Traffic } from './traffic.ts';

/** 401, 403, 419 (Laravel's expired session), sent to sign in, or a sign-in elsewhere that came to nothing. */
export function isRefusal(scene: Scene): boolean {
  const status = statusOf(scene);
  if (status === undefined) return false;
  if (isOversize(scene)) return true;
  if (isReturn(scene)) {
    const isSentOn = status >= 300 && status < 400;
    return status >= 400 || (isSentOn && failed.test(locationOf(scene)));
  }
  return asksToSignIn(scene);
}

/** Does the server say that it wants somebody to sign in? */
export function asksToSignIn(scene: Scene): boolean {
  const status = statusOf(scene) ?? 0;
  if (asksSilently(scene.exchange.url))
    return noSession.test(responseHeader(scene, 'Location') ?? '');
  // An identity provider that is asked for a sign-in leads to its form.
  if (asksForSignIn(scene.exchange.url) && status < 400) return false;
  // Rails answers 422 where it cannot tell who posts.
  if ([401, 403, 419].includes(status) || (status === 422 && hidesOrigin(scene))) return true;
  // A sign-out leads there as well.
  if (status < 300 || status >= 400 || isSignOut(scene)) return false;
  const location = locationOf(scene);
  // Who notes a state and leads to another party begins a sign-in.
  if (leadsAway(scene) && setCookieLines(scene).length > 0) return false;
  return (
    signIn.test(pathOf(location)) && (isReturn(scene) || !signIn.test(pathOf(scene.exchange.url)))
  );
}

/** Where a response leads: of the own host the path with its slash, which `Location: login.php` lacks; `''` for none. */
function locationOf(scene: Scene): string {
  const location = responseHeader(scene, 'Location') ?? '';
  const base = urlOfScene(scene);
  const to = location === '' ? null : locationFrom(location, base);
  if (!to) return location;
  return to.host === base?.host ? to.href.slice(to.origin.length) : to.href;
}

const statusOf = ({ seen }: Scene) => seen.observation.messages.at(-1)?.response?.status;

const signIn =
  /\/[\w.-]*?((log|sign)[-_]?(in|on)|session-?expired|unauthori[sz]ed)\b|\/sessions?\/new\b|\/auth(enticate)?\/?$/i;
const failed = new RegExp(`${signIn.source}|/error\\b|[?&#]error\\b|mismatch`, 'i');
const pathOf = (url: string) => url.replace(/[?#].*/s, '');

/** Where OAuth, OpenID Connect and SAML lead back to; what the other party refused itself is no loss of a cookie. */
function isReturn({ exchange, request, document }: Scene): boolean {
  const isDocument =
    request?.destination === 'top-level' || typeof request?.destination === 'object';
  if (!isDocument || !URL.canParse(exchange.url)) return false;
  const url = new URL(exchange.url);
  const { pathname, searchParams } = url;
  if (searchParams.has('error')) return false;
  // SAML and form_post lead back by a form of the other party's page.
  if (exchange.method === 'POST' && document && !areKin(document.url, url)) return true;
  return (
    (searchParams.has('state') && searchParams.has('code')) ||
    /\b(callback|acs|signin-oidc)\b|\/oauth2?\/code\b/i.test(pathname)
  );
}

/** The other party to which a response sends the user on; null for none. */
function leadsAway(scene: Scene): URL | null {
  const url = urlOfScene(scene);
  const to = locationFrom(responseHeader(scene, 'Location'), url);
  if (!url || !to) return null;
  // An identity provider may be of the same site.
  const isOther = !areKin(url, to) || (url.origin !== to.origin && asksForSignIn(to.href));
  return isOther ? to : null;
}

/** OAuth 2.0 §4.1.1 and SAML: the request with which an application sends the user to sign in. */
const asksForSignIn = (url: string): boolean =>
  URL.canParse(url) &&
  ['client_id', 'SAMLRequest'].some((name) => new URL(url).searchParams.has(name));

/** OpenID Connect Core §3.1.2.1: is it asked whether there is a session, without showing a form? */
export const asksSilently = (url: string): boolean =>
  asksForSignIn(url) && new URL(url).searchParams.get('prompt') === 'none';

/** §3.1.2.6: what the answer to that says in its query or fragment where there is none. */
const noSession = /[?#&]error=(login|interaction|account_selection)_required\b/;

/**
 * The finished sign-in that led to a page, which sends the user to the same party again: the session
 * of that sign-in did not come. Null for none.
 */
export function signInBefore(scene: Scene, { scenes, placeOf }: Traffic): Scene | null {
  const to = leadsAway(scene);
  if (!to || scene.request?.destination !== 'top-level' || isReturn(scene)) return null;
  const before = scenes.slice(0, placeOf(scene));
  const leads = (back: Scene) =>
    isReturn(back) && !isRefusal(back) && comesFrom(back, to) && leadsTo(back, scene);
  return before.findLast(leads) ?? null;
}

/** Is a request where the response of another sends the user, whatever the scheme? */
function leadsTo(back: Scene, scene: Scene): boolean {
  const [from, url] = [urlOfScene(back), urlOfScene(scene)];
  const to = locationFrom(responseHeader(back, 'Location'), from);
  return to !== null && to.host === url?.host && to.pathname === url.pathname;
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
