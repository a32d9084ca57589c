/** What a user agent on paper would have sent of one cookie, fed with the responses that were seen. */

import type { SendReason } from '../../base/reasons/index.ts';
import type { UserAgent } from '../../model/index.ts';
import { includesCredentials, Jar, requestAccess } from '../../model/rules.ts';
import type { SetCookieAttempt } from '../attempts.ts';
import { sitesFor, storeAttempt } from '../replay.ts';
import { clearsCookies, type Scene } from '../scenes.ts';
import type { Traffic } from './traffic.ts';

export interface Carried {
  readonly sent: boolean;
  /** Why not; empty where the jar has no such cookie. */
  readonly reasons: readonly SendReason[];
}

/** In order of time; at one time in that of the exchanges, a response after its request. */
type Event = { readonly at: number; readonly place: number } & (
  | { readonly ask: Scene }
  | { readonly set: SetCookieAttempt }
  /** The response has Clear-Site-Data. */
  | { readonly clearing: URL }
);

/** Whether a cookie of this name would have gone with each request, in an agent. */
export function carried(
  name: string,
  { scenes, attempts, askedAt, answeredAt }: Traffic,
  agent: UserAgent,
): ReadonlyMap<Scene, Carried> {
  const sites = sitesFor(agent);
  const jar = new Jar(agent, sites);
  const place = new Map(scenes.map((scene, place) => [scene, place]));
  const events: Event[] = [
    ...attempts
      .filter((attempt) => attempt.name === name)
      .map((set) => ({ at: answeredAt(set.scene), place: (place.get(set.scene) ?? 0) + 0.5, set })),
    ...scenes.flatMap((scene) => {
      const clearing = clearsCookies(scene) ? scene.request?.urls.at(-1) : undefined;
      const at = { at: answeredAt(scene), place: (place.get(scene) ?? 0) + 0.75 };
      return clearing ? [{ ...at, clearing }] : [];
    }),
    ...scenes.map((ask, place) => ({ at: askedAt(ask), place, ask })),
  ];
  events.sort((a, b) => a.at - b.at || a.place - b.place);
  const found = new Map<Scene, Carried>();
  for (const event of events) {
    if ('set' in event) {
      storeAttempt(event.set, jar, agent, event.at);
      continue;
    }
    if ('clearing' in event) {
      const party = sites.party(event.clearing.hostname);
      jar.remove(({ domain }) => sites.party(domain) === party);
      continue;
    }
    const { request } = event.ask;
    if (!request) continue;
    const { cookies, withheld } = jar.retrieve(requestAccess(request, sites, agent), event.at);
    const held = cookies.some((cookie) => cookie.name === name);
    const reasons = withheld
      .filter(({ cookie }) => cookie.name === name)
      .flatMap((one) => one.reasons);
    if (!includesCredentials(request)) {
      found.set(event.ask, { sent: false, reasons: held ? ['CredentialsOmitted'] : reasons });
    } else found.set(event.ask, { sent: held, reasons });
  }
  return found;
}
