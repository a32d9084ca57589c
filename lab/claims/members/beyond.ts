/** The cases beyond the usual advice. */

import { platformSuffixes } from '../../base/topology.ts';
import type { ClaimId } from '../claims.ts';
import { at, bySameSite, each, type Members, of } from './shown.ts';

/** A kind of request with a cookie of every SameSite, within the site and from another. */
const asked = (sweep: 'elements' | 'script-requests', ...kinds: string[]) =>
  ['same', 'cross'].flatMap((site) =>
    kinds.flatMap((kind) =>
      Object.values(bySameSite).map((value) => `beyond/${sweep}-${site}-site#${kind}/${value}`),
    ),
  );

const odd = (...names: string[]) =>
  at('beyond/odd-values', ...names.map((one) => `next-request/${one}`));

const comesBack = (...exchanges: string[]) =>
  exchanges.flatMap((exchange) =>
    Object.values(bySameSite).map((value) => `beyond/sign-in-comes-back#${exchange}/${value}`),
  );

const prefixed = (...names: string[]) =>
  at('beyond/prefix-rules', ...names.map((name) => `next-request/${name}`));

const logout = (...names: string[]) =>
  at('beyond/logout-that-does-not-clear', ...names.map((name) => `after-the-logout/${name}`));

export const beyond = {
  B1: Object.fromEntries(
    platformSuffixes.map((suffix) => {
      const slug = suffix.replaceAll('.', '-');
      const rows = [`${slug}-page-calls-api`, `${slug}-api-calls-itself`];
      return [suffix, at('concepts/customers-of-a-hoster', ...rows)];
    }),
  ),
  B2: of('beyond/cookie-stored-though-cors-denied', {
    'no CORS header': 'next-call/no-cors-header',
    'Access-Control-Allow-Origin: *': 'next-call/star',
    'another origin': 'next-call/another-origin',
    'no Access-Control-Allow-Credentials': 'next-call/no-allow-credentials',
    preflight: ['next-call/on-preflight', 'next-call/on-refused-preflight'],
  }),
  B3: {
    'GET redirect': comesBack('get-redirect-after-a-login-form', 'get-redirect-without-a-stop'),
    form_post: comesBack('form_post', 'get-after-form_post'),
  },
  B4: of('beyond/redirects-in-a-fetch', {
    'from the API to another host': ['api-app', 'api-then-app-which-allows-the-page'],
    'cookies of each hop': ['own-origin-api', 'api-app'],
    'Origin: null': ['api-app-null', 'api-then-app-which-allows-null'],
    'Set-Cookie on a redirect': 'next-hop',
  }),
  B5: {
    WebSocket: asked('script-requests', 'websocket'),
    EventSource: asked('script-requests', 'eventsource', 'eventsource-withcredentials'),
    sendBeacon: asked('script-requests', 'sendbeacon', 'sendbeacon-in-pagehide'),
    'keepalive fetch': asked('script-requests', 'fetch-keepalive', 'fetch-keepalive-in-pagehide'),
    img: asked('elements', 'img'),
    'script crossorigin=anonymous': asked('elements', 'script-crossorigin=anonymous'),
    'script crossorigin=use-credentials': asked('elements', 'script-crossorigin=use-credentials'),
    'link rel=preload': asked('elements', 'preload-as=script', 'preload-as=fetch'),
    font: asked('elements', 'font'),
    video: asked('elements', 'video'),
    'service-worker fetch': asked(
      'script-requests',
      'fetch-in-a-service-worker',
      'fetch-through-a-service-worker',
    ),
    'worker fetch': asked('script-requests', 'fetch-in-a-worker', 'fetch-in-a-shared-worker'),
  },
  B6: {
    'A embeds B embeds A': at(
      'documents/cross-site-ancestor',
      'www-comes-into-other-under-www',
      'and-reads',
      'and-asks',
    ),
    'sandboxed without allow-same-origin': at(
      'documents/sandbox-without-same-origin',
      'the-page-comes-into-the-sandbox',
      'a-sandboxed-page-asks',
    ),
    ...of('documents/local-documents', {
      srcdoc: ['srcdoc-reads', 'srcdoc-asks'],
      'about:blank': ['about-blank-reads', 'about-blank-asks'],
    }),
    credentialless: at('documents/credentialless', 'it-comes', 'it-reads', 'it-asks'),
  },
  B7: {
    '__Secure- kept': prefixed('__secure-kept'),
    '__Secure- without Secure': prefixed('__secure-not-secure'),
    '__Host- kept': prefixed('__host-kept'),
    '__Host- without Secure': prefixed('__host-not-secure'),
    '__Host- with Domain': prefixed('__host-with-domain'),
    '__Host- without Path': prefixed('__host-without-path', '__host-default-path'),
    '__Host- with another Path': prefixed('__host-other-path'),
    '__Http- kept': prefixed('__http-kept'),
    '__Http- without Secure': prefixed('__http-not-secure'),
    '__Http- without HttpOnly': prefixed('__http-not-http-only'),
    '__Http- by script': at('beyond/prefix-rules-by-script', 'next-request/__http-by-script'),
    '__Host-Http- kept': prefixed('__host-http-kept'),
    '__Host-Http- without Secure': prefixed('__host-http-not-secure'),
    '__Host-Http- without HttpOnly': prefixed('__host-http-not-http-only'),
    '__Host-Http- with Domain': prefixed('__host-http-with-domain'),
    '__Host-Http- without Path': prefixed('__host-http-without-path'),
    '__Host-Http- with another Path': prefixed('__host-http-other-path'),
    '__Host-Http- by script': at(
      'beyond/prefix-rules-by-script',
      'next-request/__host-http-by-script',
    ),
    'in other letters': prefixed(
      '__secure-not-secure-2',
      '__host-with-domain-2',
      '__http-not-http-only-2',
      '__host-http-not-http-only-2',
    ),
    'in a nameless value': at('beyond/prefix-of-a-nameless-cookie', '__*'),
  },
  B8: {
    ...of('beyond/size-limits', {
      'name and value over 4096 bytes': [
        'name-and-value-of-4096-bytes',
        'name-and-value-of-4097-bytes',
      ],
      'attribute over 1024 bytes': [
        'an-unknown-attribute-of-1025-bytes',
        'a-path-of-1024-and-one-of-1025-bytes',
      ],
    }),
    'too many for a domain': at('beyond/cookies-per-domain', '180-cookies', '181-cookies'),
    expired: at('beyond/age-runs-out', 'at-once', 'later'),
    ...of('beyond/lifetime', {
      'over 400 days': ['set/max-age-500-days', 'set/expires-in-500-days'],
      'Max-Age=0': ['next-request/max-age-zero', 'next-request/deleted-by-max-age'],
      'Expires in the past': ['next-request/expires-past', 'next-request/deleted-by-expires'],
      'negative Max-Age': 'next-request/max-age-negative',
    }),
  },
  B9: {
    ...of('beyond/nameless-cookies', {
      'no name': 'no-equals-sign',
      '=value': ['empty-name', 'empty-name-value-with-an-equals-sign'],
      empty: ['nothing', 'an-equals-sign-alone'],
    }),
    'empty value': odd('empty'),
    quotes: odd('quotes', 'semicolon-in-quotes'),
    spaces: odd('spaces', 'padded', 'name-in-spaces', 'two-words'),
    'UTF-8': odd('utf8', 'by-script'),
    'control characters': at('beyond/control-characters', 'nul', 'tab', 'lf', 'cr', 'del'),
    '; in values': odd('semicolon', 'semicolon-in-quotes'),
    ...of('beyond/attribute-syntax', {
      'Path twice': 'next-request/last-path-*',
      'Max-Age twice': 'next-request/last-max-age-*',
      'Domain twice': 'next-request/last-domain-*',
      'case of attribute names': 'next-request/case-of-*',
    }),
    'SameSite twice': at('beyond/duplicate-samesite', '*/strict-then-lax', '*/lax-then-strict'),
    'one name on two paths': at(
      'beyond/order-of-the-cookie-header',
      'at-the-longest-path',
      'at-the-middle-path',
    ),
  },
  B10: of('designs/behind-a-proxy', {
    'without X-Forwarded-Proto': 'proxy-silent-server-trusts-it',
    'without trust': 'proxy-says-https-server-trusts-none',
    'with both': 'proxy-says-https-server-trusts-it',
  }),
  B11: each(
    { '.test': 'test', '.localhost': 'localhost', 'a listed suffix': 'com' } as const,
    (topology) => [{ rows: 'beyond/api-under-a-development-name#*', topology }],
  ),
  B12: {
    ...of('concepts/site-includes-the-scheme', {
      'http page, https API': 'http-page-fetches-https-api',
      'https page, http API': 'https-page-fetches-http-api',
      'https page, http image': 'https-page-has-an-http-image',
      'https page, http target': 'https-page-links-to-http',
    }),
    'https page, this machine': at(
      'beyond/page-to-this-machine',
      'local-https-page-localhost',
      'local-https-page-127-0-0-1',
    ),
  },
  B13: {
    'Clear-Site-Data: "cookies"': at(
      'beyond/clear-site-data',
      'cleared-by-a-same-site-fetch',
      'cleared-by-a-visit',
    ),
    'other Path': logout('other-path', 'longer-path'),
    'other Domain': logout('without-domain', 'with-domain', 'parent-domain'),
    'other Partitioned': logout('without-partitioned', 'with-partitioned'),
  },
  B14: {
    ...of('cookie-store/reads-and-writes', {
      get: ['getall', 'get-of-an-httponly-cookie'],
      set: ['set-for-the-domain', 'set-for-another-site'],
      delete: ['delete', 'delete-with-the-domain', 'delete-without-the-domain'],
      partitioned: ['set-partitioned', 'delete-with-partitioned', 'delete-without-partitioned'],
    }),
    'change event': at(
      'cookie-store/change-events',
      'by-the-cookie-store',
      'by-an-answer',
      'by-document-cookie',
    ),
    'partitioned, in a frame': at('cookie-store/in-a-third-party-frame', 'the-events', 'next-call'),
  },
  B15: {
    ...of('navigations/ways-from-another-site', {
      'window.open': 'window-open',
      'window.open, noopener': 'window-open-with-noopener',
      'link rel=noopener': 'link-with-rel=noopener',
      'link rel=noreferrer': 'link-with-rel=noreferrer',
      'meta refresh': 'meta-refresh',
      'location.assign': 'location-assign',
      'location.replace': 'location-replace',
      'location.href': 'location-href',
    }),
    ...of('navigations/back', {
      'history back': ['no-store-reached-from-another-site', 'the-same-by-history-back-'],
      'back/forward cache': 'a-page-that-may-be-kept',
    }),
  },
  B16: of('beyond/origin-check-on-a-form', {
    'same-origin': 'same-origin-no-referrer',
    'same-site': 'same-site-no-referrer',
    'cross-site, same-origin only': 'cross-site-referrer-policy-same-origin',
  }),
  B17: of('beyond/page-to-this-machine', {
    localhost: 'public-page-localhost',
    '127.0.0.1': 'public-page-127-0-0-1',
    img: 'public-page-img',
  }),
  B18: of('beyond/cached-for-other-credentials', {
    'credentialed first': 'then-without',
    'uncredentialed first': 'then-with',
  }),
} satisfies Partial<Record<ClaimId, Members>>;
