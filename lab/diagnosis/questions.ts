/** What can be asked of an exchange: what did not happen there that was meant to. */
import { defaultPath, isLoopback, lastAttribute, pathMatches } from '../model/rules.ts';
import { sitesFor, strictest } from './replay.ts';
import { type Scene, sentNames, wasAnswered } from './scenes.ts';
import { attributeOf, type Setting } from './settings.ts';

export type Question =
  /** Why did the cookie not arrive? `setting` is the last that was to set it; null where nothing was. */
  | {
      readonly asks: 'arrival';
      readonly name: string;
      readonly setting: Setting | null;
      /** What took it away between. */
      readonly deletedBy?: Setting;
      /** The response that sets it was still on its way. */
      readonly pending?: Setting;
    }
  /** Why was the cookie that this exchange sets not kept? */
  | { readonly asks: 'storing'; readonly name: string; readonly setting: Setting }
  /** Why did the script not give back the CSRF token that a cookie holds, and was refused? */
  | { readonly asks: 'token'; readonly name: string; readonly setting: Setting }
  /** Why was the request refused, although the cookie arrived? */
  | { readonly asks: 'refusal'; readonly name: string; readonly setting: Setting | null }
  /** Why could the script not read the answer? */
  | { readonly asks: 'reading' }
  /** Why did the cookie come twice, or after it was deleted? */
  | { readonly asks: 'unwanted'; readonly name: string; readonly setting: Setting };

/** The questions that the evidence of an exchange raises; about one cookie where it is named. */
export function questionsOf(
  scene: Scene,
  scenes: readonly Scene[],
  settings: readonly Setting[],
  cookie?: string,
): Question[] {
  if (scene.seen.observation.standing) return [];
  const place = scenes.indexOf(scene);
  const before = settings.filter((setting) => scenes.indexOf(setting.scene) < place);
  const earlier = before.filter((setting) => wasAnswered(setting.scene, scene));
  const latest = latestFor(scene, earlier);
  const own = settings.filter((setting) => setting.scene === scene);
  const all = [
    ...missing(scene, latest, cookie),
    ...unwanted(scene, latest, earlier),
    ...unkept(scene, own, settings.slice(before.length + own.length)),
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

/** The last setting of each name: of cookies of one name, of which several may be kept, one that covers the URL. */
function latestFor(scene: Scene, earlier: readonly Setting[]): Map<string, Setting> {
  const url = scene.request?.urls.at(-1);
  const covering = url ? earlier.filter((setting) => covers(setting, url)) : [];
  return new Map([...earlier, ...covering].map((setting) => [setting.name, setting]));
}

/** A cookie that was never set, or was taken away. */
function absentee(name: string, earlier: readonly Setting[], before: readonly Setting[]): Question {
  const last = earlier.findLast((one) => one.name === name);
  const setting = earlier.findLast((one) => one.name === name && !one.deletes) ?? last ?? null;
  const deletedBy = last?.deletes && last !== setting ? last : null;
  const pending = before.find((one) => one.name === name && !one.deletes);
  return {
    asks: 'arrival',
    name,
    setting,
    ...(deletedBy && { deletedBy }),
    ...(setting === null && pending && { pending }),
  };
}

function missing(
  scene: Scene,
  latest: ReadonlyMap<string, Setting>,
  cookie: string | undefined,
): Question[] {
  const sent = sentNames(scene);
  if (!scene.request || !sent) return [];
  const absent = [...latest.values()].filter(
    ({ name, deletes }) => !deletes && !sent.includes(name),
  );
  const named = absent.filter(({ name }) => name === cookie);
  const own = absent.filter((setting) => isOwn(setting, scene));
  const meant = [named, own, absent.filter((setting) => isKin(setting, scene))];
  return (meant.find(({ length }) => length > 0) ?? []).map((setting) => ({
    asks: 'arrival',
    name: setting.name,
    setting,
  }));
}

/** Is a cookie meant for a request that nobody spoke of? What was set for its host is. */
function isOwn(setting: Setting, scene: Scene): boolean {
  const { request } = scene;
  const url = request?.urls.at(-1);
  if (!request || !url || request.credentials === 'omit') return false;
  const isOfHost = setting.url.hostname === url.hostname || coversHost(setting, url);
  return isOfHost && (sentNames(scene)?.length === 0 || coversPath(setting, url));
}

/** What a sibling or the page's script set is meant only where a script asks with credentials and nothing came. */
function isKin(setting: Setting, scene: Scene): boolean {
  const { request, seen } = scene;
  const url = request?.urls.at(-1);
  const asks = seen.readable !== null && request?.credentials === 'include';
  if (!request || !url || !asks || sentNames(scene)?.length !== 0) return false;
  return request.tainting === 'cors' && areKin(setting.url, url);
}

const coversHost = (setting: Setting, { hostname }: URL): boolean => {
  const domain = attributeOf(setting, 'Domain');
  const covered = domain || setting.url.hostname;
  return covered === hostname || (Boolean(domain) && hostname.endsWith(`.${domain}`));
};

const coversPath = (setting: Setting, { pathname }: URL): boolean =>
  pathMatches(pathname, pathOf(setting));

/** Do Domain and Path of a setting cover a URL? */
export const covers = (setting: Setting, url: URL): boolean =>
  coversHost(setting, url) && coversPath(setting, url);

export const pathOf = (setting: Setting): string =>
  lastAttribute(setting.cookie.attributes, 'Path') ?? defaultPath(setting.url.pathname);

/** Of one party, or two names of this machine. */
function areKin(a: URL, b: URL): boolean {
  const sites = sitesFor(strictest);
  return sites.schemelesslySameSite(a, b) || (isLoopback(a.hostname) && isLoopback(b.hostname));
}

function unwanted(
  scene: Scene,
  latest: ReadonlyMap<string, Setting>,
  earlier: readonly Setting[],
): Question[] {
  const sent = sentNames(scene) ?? [];
  return [...latest.values()]
    .filter(({ name, deletes }) =>
      deletes ? sent.includes(name) : sent.filter((one) => one === name).length > 1,
    )
    .filter(({ name }) => earlier.some((one) => one.name === name && !one.deletes))
    .map((setting) => ({ asks: 'unwanted', name: setting.name, setting }));
}

/** axios gives back what the cookie XSRF-TOKEN holds, in a header; a server that misses it refuses. */
function tokenless({ exchange, seen }: Scene, latest: ReadonlyMap<string, Setting>): Question[] {
  const token = seen.requestHeader('x-xsrf-token');
  const isSent = 'gap' in token || token.value !== null;
  const setting = latest.get('XSRF-TOKEN');
  if (exchange.kind !== 'axios' || (seen.status ?? 200) < 400 || isSent) return [];
  return setting && !setting.deletes ? [{ asks: 'token', name: setting.name, setting }] : [];
}

/** Cookies that this exchange set and the jar did not keep, as far as anybody told. */
function unkept({ seen }: Scene, own: readonly Setting[], later: readonly Setting[]) {
  const { stored, observation } = seen;
  const { reasons } = observation;
  const documentCookie = seen.documentCookie?.map(({ name }) => name);
  const told = (name: string) =>
    reasons.some(({ on, cookie, exempt }) => on === 'store' && cookie === name && !exempt);
  const gone = ({ name, by }: Setting) =>
    by === 'script'
      ? documentCookie !== undefined && !documentCookie.includes(name)
      : stored !== null &&
        !stored.includes(name) &&
        !later.some((setting) => setting.name === name);
  return own
    .filter((setting) => !setting.deletes && (told(setting.name) || gone(setting)))
    .map((setting): Question => ({ asks: 'storing', name: setting.name, setting }));
}
