/** Sessions that are lost where another site leads back, without any refusal. */
import { type Scene, sentNames } from '../scenes.ts';
import { isSignInPath } from './expected.ts';
import { areKin, isIncidental, isSessionName, urlOfScene } from './names.ts';
import type { Traffic } from './traffic.ts';

/**
 * The session that did not come along where another site led, and that the response begins anew: what
 * the user did before is gone. Null for none, and where somebody signs in, who gets a new one anyway.
 */
export function restartedSession(scene: Scene, traffic: Traffic): string | null {
  const url = urlOfScene(scene);
  const { document, request, exchange } = scene;
  const sent = sentNames(scene);
  if (!url || !sent?.every(isIncidental) || isSignInPath(exchange.url)) return null;
  if (request?.destination !== 'top-level' || !document || areKin(document.url, url)) return null;
  const before = traffic.scenes.slice(0, traffic.placeOf(scene));
  const isOfBefore = (name: string) =>
    before.some(
      (one) => urlOfScene(one)?.hostname === url.hostname && sentNames(one)?.includes(name),
    );
  const set = traffic.attempts.find(
    (one) => one.scene === scene && !one.deletes && isSessionName(one.name) && isOfBefore(one.name),
  );
  return set?.name ?? null;
}
