import { responseHeader } from '../scenes.ts';
import { corsBrokenAt } from './cors.ts';
import type { LinkRule } from './link.ts';

/** Only what a cache really answered can be wrong here: a missing Vary alone harms nobody. */
export const cache: LinkRule = {
  link: 5,
  asks: 'Does a dynamic origin come with Vary: Origin?',
  rule: 'Fetch, “CORS protocol and HTTP caches”; RFC 9111 §4.1',
  broken(facts) {
    const { unsent } = facts;
    if (unsent?.how === 'kept page') {
      return {
        code: 'cache:page-kept',
        evidence: 'The browser restored the page from its back/forward cache.',
      };
    }
    if (unsent?.how !== 'cache') return corsBrokenAt(5, facts);
    const { filledBy, scene } = unsent;
    const { origin, mode } = filledBy.request ?? {};
    const isPlain = mode === 'no-cors' && scene.request?.mode === 'cors';
    const refused = scene.seen.readable === false && (isPlain || origin !== scene.request?.origin);
    const purpose = isPlain ? 'was requested without CORS' : `was made for ${origin}`;
    return {
      code: refused ? 'cors:vary-missing' : 'cache:answer-reused',
      evidence: refused
        ? `No request was sent: the cache returned the response to “${filledBy.exchange.as}”, which ${purpose}.`
        : `No request was sent: the cache returned the response to “${filledBy.exchange.as}”.`,
    };
  },
  passed({ scene, unsent }) {
    if (unsent || !scene.request) return 'No response came from a cache.';
    const vary = responseHeader(scene, 'Vary');
    return vary === null
      ? 'The response came from the server, not from a cache.'
      : `The response came from the server, with Vary: ${vary}.`;
  },
};
