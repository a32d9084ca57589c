/** Why a request never reached the server, as far as the evidence tells. */
import type { UserAgent } from '../model/index.ts';
import { withoutMixedContent } from '../model/rules.ts';
import { responseHeader, type Scene } from './scenes.ts';

export type Unsent =
  /** A preflight went out, and no request after it. */
  | { readonly how: 'preflight' }
  /** The hop before it did not lead on. */
  | { readonly how: 'hop before' }
  | { readonly how: 'mixed content' }
  /** `mode: 'same-origin'` to another origin. */
  | { readonly how: 'mode' }
  /** A cache answered with what an earlier exchange brought. */
  | { readonly how: 'cache'; readonly filledBy: Scene }
  /** Going back showed the page as it was kept. */
  | { readonly how: 'kept page' }
  | { readonly how: 'unknown' };

/** Null for a request that arrived. */
export function unsentOf(scene: Scene, scenes: readonly Scene[], agent: UserAgent): Unsent | null {
  const { exchange, seen, request, document, hops } = scene;
  if (seen.arrived || seen.observation.standing || !request) return null;
  if (seen.preflight) return { how: 'preflight' };
  const url = request.urls.at(-1) as URL;
  if (hops.length === 1 && request.mode === 'same-origin' && request.tainting !== 'basic') {
    return { how: 'mode' };
  }
  const within = request.destination === 'top-level' ? null : document;
  if (within && withoutMixedContent(url, within, request.upgradeable, agent) === null) {
    return { how: 'mixed content' };
  }
  if (hops.length > 1) return { how: 'hop before' };
  if (exchange.kind === 'back') return { how: 'kept page' };
  const before = scenes.slice(0, scenes.indexOf(scene));
  const filledBy = before.findLast((other) => fills(other, url) && !variesFrom(other, scene));
  return filledBy ? { how: 'cache', filledBy } : { how: 'unknown' };
}

/** Is a response for another origin than the one that asks, and says so by Vary? */
const variesFrom = (other: Scene, { request }: Scene): boolean =>
  /\borigin\b|\*/i.test(responseHeader(other, 'Vary') ?? '') &&
  other.request?.origin !== request?.origin;

/** May a cache answer a URL with what this exchange brought? */
function fills(scene: Scene, url: URL): boolean {
  const { request, seen } = scene;
  const control = responseHeader(scene, 'Cache-Control') ?? '';
  const other = request?.urls.at(-1);
  return (
    seen.arrived &&
    other?.origin === url.origin &&
    other.pathname === url.pathname &&
    /max-age=[1-9]|immutable|public/i.test(control) &&
    !/no-store/i.test(control)
  );
}
