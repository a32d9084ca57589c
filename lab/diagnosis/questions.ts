/** What can be asked of an exchange: what did not happen there that was meant to. */
import { defaultPath, isLoopback, lastAttribute, pathMatches } from '../model/rules.ts';
import { attributeOf, type SetCookieAttempt } from './attempts.ts';
import { sitesFor, strictest } from './replay.ts';
import { type Scene, sentNames, wasAnswered } from './scenes.ts';

export type Question =
  /** Why did the cookie not arrive? `attempt` is the last that was to set it; null where nothing was. */
  | {
      readonly asks: 'arrival';
      readonly name: string;
      readonly attempt: SetCookieAttempt | null;
      /** What took it away between. */
      readonly deletedBy?: SetCookieAttempt;
      /** The response that sets it was still on its way. */
      readonly pending?: SetCookieAttempt;
    }
  /** Why was the cookie that this exchange sets not kept? */
  | { readonly asks: 'storing'; readonly name: string; readonly attempt: SetCookieAttempt }
  /** Why did the script not give back the CSRF token that a cookie holds, and was refused? */
  | { readonly asks: 'token'; readonly name: string; readonly attempt: SetCookieAttempt }
  /** Why was the request refused, although the cookie arrived? */
  | { readonly asks: 'refusal'; readonly name: string; readonly attempt: SetCookieAttempt | null }
  /** Why could the script not read the answer? */
  | { readonly asks: 'reading' }
  /** Why did the cookie come twice, or after it was deleted? */
  | { readonly asks: 'unwanted'; readonly name: string; readonly attempt: SetCookieAttempt };

/** Asked where no response set a cookie, and nobody knows its name. */
export const anySession = 'a session cookie';

/** The questions that the evidence of an exchange raises; about one cookie where it is named. */
export function questionsOf(
  scene: Scene,
  scenes: readonly Scene[],
  attempts: readonly SetCookieAttempt[],
  cookie?: string,
): Question[] {
  if (scene.seen.observation.standing) return [];
  const place = scenes.indexOf(scene);
  const before = attempts.filter((attempt) => scenes.indexOf(attempt.scene) < place);
  const earlier = before.filter((attempt) => wasAnswered(attempt.scene, scene));
  const latest = latestFor(scene, earlier);
  const own = attempts.filter((attempt) => attempt.scene === scene);
  const all = [
    ...missing(scene, latest, cookie),
    ...unwanted(scene, latest, earlier),
    ...unkept(scene, own, attempts.slice(before.length + own.length)),
    ...tokenless(scene, latest),
  ];
  if (cookie !== undefined) {
    const mine = all.filter((one) => 'name' in one && one.name === cookie);
    const absent = scene.request !== null && sentNames(scene)?.includes(cookie) === false;
    if (mine.length > 0 || !absent || own.some(({ name }) => name === cookie)) return mine;
    return [absentee(cookie, earlier, before)];
  }
  if (scene.seen.readable !== false) return all;
  // A request that never left is asked about as a whole: that no cookie arrived follows from it.
  const others = scene.seen.arrived ? all : [];
  return [...others, { asks: 'reading' }];
}

/** The last attempt of each name: of cookies of one name, of which several may be kept, one that covers the URL. */
function latestFor(
  scene: Scene,
  earlier: readonly SetCookieAttempt[],
): Map<string, SetCookieAttempt> {
  const url = scene.request?.urls.at(-1);
  const covering = url ? earlier.filter((attempt) => covers(attempt, url)) : [];
  return new Map([...earlier, ...covering].map((attempt) => [attempt.name, attempt]));
}

/** A cookie that was never set, or was taken away. */
function absentee(
  name: string,
  earlier: readonly SetCookieAttempt[],
  before: readonly SetCookieAttempt[],
): Question {
  const last = earlier.findLast((one) => one.name === name);
  const attempt = earlier.findLast((one) => one.name === name && !one.deletes) ?? last ?? null;
  const deletedBy = last?.deletes && last !== attempt ? last : null;
  const pending = before.find((one) => one.name === name && !one.deletes);
  return {
    asks: 'arrival',
    name,
    attempt,
    ...(deletedBy && { deletedBy }),
    ...(attempt === null && pending && { pending }),
  };
}

function missing(
  scene: Scene,
  latest: ReadonlyMap<string, SetCookieAttempt>,
  cookie: string | undefined,
): Question[] {
  const sent = sentNames(scene);
  if (!scene.request || !sent) return [];
  const absent = [...latest.values()].filter(
    ({ name, deletes }) => !deletes && !sent.includes(name),
  );
  const named = absent.filter(({ name }) => name === cookie);
  const own = absent.filter((attempt) => isOwn(attempt, scene));
  const meant = [named, own, absent.filter((attempt) => isKin(attempt, scene))];
  return (meant.find(({ length }) => length > 0) ?? []).map((attempt) => ({
    asks: 'arrival',
    name: attempt.name,
    attempt,
  }));
}

/** Is a cookie meant for a request that nobody spoke of? What was set for its host is. */
function isOwn(attempt: SetCookieAttempt, scene: Scene): boolean {
  const { request } = scene;
  const url = request?.urls.at(-1);
  if (!request || !url || request.credentials === 'omit') return false;
  const isOfHost = attempt.url.hostname === url.hostname || coversHost(attempt, url);
  return isOfHost && (sentNames(scene)?.length === 0 || coversPath(attempt, url));
}

/** What a sibling or the page's script set is meant only where a script asks with credentials and nothing came. */
function isKin(attempt: SetCookieAttempt, scene: Scene): boolean {
  const { request, seen } = scene;
  const url = request?.urls.at(-1);
  const asks = seen.readable !== null && request?.credentials === 'include';
  if (!request || !url || !asks || sentNames(scene)?.length !== 0) return false;
  return request.tainting === 'cors' && areKin(attempt.url, url);
}

const coversHost = (attempt: SetCookieAttempt, { hostname }: URL): boolean => {
  const domain = attributeOf(attempt, 'Domain');
  const covered = domain || attempt.url.hostname;
  return covered === hostname || (Boolean(domain) && hostname.endsWith(`.${domain}`));
};

const coversPath = (attempt: SetCookieAttempt, { pathname }: URL): boolean =>
  pathMatches(pathname, pathOf(attempt));

/** Do Domain and Path of an attempt cover a URL? */
export const covers = (attempt: SetCookieAttempt, url: URL): boolean =>
  coversHost(attempt, url) && coversPath(attempt, url);

export const pathOf = (attempt: SetCookieAttempt): string =>
  lastAttribute(attempt.cookie.attributes, 'Path') ?? defaultPath(attempt.url.pathname);

/** Of one party, or two names of this machine. */
function areKin(a: URL, b: URL): boolean {
  const sites = sitesFor(strictest);
  return sites.schemelesslySameSite(a, b) || (isLoopback(a.hostname) && isLoopback(b.hostname));
}

function unwanted(
  scene: Scene,
  latest: ReadonlyMap<string, SetCookieAttempt>,
  earlier: readonly SetCookieAttempt[],
): Question[] {
  const sent = sentNames(scene) ?? [];
  const twice = [...latest.values()].filter(
    ({ name, deletes }) => !deletes && sent.filter((one) => one === name).length > 1,
  );
  const deletions = [...new Set(sent)].flatMap((name) => {
    const last = earlier.findLast((one) => one.name === name);
    return last?.deletes && !earlier.some((one) => isDeletedBy(last, one)) ? last : [];
  });
  return [...deletions, ...twice]
    .filter(({ name }) => earlier.some((one) => one.name === name && !one.deletes))
    .map((attempt) => ({ asks: 'unwanted', name: attempt.name, attempt }));
}

/** Have they one name, Domain, Path and jar, so that the one takes the other away? */
const isDeletedBy = (deletion: SetCookieAttempt, one: SetCookieAttempt): boolean =>
  !one.deletes &&
  one.name === deletion.name &&
  domainOf(one) === domainOf(deletion) &&
  pathOf(one) === pathOf(deletion) &&
  isPartitioned(one) === isPartitioned(deletion);

const isPartitioned = (attempt: SetCookieAttempt) => Boolean(attributeOf(attempt, 'Partitioned'));

/** With a mark where subdomains have it too. */
const domainOf = (attempt: SetCookieAttempt): string => {
  const domain = attributeOf(attempt, 'Domain');
  return domain ? `.${domain}` : attempt.url.hostname;
};

/** axios gives back what the cookie XSRF-TOKEN holds, in a header; a server that misses it refuses. */
function tokenless(
  { exchange, seen }: Scene,
  latest: ReadonlyMap<string, SetCookieAttempt>,
): Question[] {
  const token = seen.requestHeader('x-xsrf-token');
  const isSent = 'gap' in token || token.value !== null;
  const attempt = latest.get('XSRF-TOKEN');
  if (exchange.kind !== 'axios' || (seen.status ?? 200) < 400 || isSent) return [];
  return attempt && !attempt.deletes ? [{ asks: 'token', name: attempt.name, attempt }] : [];
}

/** Cookies that this exchange set and the jar did not keep, as far as anybody told. */
function unkept(
  { seen }: Scene,
  own: readonly SetCookieAttempt[],
  later: readonly SetCookieAttempt[],
) {
  const { stored, observation } = seen;
  const { reasons } = observation;
  const documentCookie = seen.documentCookie?.map(({ name }) => name);
  const told = (name: string) =>
    reasons.some(({ on, cookie, exempt }) => on === 'store' && cookie === name && !exempt);
  const gone = ({ name, by }: SetCookieAttempt) =>
    by === 'script'
      ? documentCookie !== undefined && !documentCookie.includes(name)
      : stored !== null &&
        !stored.includes(name) &&
        !later.some((attempt) => attempt.name === name);
  return own
    .filter((attempt) => !attempt.deletes && (told(attempt.name) || gone(attempt)))
    .map((attempt): Question => ({ asks: 'storing', name: attempt.name, attempt }));
}
