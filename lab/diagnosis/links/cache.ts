import { responseHeader } from '../scenes.ts';
import type { LinkRule } from './link.ts';

/** Only what a cache really answered can be wrong here: a missing Vary alone harms nobody. */
export const cache: LinkRule = {
  link: 5,
  asks: 'Does a dynamic origin come with Vary: Origin?',
  rule: 'Fetch, “CORS protocol and HTTP caches”; RFC 9111 §4.1',
  broken({ unsent }) {
    if (unsent?.how === 'kept page') {
      return {
        code: 'cache:page-kept',
        evidence: 'Going back showed the page as the browser had kept it.',
      };
    }
    if (unsent?.how !== 'cache') return null;
    const { filledBy, scene } = unsent;
    const first = filledBy.request?.origin;
    const refused = scene.seen.readable === false && first !== scene.request?.origin;
    return {
      code: refused ? 'cors:vary-missing' : 'cache:answer-reused',
      evidence: refused
        ? `No request left: a cache answered with what “${filledBy.exchange.as}” had brought for ${first}.`
        : `No request left: a cache answered with what “${filledBy.exchange.as}” had brought.`,
    };
  },
  passed({ scene, unsent }) {
    if (unsent || !scene.request) return 'No answer came from a cache.';
    const vary = responseHeader(scene, 'Vary');
    return vary === null
      ? 'The server itself answered; no cache is in play.'
      : `The server itself answered, with Vary: ${vary}.`;
  },
};
