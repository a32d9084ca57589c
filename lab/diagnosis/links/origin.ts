import type { Facts } from '../facts.ts';
import { urlOf } from '../facts.ts';
import type { Scene } from '../scenes.ts';
import type { Why } from '../why.ts';
import { type LinkRule, standing } from './link.ts';

/** Is a cookie not sent because the page has an opaque origin, and so no site? */
const isOfNoOrigin = ({ code, scene: { request, document } }: Why): boolean =>
  code === 'OpaqueOrigin' ||
  (code.includes('SameSite') && request?.origin === 'null' && document?.opaque != null);

const opaque = ({ document, exchange }: Scene): string =>
  `${document ? standing(document) : 'a page with an opaque origin'}: “${exchange.as}” is sent with Origin: null.`;

export const origin: LinkRule = {
  link: 1,
  asks: 'Is the request cross-origin (scheme, host, port)?',
  rule: 'Fetch §3.2; HTML “same origin”',
  broken(facts) {
    const { unsent, cors, why } = facts;
    if (unsent?.how === 'mode') {
      return {
        code: 'request:same-origin-mode',
        evidence: `mode: 'same-origin' forbids requests to ${urlOf(unsent.scene).origin}, which is another origin.`,
      };
    }
    const asksAsNull = cors?.origin === 'null' && cors.scene.request?.origin === 'null';
    const hidden = asksAsNull ? cors.scene : why.find(isOfNoOrigin)?.scene;
    return hidden ? { code: 'page:opaque-origin', evidence: opaque(hidden) } : null;
  },
  passed: ({ scene, sites }: Facts) => {
    const { request, document } = scene;
    if (!request)
      return `A script of ${document?.url.origin ?? 'no page'} reads or writes cookies.`;
    const url = urlOf(scene);
    if (request.mode === 'navigate') return `A navigation to ${url.origin}: CORS does not apply.`;
    if (request.origin === url.origin) return `Same-origin, ${url.origin}: CORS does not apply.`;
    const from = document?.url ?? url;
    const site = sites.sameSite(from, url) ? 'the same site' : 'another site';
    const asker = document ? standing(document) : request.origin;
    return `Cross-origin: ${asker}${document?.parent ? ',' : ''} sends a request to ${url.origin}, ${site}.`;
  },
};
