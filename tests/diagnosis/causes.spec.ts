/** One case for each cause: the chain names it, with the browser's reasons and without. */
import { expect, test } from '@playwright/test';
import { type Cause, causes } from '../../lab/causes.ts';
import { chainOf, type Evidence } from '../../lab/diagnosis/index.ts';
import {
  type AnswerSpec,
  allow,
  allowWithoutCredentials,
  api,
  app,
  cookieStore,
  customers,
  evil,
  fetch,
  form,
  frame,
  http,
  image,
  link,
  localhostA,
  localhostB,
  loopbackA,
  loopbackB,
  otherApi,
  otherWww,
  redirect,
  script,
  star,
  thirdWww,
  visit,
  writeCookie,
  www,
} from '../../lab/scenario/steps/index.ts';
import { ask, type Case, observe } from './ask.ts';

const cors = allow(www);
const credentials = 'include';
const good = 'sid=1; Path=/; Secure; HttpOnly; SameSite=Lax';
const none = 'sid=1; Path=/; Secure; SameSite=None';
const call = (url: Parameters<typeof fetch>[0], answer: AnswerSpec = { cors }) =>
  fetch(url, { credentials, answer });
/** Signs in at a host by a visit, stands on www, and calls the host. */
const afterVisit = (setCookie: string, answer: AnswerSpec = { cors }) => [
  visit(api, { answer: { setCookie } }),
  visit(www),
  call(api, answer),
];
/** Signs in by fetch from www, and calls again. */
const afterFetch = (host: typeof api | typeof otherApi, setCookie: string) => [
  visit(www),
  call(host, { setCookie, cors }),
  call(host),
];
const put = (preflight: AnswerSpec['preflight'], answer: AnswerSpec = { cors }) => [
  visit(api, { answer: { setCookie: good } }),
  visit(www),
  fetch(api, {
    method: 'PUT',
    headers: { 'x-requested-with': 'lab' },
    credentials,
    answer: { ...answer, ...(preflight && { preflight }) },
  }),
];
const header = (name: string, value: string): AnswerSpec => ({
  headers: [
    [name, value],
    ['Access-Control-Allow-Credentials', 'true'],
  ],
});
const acao = (value: string) => header('Access-Control-Allow-Origin', value);

const vercel = customers('vercel.app');

const cases: Readonly<Record<Exclude<Cause, HandMade>, Case>> = {
  'page:opaque-origin': {
    steps: [visit(www), frame(www, [call(api, { cors })], { sandbox: 'allow-scripts' })],
  },
  'request:same-origin-mode': { steps: [visit(www), fetch(api, { mode: 'same-origin' })] },
  'request:credentials-missing': {
    steps: [visit(www), fetch(api, { answer: { setCookie: good, cors } }), call(api)],
  },
  'request:credentials-omitted': {
    steps: [visit(www, { answer: { setCookie: good } }), fetch(www, { credentials: 'omit' })],
    cookie: 'sid',
  },
  'request:element-credentials': {
    steps: [
      visit(api, { answer: { setCookie: good } }),
      visit(www),
      script(api, { crossorigin: 'anonymous', answer: { cors } }),
    ],
  },
  'request:no-cors': { steps: [visit(www), fetch(api, { mode: 'no-cors', credentials })] },

  'cors:acao-missing': { steps: afterVisit(good, {}) },
  'cors:acao-wildcard': { steps: afterVisit(good, { cors: star({ credentials: true }) }) },
  'cors:acao-other-origin': { steps: afterVisit(good, acao(app)) },
  'cors:acao-duplicate': {
    steps: afterVisit(good, { cors, headers: [['Access-Control-Allow-Origin', '*']] }),
  },
  'cors:acao-list': { steps: afterVisit(good, acao(`${www} ${app}`)) },
  'cors:acao-invalid': { steps: afterVisit(good, acao('www.example.test')) },
  'cors:origin-trailing-slash': { steps: afterVisit(good, acao(`${www}/`)) },
  'cors:error-without-headers': { steps: afterVisit(good, { status: 401 }) },
  'cors:preflight-acao': { steps: put({ cors: { mode: 'none' } }) },
  'cors:preflight-auth': { steps: put({ status: 401 }) },
  'cors:preflight-status': { steps: put({ status: 500 }) },
  'cors:preflight-redirect': { steps: put({ location: `${api}/v2` }) },
  'cors:preflight-method': { steps: put({ methods: 'GET' }) },
  'cors:preflight-header': { steps: put({ headers: 'x-other' }) },
  'cors:preflight-wildcard': { steps: put({ headers: '*' }) },
  'cors:redirect-hop': {
    steps: [
      visit(www),
      fetch(api, {
        credentials,
        answer: { cors, redirect: redirect(otherApi, { answer: {} }) },
        as: 'call',
      }),
    ],
    as: 'call',
  },
  'cors:redirect-origin-null': {
    steps: [
      visit(www),
      fetch(api, {
        credentials,
        answer: { cors, redirect: redirect(otherApi, { answer: { cors } }) },
        as: 'call',
      }),
    ],
    as: 'call',
  },
  'cors:acac-missing': { steps: afterVisit(good, { cors: allowWithoutCredentials(www) }) },
  'cors:preflight-acac': { steps: put({ cors: allowWithoutCredentials(www) }) },

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
    steps: [visit(www), call(api, { cors, headers: [['X-Varnish-Set-Cookie', good]] }), call(api)],
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
    steps: [visit(api, { answer: { setCookie: good } }), visit(www), fetch(www)],
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
      visit(www, { answer: { setCookie: good } }),
      fetch(www, { answer: { setCookie: 'sid=; Max-Age=0; Path=/; Domain=example.test' } }),
      fetch(www),
    ],
  },

  'site:paas-siblings-cross-site': {
    steps: [
      visit(vercel.api, { answer: { setCookie: good } }),
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
      visit(api, { answer: { setCookie: good } }),
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
  'samesite:cross-site-request': { steps: afterFetch(otherApi, good) },
  'samesite:cross-site-post': {
    steps: [visit(www, { answer: { setCookie: good } }), visit(evil), form('POST', www)],
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
      visit(otherWww, { answer: { setCookie: good } }),
      visit(www),
      frame(otherWww, [fetch(otherWww, { as: 'inside' })]),
    ],
    as: 'inside',
  },
  'set-cookie:none-without-secure': { steps: afterFetch(otherApi, 'sid=1; SameSite=None') },
  'partitioned:without-secure': {
    steps: [
      visit(otherApi, { answer: { setCookie: 'sid=1; Path=/; Partitioned' } }),
      visit(otherApi),
    ],
  },

  'set-cookie:secure-over-http': {
    steps: [visit(http(www), { answer: { setCookie: good } }), fetch(http(www))],
  },
  'request:secure-cookie-over-http': {
    steps: [visit(www, { answer: { setCookie: good } }), visit(http(www))],
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
    steps: afterFetch(api, good),
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
  'cookie-jar:cleared': {
    steps: [
      visit(www, { answer: { setCookie: good } }),
      fetch(www, { answer: { setCookie: 'sid=; Max-Age=0; Path=/; Secure' } }),
      fetch(www),
    ],
    cookie: 'sid',
  },
};

/** Causes that the model observes in no plan: their evidence is written by hand, below. */
type HandMade =
  | 'cors:vary-missing'
  | 'cache:answer-reused'
  | 'samesite:websocket'
  | 'storage-access:not-granted'
  | 'browser:own-reason'
  | 'browser:unexplained'
  | 'cookie-jar:expired';

for (const [cause, one] of Object.entries(cases)) {
  test(`${cause} is named, whether reasons are told or not`, () => {
    for (const reasons of ['told', 'untold'] as const) {
      const { code, broke } = ask(one, reasons);
      expect({ reasons, code, broke }).toEqual({
        reasons,
        code: cause,
        broke: causes[cause as Cause],
      });
    }
  });
}

const handMade: Readonly<Record<HandMade, () => readonly [Evidence[], cookie?: string]>> = {
  'cors:vary-missing': () => [cached('https://app.example.com', false)],
  'cache:answer-reused': () => [cached('https://www.example.com', true), 'sid'],
  'samesite:websocket': () => {
    const [set, page, socket] = observe({
      steps: [visit(otherApi, { answer: { setCookie: good } }), visit(www), call(otherApi)],
    }) as [Evidence, Evidence, Evidence];
    return [[set, page, { ...socket, request: { ...socket.request, kind: 'webSocket' } }]];
  },
  'storage-access:not-granted': () => {
    const evidence = observe({
      steps: [
        visit(otherWww, { answer: { setCookie: none } }),
        visit(www),
        frame(otherWww, [fetch(otherWww), fetch(otherWww)]),
      ],
      agent: 'chromium:blocked',
    });
    const asking = evidence[3] as Evidence;
    const { url: _, ...request } = asking.request;
    evidence[3] = { ...asking, request: { ...request, url: '', kind: 'requestStorageAccess' } };
    return [evidence];
  },
  'browser:own-reason': () => [
    lost({ reasons: [{ on: 'send', cookie: 'sid', code: 'PortMismatch', by: 'browser' }] }),
  ],
  'browser:unexplained': () => [lost({})],
  'cookie-jar:expired': () => [lost({}, 'sid=1; Path=/; Max-Age=1')],
};

/** Two calls of one URL, the second answered by a cache. */
function cached(firstOrigin: string, readable: boolean): Evidence[] {
  const answer: AnswerSpec = { cors, headers: [['Cache-Control', 'max-age=60']] };
  const evidence = observe({
    steps: [
      visit(api, { answer: { setCookie: good } }),
      visit(www),
      call(api, answer),
      call(api, answer),
    ],
  });
  const [set, page, first, second] = evidence as [Evidence, Evidence, Evidence, Evidence];
  const asking = { ...first, request: { ...first.request, initiator: firstOrigin } };
  return [set, page, asking, { ...second, arrived: false, sent: [], readable }];
}

/** A cookie that everything allows, and that does not come. */
function lost(more: Partial<Evidence>, line = 'sid=1; Path=/'): Evidence[] {
  const [set, next] = observe({ steps: [visit(www, { answer: { setCookie: line } }), fetch(www)] });
  return [set as Evidence, { ...(next as Evidence), sent: [], ...more }];
}

for (const [cause, evidence] of Object.entries(handMade)) {
  test(`${cause} is named`, () => {
    const [exchanges, cookie] = evidence();
    const chain = chainOf(exchanges, exchanges.at(-1)?.as ?? '', { cookie });
    expect(chain.code).toBe(cause);
  });
}

test('What a page gives to its cookie store is blamed as what it writes, and called by its name', () => {
  const cookie = { name: 'sid', value: '1', sameSite: 'lax' } as const;
  const chain = ask({ steps: [visit(www), cookieStore.set(cookie), call(api)], cookie: 'sid' });
  expect(chain).toMatchObject({ broke: 6, code: 'set-cookie:by-script' });
  expect(chain.links.find(({ state }) => state === 'broken')?.evidence).toContain(
    'gave it to the cookie store',
  );
});

test('Loopback ports of one name are one host to the chain', () => {
  const { broke } = ask({
    steps: [
      visit(localhostA, { answer: { setCookie: 'sid=1' } }),
      call(localhostB, { cors: allow(localhostA) }),
    ],
  });
  expect(broke).toBeNull();
});

test('An image of another site without its Lax cookie breaks at the site', () => {
  const { code } = ask({
    steps: [visit(otherApi, { answer: { setCookie: good } }), visit(www), image(otherApi)],
  });
  expect(code).toBe('samesite:cross-site-request');
});
