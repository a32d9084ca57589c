import type { Facts } from '../facts.ts';
import { urlOf } from '../facts.ts';
import type { LinkRule } from './link.ts';

export const origin: LinkRule = {
  link: 1,
  asks: 'Is the request cross-origin (scheme, host, port)?',
  rule: 'Fetch §3.2; HTML “same origin”',
  broken(facts) {
    const { unsent, cors, why, scene } = facts;
    if (unsent?.how === 'mode') {
      return {
        code: 'request:same-origin-mode',
        evidence: `mode: 'same-origin' forbids ${urlOf(unsent.scene).origin}, which is not the page's origin.`,
      };
    }
    const asksAsNull = cors?.origin === 'null' && cors.scene.request?.origin === 'null';
    if (asksAsNull || why.some(({ code }) => code === 'OpaqueOrigin')) {
      return {
        code: 'page:opaque-origin',
        evidence: `The page has an opaque origin: “${scene.evidence.as}” asks as Origin: null.`,
      };
    }
    return null;
  },
  passed: ({ scene, sites }: Facts) => {
    const { request, document } = scene;
    if (!request) return `document.cookie of ${document?.url.origin ?? 'no page'}.`;
    const url = urlOf(scene);
    if (request.mode === 'navigate')
      return `A navigation to ${url.origin}: CORS has no part in it.`;
    if (request.origin === url.origin) return `Same-origin, ${url.origin}: CORS has no part in it.`;
    const from = document?.url ?? url;
    const site = sites.sameSite(from, url) ? 'of the same site' : 'of another site';
    return `Cross-origin: ${request.origin} asks ${url.origin}, ${site}.`;
  },
};
