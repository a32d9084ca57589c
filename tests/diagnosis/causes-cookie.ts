/** For tests: a case of each cause that lies in the cookie or its jar. */
import {
  allow,
  api,
  back,
  customers,
  evil,
  fetch,
  form,
  frame,
  http,
  link,
  localhostA,
  loopbackA,
  loopbackB,
  otherApi,
  otherWww,
  redirect,
  requestStorageAccess,
  thirdWww,
  visit,
  webSocket,
  writeCookie,
  www,
} from '../../lab/scenario/steps/index.ts';
import type { Case } from './ask.ts';
import { afterFetch, afterVisit, call, cors, credentials, lax, none, put } from './steps.ts';

const vercel = customers('vercel.app');

export const cookieCases = {
  'set-cookie:by-script': {
    steps: [visit(www), writeCookie('sid=1; Path=/; Secure'), call(api)],
  },
  'server:never-set': { steps: [visit(www), call(api), call(api)], cookie: 'sid' },
  'server:trust-proxy': {
    steps: [
      visit(www),
      fetch(api, { credentials, answer: { cors, headers: [['X-Forwarded-Proto', 'http']] } }),
      call(api),
    ],
    cookie: 'sid',
  },
  'proxy:strips-set-cookie': {
    steps: [visit(www), call(api, { cors, headers: [['X-Varnish-Set-Cookie', lax]] }), call(api)],
    cookie: 'sid',
  },
  'proxy:alters-set-cookie': {
    steps: [
      visit(www),
      fetch(`${api}/auth/login`, {
        credentials,
        answer: { cors, setCookie: ['sid=1; Expires=Wed', '21 Oct 2037 07:28:00 GMT; Path=/'] },
      }),
      call(`${api}/orders`),
    ],
    cookie: 'sid',
  },
  'server:refused': {
    steps: [visit(evil), webSocket(api, { answer: { status: 403 } })],
  },
  'set-cookie:on-preflight': {
    steps: [...put({ setCookie: 'csrf=1; Path=/; Secure' }), call(api)],
    cookie: 'csrf',
  },
  'set-cookie:too-large': { steps: afterVisit(`sid=${'x'.repeat(4096)}; Path=/; Secure`) },
  'set-cookie:prefix': { steps: afterVisit('__Host-sid=1; Secure; Path=/; Domain=example.test') },
  'set-cookie:malformed': { steps: [visit(api, { answer: { setCookie: '=' } })], cookie: '' },
  'set-cookie:http-only-by-script': {
    steps: [visit(www), writeCookie('sid=1; Path=/; Secure; HttpOnly'), fetch(www)],
  },

  'set-cookie:domain-public-suffix': {
    steps: [
      visit(vercel.api, { answer: { setCookie: 'sid=1; Domain=.vercel.app; Secure' } }),
      visit(vercel.page),
      call(vercel.api, { cors: allow(vercel.page) }),
    ],
  },
  'set-cookie:domain-mismatch': { steps: afterVisit('sid=1; Domain=other.test; Secure') },
  'set-cookie:domain-localhost-or-ip': {
    steps: [visit(loopbackA, { answer: { setCookie: 'sid=1; Domain=0.0.1' } }), visit(loopbackA)],
  },
  'set-cookie:host-only-not-covering': {
    steps: [visit(api, { answer: { setCookie: lax } }), visit(www), fetch(www)],
    cookie: 'sid',
  },
  'set-cookie:localhost-vs-127': {
    steps: [
      visit(localhostA, { answer: { setCookie: 'sid=1' } }),
      call(loopbackB, { cors: allow(localhostA) }),
    ],
  },
  'set-cookie:path-mismatch': {
    steps: [
      visit(`${www}/auth/login`, { answer: { setCookie: 'sid=1; Secure' } }),
      fetch(`${www}/orders`),
    ],
  },
  'cookie-jar:duplicate-name': {
    steps: [
      visit(www, {
        answer: {
          setCookie: ['sid=1; Path=/; Secure', 'sid=2; Domain=example.test; Path=/; Secure'],
        },
      }),
      fetch(www),
    ],
  },
  'cookie-jar:deletion-mismatch': {
    steps: [
      visit(www, { answer: { setCookie: lax } }),
      fetch(www, { answer: { setCookie: 'sid=; Max-Age=0; Path=/; Domain=example.test' } }),
      fetch(www),
    ],
  },

  'site:paas-siblings-cross-site': {
    steps: [
      visit(vercel.api, { answer: { setCookie: lax } }),
      visit(vercel.page),
      call(vercel.api, { cors: allow(vercel.page) }),
    ],
  },
  'site:localhost-vs-127': {
    steps: [
      visit(loopbackB, { answer: { setCookie: 'sid=1; SameSite=Lax' } }),
      visit(localhostA),
      call(loopbackB, { cors: allow(localhostA) }),
    ],
  },
  'site:scheme-differs': {
    steps: [
      visit(api, { answer: { setCookie: lax } }),
      visit(http(www)),
      call(api, { cors: allow(http(www)) }),
    ],
  },
  'samesite:default-lax': {
    steps: [
      visit(otherApi, { answer: { setCookie: 'sid=1; Path=/; Secure' } }),
      visit(www),
      call(otherApi),
    ],
  },
  'samesite:cross-site-request': { steps: afterFetch(otherApi, lax) },
  'samesite:cross-site-post': {
    steps: [visit(www, { answer: { setCookie: lax } }), visit(evil), form('POST', www)],
  },
  'samesite:strict-redirect': {
    steps: [
      visit(www, { answer: { setCookie: 'sid=1; Secure; SameSite=Strict' } }),
      visit(evil),
      link(evil, { answer: { redirect: redirect(www) } }),
    ],
  },
  'samesite:strict-navigation': {
    steps: [
      visit(www, { answer: { setCookie: 'sid=1; Secure; SameSite=Strict' } }),
      visit(evil),
      link(www),
    ],
  },
  'samesite:iframe-lax': {
    steps: [
      visit(otherWww, { answer: { setCookie: lax } }),
      visit(www),
      frame(otherWww, [fetch(otherWww, { as: 'inside' })]),
    ],
    as: 'inside',
  },
  'samesite:websocket': {
    steps: [visit(otherApi, { answer: { setCookie: lax } }), visit(www), webSocket(otherApi)],
  },
  'samesite:none-as-strict': {
    steps: [visit(www, { answer: { setCookie: none } }), visit(evil), link(www)],
    agent: 'safari:12',
  },
  'set-cookie:none-without-secure': { steps: afterFetch(otherApi, 'sid=1; SameSite=None') },
  'partitioned:without-secure': {
    steps: [
      visit(otherApi, { answer: { setCookie: 'sid=1; Path=/; Partitioned' } }),
      visit(otherApi),
    ],
  },

  'set-cookie:secure-over-http': {
    steps: [visit(http(www), { answer: { setCookie: lax } }), fetch(http(www))],
  },
  'request:secure-cookie-over-http': {
    steps: [visit(www, { answer: { setCookie: lax } }), visit(http(www))],
  },
  'set-cookie:overwrites-secure': {
    steps: [
      visit(api, { answer: { setCookie: 'sid=1; Path=/; Secure' } }),
      visit(http(www), { answer: { setCookie: 'sid=2; Path=/; Domain=example.test' } }),
    ],
  },
  'request:mixed-content': {
    steps: [
      visit(http(api), { answer: { setCookie: 'sid=1; Path=/' } }),
      visit(www),
      call(http(api)),
    ],
  },

  'browser-policy:3pc-setting': { steps: afterFetch(otherApi, none), agent: 'chromium:blocked' },
  'browser-policy:itp': { steps: afterFetch(otherApi, none), agent: 'webkit:itp' },
  'browser-policy:third-party-set': { steps: afterFetch(otherApi, none), agent: 'webkit' },
  'site:unlisted-suffix': {
    steps: afterFetch(api, lax),
    agent: 'webkit',
    topology: 'test',
  },

  'partitioned:other-site': {
    steps: [
      visit(www),
      call(otherApi, { cors, setCookie: `${none}; Partitioned` }),
      visit(thirdWww),
      call(otherApi, { cors: allow(thirdWww) }),
    ],
  },
  'browser-policy:partitioned-jar': {
    steps: [visit(otherApi, { answer: { setCookie: none } }), visit(www), call(otherApi)],
    agent: 'firefox',
  },
  'partitioned:engine-support': {
    steps: afterFetch(otherApi, `${none}; Partitioned`),
    agent: 'webkit',
  },
  'cookie-jar:evicted': {
    steps: [
      visit(www, {
        answer: { setCookie: ['sid=1', ...Array.from({ length: 180 }, (_, i) => `c${i}=1`)] },
      }),
      visit(www),
    ],
    cookie: 'sid',
    agent: 'chromium',
  },
  'cache:page-kept': {
    steps: [visit(www, { answer: { setCookie: lax } }), link(evil), back()],
    cookie: 'sid',
  },
  'storage-access:not-granted': {
    steps: [
      visit(otherWww, { answer: { setCookie: none } }),
      visit(www),
      frame(otherWww, [requestStorageAccess(), fetch(otherWww)]),
    ],
    agent: 'chromium:blocked',
  },
  'cookie-jar:cleared': {
    steps: [
      visit(www, { answer: { setCookie: lax } }),
      fetch(www, { answer: { setCookie: 'sid=; Max-Age=0; Path=/; Secure' } }),
      fetch(www),
    ],
    cookie: 'sid',
  },
} as const satisfies Readonly<Record<string, Case>>;
