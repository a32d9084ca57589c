/** Which exchanges of two recordings are the same: by method, origin, path and order. */
import { isToken } from '../../../import/index.ts';
import type { Scene } from '../../scenes.ts';
import { partyOf, urlOfScene } from '../names.ts';
import type { Traffic } from '../traffic.ts';

export interface Pairs {
  /** In the order of the second recording. */
  readonly both: readonly Pair[];
  readonly onlyGood: readonly Scene[];
  /** Spells a text of one recording with the host names of the other. */
  readonly inGood: (text: string) => string;
  readonly inBad: (text: string) => string;
}

export interface Pair {
  readonly good: Scene;
  readonly bad: Scene;
}

/**
 * Pairs exchanges, the closest likeness first: with the same parameters, without, and last at another
 * host, where one recording is of a copy of the site: `localhost`, `staging`.
 */
export function pairsOf(good: Traffic, bad: Traffic): Pairs {
  const goodOf = new Map<Scene, Scene>();
  const taken = new Set<Scene>();
  const hosts = new Map<string, string>();
  const join = (mine: Scene, theirs: Scene) => {
    goodOf.set(mine, theirs);
    taken.add(theirs);
  };
  const rest = ({ scenes }: Traffic) => scenes.filter((one) => !goodOf.has(one) && !taken.has(one));
  for (const key of [withParameters, withOrigin]) {
    const theirs = byKey(rest(good), key);
    for (const scene of rest(bad)) {
      const found = theirs.get(key(scene))?.shift();
      if (found) join(scene, found);
    }
  }
  const known = new Set([...good.scenes, ...bad.scenes].map(hostOf));
  const shared = new Set(
    [...known].filter((host) => [good, bad].every(({ scenes }) => hasHost(scenes, host))),
  );
  const moved = byKey(
    rest(good).filter((scene) => !shared.has(hostOf(scene))),
    withoutOrigin,
  );
  const renamed = new Set<string>();
  for (const scene of rest(bad).filter((one) => !shared.has(hostOf(one)))) {
    const mine = hostOf(scene);
    const candidates = moved.get(withoutOrigin(scene)) ?? [];
    const place = candidates.findIndex((one) =>
      hosts.has(mine) ? hosts.get(mine) === hostOf(one) : !renamed.has(hostOf(one)),
    );
    const [found] = place < 0 ? [] : candidates.splice(place, 1);
    if (!found) continue;
    hosts.set(mine, hostOf(found));
    renamed.add(hostOf(found));
    join(scene, found);
  }
  const names = withParties(hosts);
  return {
    both: bad.scenes.flatMap((scene) => {
      const other = goodOf.get(scene);
      return other ? [{ good: other, bad: scene }] : [];
    }),
    onlyGood: good.scenes.filter((scene) => !taken.has(scene)),
    inGood: renaming(names),
    inBad: renaming(names.map(([mine, theirs]) => [theirs, mine])),
  };
}

const hostOf = (scene: Scene) => urlOfScene(scene)?.host ?? '';
const hasHost = (scenes: readonly Scene[], host: string) =>
  scenes.some((scene) => hostOf(scene) === host);

function byKey(scenes: readonly Scene[], key: (scene: Scene) => string): Map<string, Scene[]> {
  const all = new Map<string, Scene[]>();
  for (const scene of scenes) {
    const same = all.get(key(scene));
    if (same) same.push(scene);
    else all.set(key(scene), [scene]);
  }
  return all;
}

const withoutOrigin = (scene: Scene) =>
  `${scene.exchange.method} ${pathPattern(urlOfScene(scene)?.pathname ?? '')}`;
const withOrigin = (scene: Scene) => `${urlOfScene(scene)?.origin} ${withoutOrigin(scene)}`;
const withParameters = (scene: Scene) => {
  const names = [...(urlOfScene(scene)?.searchParams.keys() ?? [])].sort();
  return JSON.stringify([withOrigin(scene), names]);
};

/** `/orders/4711/items` → `/orders/:id/items`; also of ids that were redacted. */
export const pathPattern = (path: string): string =>
  path
    .split('/')
    .map((segment) => (isToken(segment) || /^x*\d+$/.test(segment) ? ':id' : segment))
    .join('/');

/** Also the domains that the hosts are of: `Domain=shop.example`. */
function withParties(hosts: ReadonlyMap<string, string>): [string, string][] {
  const names = new Map<string, string>();
  for (const [mine, theirs] of hosts) {
    const [from, to] = [new URL(`http://${mine}`), new URL(`http://${theirs}`)];
    names.set(mine, theirs);
    names.set(from.hostname, to.hostname);
    names.set(partyOf(from), partyOf(to));
  }
  return [...names].sort(([a], [b]) => b.length - a.length);
}

function renaming(names: readonly (readonly [from: string, to: string])[]) {
  const to = new Map(names);
  if (names.length === 0) return (text: string) => text;
  const all = names.map(([from]) => from.replace(/[^\w-]/g, '\\$&')).join('|');
  const name = new RegExp(`(?<![\\w-])(${all})(?![\\w-])`, 'gi');
  return (text: string) => text.replace(name, (found) => to.get(found.toLowerCase()) ?? found);
}
