/** Which exchanges of the traffic a suspect depends on: the others are left out of the hypotheses. */
import type { ExchangeId } from '../../scenario/plan/planned.ts';
import { responseHeader, type Scene, sentNames } from '../scenes.ts';
import { areKin, urlOfScene } from './names.ts';
import type { Suspect } from './suspects.ts';
import type { Traffic } from './traffic.ts';

/** Exchanges on which the answer depends. */
export function focusOf({ scene, cookie, symptom }: Suspect, traffic: Traffic): Set<ExchangeId> {
  const { scenes, attempts } = traffic;
  const url = urlOfScene(scene);
  const first = scene.hops[0]?.id;
  const chain = scenes.filter(({ hops }) => hops[0]?.id === first);
  const same = scenes.filter((other) => {
    const place = urlOfScene(other);
    return place && url && place.origin === url.origin && place.pathname === url.pathname;
  });
  const sets = attempts.filter(({ name }) => name === cookie).map((one) => one.scene);
  const clears = scenes.filter((other) => responseHeader(other, 'Clear-Site-Data') !== null);
  const kin = scenes.filter((other) => {
    const place = urlOfScene(other);
    return place && url && areKin(place, url);
  });
  const carriers = scenes.filter((other) => cookie !== null && sentNames(other)?.includes(cookie));
  const related =
    symptom === 'unread'
      ? [...chain, ...same.slice(0, 20)]
      : [
          ...chain,
          ...mattering(sets, scene, traffic),
          ...mattering(clears, scene, traffic),
          ...carriers.slice(0, 8),
          ...kin.slice(0, 60),
          ...same.slice(0, 20),
        ];
  return new Set(related.map(({ exchange }) => exchange.id));
}

/** Of many alike those that decide: the first, which the first requests depend on, and the last before the scene. */
function mattering(all: readonly Scene[], scene: Scene, { placeOf }: Traffic): Scene[] {
  const before = all.filter((other) => placeOf(other) <= placeOf(scene));
  return [...all.slice(0, 60), ...before.slice(-20)];
}
