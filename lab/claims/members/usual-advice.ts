/** The cases that the usual advice names, on what works and what does not. */
import type { ClaimId } from '../claims.ts';
import { at, bySameSite, each, inColumns, type Members, of } from './shown.ts';

const byCredentials = {
  'withCredentials false': 'false',
  'withCredentials true': ['true', 'afterwards'],
};

const requests = {
  fetch: 'fetch',
  XMLHttpRequest: 'xmlhttprequest',
  iframe: 'iframe',
  img: 'img',
  script: 'script',
  link: 'link',
  'GET form': 'get-form',
  'POST form': 'post-form',
  'window.open': 'window-open',
  redirect: 'redirect',
  prefetch: 'prefetch',
};
const { fetch, XMLHttpRequest, iframe, img, link } = requests;
/** One cookie with each of these requests, within the site and from another; and what is loaded ahead. */
const requestedWith = (cookie: string): Members => ({
  ...each(requests, (kind) =>
    ['same', 'cross'].map((site) => `samesite/${site}-site-requests#${kind}/${cookie}`),
  ),
  prerender: at('samesite/speculation-rules', 'same-site-prerender', 'cross-site-prerender'),
});

export const usualAdvice = {
  C2: of('concepts/ports-share-cookies', {
    'CORS is needed': 'without-cors',
    'one cookie jar': 'with-cors',
  }),
  C4: {
    ...of('concepts/cross-site-needs-three-passes', {
      CORS: 'cors-fails',
      SameSite: 'samesite-fails-for-lax',
    }),
    'third-party policy': inColumns(
      'concepts/cross-site-needs-three-passes#samesite-fails-for-lax',
      'chromium:blocked',
    ),
  },
  C5: of('concepts/scope-is-host-and-path', {
    '/': 'api-/*',
    '/a': 'api-a/*',
    '/a/b': 'api-a-b/*',
    '/ab': 'api-ab/*',
    subdomain: 'sub-api-/*',
    'sibling host': 'www-/*',
    'with Domain': '*/domain',
    'host-only': '*/host',
    'with Path': '*/path',
  }),
  C6: of('concepts/site-includes-the-scheme', {
    'http page, https API': 'http-page-fetches-https-api',
    'https page, http target': 'https-page-links-to-http',
  }),
  C7: of('concepts/cors-decides-only-reading', { denied: 'denied', allowed: 'allowed' }),
  C8: of('concepts/localhost-is-not-127-0-0-1', {
    'cross-site': 'localhost-page-calls-127-0-0-1',
    'no shared cookie': 'visit-of-127-0-0-1',
  }),

  F1: {
    'no cookie sent': at('flow/fetch-credentials', 'default'),
    'Set-Cookie ignored': at(
      'beyond/cookie-stored-though-cors-denied',
      'next-call/without-credentials',
    ),
  },
  F2: of('flow/fetch-credentials', { 'cookie sent': 'include', 'Set-Cookie stored': 'afterwards' }),
  F3: of('flow/xhr-credentials', byCredentials),
  F4: of('flow/axios-credentials', byCredentials),
  F5: of('flow/same-origin-fetch', {
    default: 'default',
    'same-origin': 'same-origin',
    include: 'include',
    omit: 'omit',
  }),
  F6: of('flow/cors-answers', { 'Access-Control-Allow-Origin: *': 'star' }),
  F7: of('flow/cors-answers', { 'no Access-Control-Allow-Credentials': 'no-allow-credentials' }),
  F8: of('flow/cors-answers', { 'explicit origin': 'explicit' }),
  F9: of('beyond/cached-for-another-origin', {
    'without Vary': 'then-app-without-vary',
    'with Vary': 'then-app-with-vary',
  }),
  F10: {
    'OPTIONS, then the request': at('flow/preflight-carries-no-cookie'),
    'Set-Cookie on it': at('beyond/cookie-stored-though-cors-denied', 'next-call/on-preflight'),
  },
  F11: of('flow/preflight-refused', {
    'no Access-Control-Allow-Credentials': 'no-allow-credentials',
    'no Access-Control-Allow-Methods': 'no-allow-methods',
    'no Access-Control-Allow-Headers': 'no-allow-headers',
    redirect: 'a-redirect',
    'no 2xx status': 'status-401',
  }),
  F12: of('flow/star-is-literal-with-credentials', {
    'Access-Control-Allow-Headers': 'headers-credentials',
    'Access-Control-Allow-Methods': 'methods-credentials',
  }),
  F13: of('security/allow-list', {
    listed: 'listed',
    unlisted: 'unlisted',
    null: 'null',
    'look-alike suffix': 'ends-like-a-listed-one',
    'look-alike prefix': 'begins-like-a-listed-one',
  }),
  F14: of('flow/host-prefix-stays-on-its-host', {
    'the host itself': 'api',
    sibling: 'www',
    subdomain: 'sub-api',
  }),
  F15: of('flow/http-only-is-sent-not-shown', {
    'not in document.cookie': 'document-cookie',
    sent: 'call',
  }),
  F16: of('flow/secure-needs-https', {
    'not sent': 'http/sid',
    'not set': ['http/fresh', 'https-again/fresh'],
    'not overwritten': 'https-again/sid',
  }),
  F17: each(bySameSite, (value) => at('flow/cross-site-fetch-by-samesite', `fetch/${value}`)),
  F18: {
    'None; Secure where blocked': inColumns(
      'flow/cross-site-fetch-by-samesite#fetch/none',
      'chromium:blocked',
      'webkit:itp',
    ),
  },

  D3: each(
    { 'another site': 'site', 'public suffix': 'suffix', sibling: 'sibling', child: 'child' },
    (domain) =>
      at(
        'document-cookie/foreign-domains-are-refused',
        `written-by-the-page/${domain}`,
        `set-by-the-api/${domain}`,
      ),
  ),
  D4: of('document-cookie/api-sets-for-the-parent-domain', {
    'www reads': 'www-reads/open',
    'HttpOnly is not read': 'www-reads/closed',
    'www receives': ['www-receives/open', 'www-receives/closed'],
  }),
  D5: {
    ...of('document-cookie/script-cannot-touch-http-only', {
      write: '*/made',
      overwrite: '*/session',
    }),
    ...of('document-cookie/overwrite-in-a-page-that-was-there', {
      'in a page that was there': '*/*',
    }),
  },
  D6: of('document-cookie/set-cookie-is-never-readable', {
    'not exposed': 'not-exposed',
    'Access-Control-Expose-Headers: Set-Cookie': 'exposed',
  }),

  S1: each(
    { fetch, XMLHttpRequest, iframe, img, link, 'POST form': requests['POST form'] },
    (kind) => at('samesite/cross-site-requests', `${kind}/absent`),
  ),
  S2: requestedWith('lax'),
  S3: {
    ...requestedWith('strict'),
    'redirect a→b→a': at('samesite/strict-at-the-end-of-a-redirect', 'www-evil-www'),
    'reload after a cross-site link': at(
      'navigations/reload',
      'by-the-user-reached-from-another-site',
    ),
  },
  S5: {
    'http on a host': at('flow/secure-needs-https', 'http/sid', 'http/fresh'),
    ...of('samesite/secure-on-this-machine', {
      'http://localhost': 'localhost',
      'http://127.0.0.1': '127-0-0-1',
    }),
  },
  S6: {
    fresh: at('samesite/cross-site-requests', 'post-form/absent'),
    old: at('samesite/two-minutes-later', 'post-form/absent'),
  },
  S7: {
    ...each({ Lax: 'lax', Strict: 'strict', 'no SameSite': 'absent' }, (value) =>
      at('samesite/same-site-requests', `*/${value}`),
    ),
    'CORS remains': at('samesite/api-under-the-same-site', 'with-cors', 'without-cors'),
  },

  T1: {
    'not stored': inColumns(
      'third-party/a-jar-for-each-top-level-site#under-its-own-site',
      'chromium:blocked',
      'webkit:itp',
    ),
    'not sent': inColumns('third-party/everything-right', 'chromium:blocked', 'webkit:itp'),
  },
  T2: {
    'set as a third party': inColumns('third-party/everything-right', 'webkit:itp'),
    'set first-party': inColumns('third-party/first-party-visit-before#from-www', 'webkit:itp'),
  },
  T3: {
    'a jar for each site': inColumns('third-party/a-jar-for-each-top-level-site#*', 'firefox'),
    'no first-party cookie': inColumns('third-party/first-party-visit-before#*', 'firefox'),
  },
  T4: each(
    { allowed: 'chromium', blocked: 'chromium:blocked', incognito: 'chromium:incognito' },
    (column) => inColumns('third-party/everything-right', column),
  ),
  T5: of('third-party/partitioned', {
    'same top-level site': 'under-the-same-site',
    'another top-level site': 'under-a-third-site',
    'first-party': 'under-its-own-site',
    'without Secure': 'with-and-without-secure',
  }),
  T6: of('third-party/storage-access', {
    hasStorageAccess: ['has-it-at-first', 'has-it-then', 'has-it-in-another-frame'],
    'request without a gesture': 'request-without-a-click',
    'request with a gesture': 'request-after-a-click',
    'after the grant': ['document-cookie-then', 'call-then'],
    'Activate-Storage-Access: retry': 'call-that-the-answer-has-repeated',
    'Activate-Storage-Access: load': 'has-it-by-activate-storage-access-load',
    'Sec-Fetch-Storage-Access': ['call-then', 'call-of-the-page-around'],
  }),
  T7: of('third-party/visited-before-or-never', {
    'visited before': 'visited-before',
    'never visited': 'never-visited',
  }),

  G1: of('designs/one-origin', {
    Lax: 'lax-*',
    Strict: 'strict-change',
    HttpOnly: 'httponly-a-script-sees',
  }),
  G2: of('designs/one-site', {
    'with credentials': 'with-credentials',
    'without credentials': 'without-credentials',
  }),
  G3: of('designs/bearer-token', { 'with the token': 'with-the-token', without: 'without' }),
  G4: {
    'where allowed': inColumns('designs/cookie-or-token#plain-*', 'chromium', 'firefox:allowed'),
    'where blocked': inColumns('designs/cookie-or-token#plain-*', 'chromium:blocked', 'webkit:itp'),
  },

  X1: of('security/form-from-an-evil-page', { None: 'none', Lax: 'lax', Strict: 'strict' }),
  X3: of('security/csrf-token', {
    'double submit': ['double-submit-own-page', 'double-submit-evil-form'],
    synchroniser: ['synchroniser-own-page', 'synchroniser-evil-form'],
  }),
  X4: of('security/origin-check', {
    Origin: ['origin-own-page', 'origin-evil-form', 'origin-evil-sandboxed-frame'],
    'Sec-Fetch-Site': ['sec-fetch-site-own-page', 'sec-fetch-site-evil-form'],
  }),
  X7: of('security/script-injection', {
    'shown to a script': ['document-cookie', 'cookiestore'],
    'sent all the same': 'a-request-in-the-victim-s-name',
  }),
  X8: of('security/null-origin', {
    'sandboxed iframe': ['sandboxed-srcdoc', 'sandboxed-page'],
    'data: URL': 'data-frame',
  }),
} satisfies Partial<Record<ClaimId, Members>>;
