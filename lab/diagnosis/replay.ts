/**
 * The rules of the user agent on paper, asked about the evidence: had it been
 * this agent, why would a cookie not have been stored, or not have been sent?
 */

import type { SendReason, StoreReason } from '../base/reasons/index.ts';
import { once } from '../base/remember.ts';
import { publicSuffixes, standard, type UserAgent } from '../model/index.ts';
import {
  type Access,
  type Cookie,
  documentAccess,
  includesCredentials,
  Jar,
  requestAccess,
  type Sites,
  sitesOf,
} from '../model/rules.ts';
import type { SetCookieAttempt } from './attempts.ts';
import { type Scene, wasAnswered } from './scenes.ts';

export interface Replayed {
  /** Why each attempt would be refused; empty where it would be stored. */
  readonly store: ReadonlyMap<SetCookieAttempt, readonly StoreReason[]>;
  /** Why a cookie of this name, if it can be told that of the attempt, would not be sent; empty where it would, or is not there. */
  send(scene: Scene, name: string, attempt?: SetCookieAttempt): readonly SendReason[];
  /** Would a cookie of this name be sent, or be seen by a script? */
  sends(scene: Scene, name: string): boolean;
}

/**
 * The agent that has every restriction of any browser: what it refuses, some browser may. Asked
 * where the browser's own rules explain nothing.
 */
export const strictest: UserAgent = {
  ...standard,
  id: 'strictest',
  thirdParty: 'tracking-prevention',
  laxAllowingUnsafe: null,
  redirectChain: 'considered',
  sandboxed: 'cross-site',
  loopbackIsSecure: false,
  hostPrefixPath: 'as attribute',
  syntax: { ...standard.syntax, bareText: 'name', nameless: 'refused', loneDot: 'refused' },
  singleLabelDomain: 'refused',
};

export const sitesFor = (agent: UserAgent): Sites => sitesOf(agent, publicSuffixes);

const byScene = once((attempts: readonly SetCookieAttempt[]) => {
  const found = new Map<Scene, SetCookieAttempt[]>();
  for (const attempt of attempts) {
    found.set(attempt.scene, [...(found.get(attempt.scene) ?? []), attempt]);
  }
  return found;
});

/** The access to the jar that a scene is, by an agent's rules; null for one of nobody. */
const accessOf = once(({ request, document }: Scene) =>
  once((agent: UserAgent): Access | null => {
    const sites = sitesFor(agent);
    if (request) return requestAccess(request, sites, agent);
    return document && documentAccess(document, sites, agent);
  }),
);

/** Plays all attempts up to a scene, or all where it is null, and asks what a scene would send. */
export function replay(
  attempts: readonly SetCookieAttempt[],
  until: Scene | null,
  scenes: readonly Scene[],
  agent: UserAgent,
  at: number,
): Replayed {
  const jar = new Jar(agent, sitesFor(agent));
  let now = at;
  const store = new Map<SetCookieAttempt, readonly StoreReason[]>();
  const accepted = new Map<SetCookieAttempt, Cookie>();
  const before = until
    ? scenes.slice(0, scenes.indexOf(until)).filter((one) => wasAnswered(one, until))
    : scenes;
  for (const scene of before) {
    for (const attempt of byScene(attempts).get(scene) ?? []) {
      now += 1;
      const { cookie, reasons } = storeAttempt(attempt, jar, agent, now);
      store.set(attempt, reasons);
      if (cookie) accepted.set(attempt, cookie);
    }
  }
  return {
    store,
    sends: (scene, name) => {
      const access = accessOf(scene)(agent);
      if (!access || (scene.request && !includesCredentials(scene.request))) return false;
      return jar.retrieve(access, now).cookies.some((cookie) => cookie.name === name);
    },
    send: (scene, name, attempt) => {
      const { request } = scene;
      const access = accessOf(scene)(agent);
      if (!access) return [];
      if (request && !includesCredentials(request)) return ['CredentialsOmitted'];
      const { cookies, withheld } = jar.retrieve(access, now);
      if (cookies.some((cookie) => cookie.name === name)) return [];
      const all = withheld.filter(({ cookie }) => cookie.name === name);
      const own = all.filter(({ cookie }) => attempt && cookie === accepted.get(attempt));
      const evicted = [...accepted.values()].some(
        (cookie) => cookie.name === name && jar.wasEvicted(cookie),
      );
      if (all.length === 0 && evicted) return ['Evicted'];
      return (own.length > 0 ? own : all).flatMap(({ reasons }) => reasons);
    },
  };
}

type Attempt = { readonly cookie?: Cookie | null; readonly reasons: readonly StoreReason[] };

export function storeAttempt(
  { line, by, scene }: SetCookieAttempt,
  jar: Jar,
  agent: UserAgent,
  now: number,
): Attempt {
  const { request, document, seen } = scene;
  const access = accessOf(scene)(agent);
  if (by === 'script') {
    if (!access || document?.opaque) return { reasons: ['OpaqueOrigin'] };
    return jar.store(line, access, now);
  }
  if (by === 'preflight') return { reasons: ['SetByPreflight'] };
  if (!access || !request || !(seen.arrived || scene.assumedToArrive))
    return { reasons: ['NotReached'] };
  if (!includesCredentials(request)) return { reasons: ['CredentialsOmitted'] };
  return jar.store(line, access, now);
}
