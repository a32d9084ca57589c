/** The doctor on traffic as products have it, in the dialects of their exporters: what is wrong, and what is not. */
import { expect, test } from '@playwright/test';
import {
  type Asked,
  allow,
  causesOf,
  type Dialect,
  form,
  frame,
  get,
  img,
  link,
  post,
  preflight,
  script,
  socket,
  visit,
  xhr,
} from './traffic.ts';

const app = 'https://app.acme.io/';
const api = 'https://api.acme.io';
const me = `${app}me`;
const sid = 'sid=9f8e7d6c5b4a';
const readable = { response: allow(app) };
const everyone = { response: { 'access-control-allow-origin': '*' } };
const all: readonly Dialect[] = ['chrome', 'firefox', 'playwright', 'charles'];

/** What stands in every recording, and is nobody's fault. */
const noise: readonly Asked[] = [
  script(app, 'https://www.googletagmanager.com/gtag/js?id=G-1', 200),
  img(app, 'https://bat.bing.com/action/0', 204, {
    set: ['MUID=0ABC; Domain=.bing.com; Path=/; SameSite=None; Secure', 'MR=0; Path=/'],
  }),
  xhr(app, 'https://rs.fullstory.com/rec/bundle', 401, { method: 'POST', ...everyone }),
  xhr(app, 'https://edge.fullstory.com/s', 200, { set: ['fs_uid=1; Secure'], ...everyone }),
  get(app, 'https://maps.googleapis.com/geocode?key=abc', 403, everyone),
  get(app, 'https://api.hubapi.com/x', 200, {
    set: ['__cf_bm=abcd.1234; Path=/; Domain=.hubapi.com; HttpOnly; Secure; SameSite=None'],
    ...everyone,
  }),
];

const signIn = (...set: string[]) => post(app, `${app}login`, 200, { set });
const signedIn = [visit(app, { cookie: sid }), get(app, me, 200, { cookie: sid })];

const healthy: Readonly<Record<string, readonly Asked[]>> = {
  'a session among trackers and third parties that refuse': [
    ...[visit(app), ...noise],
    post(app, `${api}/login`, 200, { set: [`${sid}; Path=/; Secure; HttpOnly`], ...readable }),
    get(app, `${api}/me`, 200, { cookie: sid, ...readable }),
  ],
  'a page that looks for a session that nobody has begun': [
    visit(app, { set: ['_ga=GA1.1.2; Path=/; Domain=acme.io'] }),
    get(app, `${api}/me`, 401, { cookie: '_ga=GA1.1.2', ...readable }),
  ],
  'an expired access token that is renewed': [
    ...[visit(app), signIn('access=a1a1a1a1; Path=/; Max-Age=900', 'refresh=r1; Path=/refresh')],
    get(app, me, 401, { after: 950_000 }),
    post(app, `${app}refresh`, 200, { cookie: 'refresh=r1', set: ['access=b2b2b2b2; Path=/'] }),
    get(app, me, 200, { cookie: 'access=b2b2b2b2' }),
  ],
  'a refused access token that is renewed': [
    ...[
      visit(app, { cookie: 'access=a1a1a1a1' }),
      get(app, me, 401, { cookie: 'access=a1a1a1a1' }),
    ],
    post(app, `${app}refresh`, 200, { cookie: 'access=a1a1a1a1', set: ['access=b2b2; Path=/'] }),
    get(app, me, 200, { cookie: 'access=b2b2' }),
  ],
  'a sign-out that deletes the session': [
    ...signedIn,
    post(app, `${app}logout`, 204, { cookie: sid, set: ['sid=; Path=/; Max-Age=0'] }),
    get(app, me, 401),
  ],
  'a session that ends by DELETE': [
    ...signedIn,
    get(app, `${app}api/session`, 204, {
      ...{ method: 'DELETE', cookie: sid },
      set: ['sid=deleted; Path=/; Expires=Thu, 01 Jan 1970 00:00:01 GMT'],
    }),
    get(app, me, 401),
  ],
};

for (const [name, traffic] of Object.entries(healthy)) {
  test(`Nothing is wrong with ${name}`, async () => {
    for (const dialect of all) expect(await causesOf(dialect, traffic), dialect).toEqual([]);
  });
}

const preview = 'https://rentaride.vercel.app/';
const third = {
  response: allow(preview),
  request: { 'sec-fetch-storage-access': 'active' },
};
const asksFor = { request: { 'access-control-request-method': 'POST' } };

const faults: readonly (readonly [cause: string, dialects: readonly Dialect[], Asked[]])[] = [
  [
    'server:never-set',
    ['charles'],
    [visit(app, { set: ['_ga=1; Path=/'] }), signIn(), get(app, me, 401)],
  ],
  [
    'request:credentials-missing of sid',
    all,
    [
      ...[visit(app), ...noise],
      post(app, `${api}/login`, 200, { set: [`${sid}; Path=/; Secure`], ...readable }),
      get(app, `${api}/me`, 401, readable),
    ],
  ],
  [
    'site:paas-siblings-cross-site of jwt',
    all,
    [
      visit(preview),
      post(preview, 'https://rentaride-api.vercel.app/login', 200, {
        ...third,
        set: ['jwt=eyJhbGciOi; Path=/; HttpOnly; Secure; SameSite=Lax'],
      }),
      get(preview, 'https://rentaride-api.vercel.app/me', 401, third),
    ],
  ],
  [
    'cookie-jar:expired of sid',
    all,
    [visit(app), signIn(`${sid}; Path=/; Max-Age=0`), get(app, me, 401)],
  ],
  [
    'cookie-jar:expired of sid',
    all,
    [
      visit(app),
      signIn(`${sid}; Path=/; Expires=Thu, 26 Nov 2026 09:00:00 GMT`),
      get(app, me, 401),
    ],
  ],
  [
    'set-cookie:prefix of __Host-s',
    all,
    [visit(app), signIn('__Host-s=abc; Secure; Path=/; Domain=acme.io'), get(app, me, 401)],
  ],
  [
    'set-cookie:path-mismatch of refresh_token',
    all,
    [
      visit(app),
      signIn('access=a1a1a1a1; Path=/; Max-Age=60', 'refresh_token=r1r1r1r1; Path=/refresh'),
      get(app, me, 200, { cookie: 'access=a1a1a1a1' }),
      post(app, `${app}api/refresh`, 401, { after: 90_000 }),
    ],
  ],
  [
    'set-cookie:path-mismatch of sid',
    all,
    [
      ...signedIn,
      post(app, `${app}logout`, 204, { cookie: sid, set: ['sid=; Path=/; Max-Age=0'] }),
      post(app, `${app}auth/login`, 200, { set: ['sid=bbbb2222; Path=/auth'] }),
      get(app, me, 401),
    ],
  ],
  [
    'set-cookie:too-large of _pomerium',
    all,
    [
      visit(app),
      link(app, `${app}oauth2/callback`, 302, {
        set: [`_pomerium=${'x'.repeat(4200)}; Path=/; Secure`],
        response: { location: '/home' },
      }),
      link(app, `${app}home`, 302, { response: { location: '/oauth2/sign_in' } }),
      link(app, `${app}oauth2/sign_in`, 200),
    ],
  ],
  [
    'set-cookie:domain-public-suffix of state',
    all,
    [
      visit(preview),
      link(preview, `${preview}auth/start`, 302, {
        set: ['state=abcd1234; Domain=.vercel.app; Path=/; Secure; SameSite=Lax'],
        response: { location: 'https://github.com/login/oauth/authorize' },
      }),
      link(preview, 'https://github.com/login/oauth/authorize', 200),
      link('https://github.com/login/oauth/authorize', `${preview}auth/cb`, 302, {
        response: { location: '/?error=state_mismatch' },
      }),
      link('https://github.com/login/oauth/authorize', `${preview}?error=state_mismatch`, 200),
    ],
  ],
  [
    'samesite:cross-site-post of saml_req',
    all,
    [
      visit(app),
      link(app, `${app}sso`, 302, {
        set: ['saml_req=abcdefgh; Path=/; Secure; SameSite=Lax'],
        response: { location: 'https://acme.okta.com/saml' },
      }),
      link(app, 'https://acme.okta.com/saml', 200, { set: ['JSESSIONID=OKTA1; Path=/; Secure'] }),
      form('https://acme.okta.com/saml', `${app}saml/acs`, 403),
    ],
  ],
  [
    'proxy:strips-set-cookie of frontend',
    ['firefox', 'charles'],
    [
      visit(app),
      post(app, `${app}login`, 200, {
        response: { 'x-varnish-set-cookie': 'frontend=abc; Path=/' },
      }),
      get(app, me, 401),
    ],
  ],
  [
    'samesite:websocket of role',
    ['chrome'],
    [
      visit(app, { set: ['role=abcdefgh; Path=/; Secure; SameSite=Lax'] }),
      visit('https://other.example.com/'),
      socket('https://other.example.com/', 'wss://app.acme.io/socket', 401),
    ],
  ],
  [
    'samesite:iframe-lax of sid',
    ['chrome', 'playwright'],
    [
      visit(`${app}login`, { set: ['sid=abcdefgh; Path=/; Secure; SameSite=Lax'] }),
      link(`${app}login`, app, 200, { cookie: 'sid=abcdefgh' }),
      visit('https://partner.com/'),
      frame('https://partner.com/', app, 401, third),
    ],
  ],
  [
    'cors:preflight-auth',
    ['chrome'],
    [
      visit(app),
      preflight(app, `${api}/cart`, 401, asksFor),
      post(app, `${api}/cart`, 0, {
        request: { 'content-type': 'application/json' },
        blocked: true,
      }),
    ],
  ],
  [
    'cors:acao-missing',
    ['chrome', 'sanitized'],
    [visit(app), get(app, `${api}/a`, 200, { blocked: true })],
  ],
];

for (const [place, [cause, dialects, traffic]] of faults.entries()) {
  const last = traffic.at(-1);
  test(`Fault ${place + 1} is explained by ${cause}, as ${last?.method} ${last?.url} ends the recording`, async () => {
    for (const dialect of dialects) {
      expect(await causesOf(dialect, traffic), dialect).toEqual([cause]);
    }
  });
}

test('What a script cannot read at the end of a redirect is named before the session that led there', async () => {
  const traffic = [
    visit(app),
    get(app, `${api}/cart`, 302, {
      cookie: sid,
      response: { ...allow(app), location: 'https://login.acme.io/sso' },
    }),
    get(app, 'https://login.acme.io/sso', 200, { blocked: true }),
  ];
  expect((await causesOf('chrome', traffic))[0]).toBe('cors:redirect-hop');
});

test("Another party's failure comes after the page's own", async () => {
  const traffic = [
    visit(app),
    xhr(app, 'https://bam.nr-data.net/1/x', 200, { blocked: true }),
    post(app, `${app}auth/login`, 200, { set: [`${sid}; Path=/auth`] }),
    get(app, me, 401),
  ];
  const causes = ['set-cookie:path-mismatch of sid', 'cors:acao-missing'];
  expect(await causesOf('chrome', traffic)).toEqual(causes);
});

test('A sanitized file blames no cookie', async () => {
  const traffic = [visit(app), post(app, `${app}login`, 200), get(app, me, 401)];
  expect(await causesOf('sanitized', traffic)).toEqual([]);
});

test('localhost and 127.0.0.1 are two sites, whatever policy of a browser keeps the cookie back', async () => {
  for (const [page, host] of [
    ['http://localhost:3000/', 'http://127.0.0.1:4000'],
    ['http://127.0.0.1:3000/', 'http://localhost:4000'],
  ] as const) {
    for (const attributes of ['', '; SameSite=Lax', '; SameSite=Strict']) {
      for (const dialect of ['firefox', 'safari'] as const) {
        const traffic = [
          visit(`${host}/`),
          form(`${host}/`, `${host}/login`, 200, { set: [`${sid}; Path=/${attributes}`] }),
          visit(page),
          get(page, `${host}/me`, 401, { response: allow(page) }),
        ];
        expect(await causesOf(dialect, traffic), `${dialect} ${page} ${attributes}`).toEqual([
          'site:localhost-vs-127 of sid',
        ]);
      }
    }
  }
});

test('What a script left out is named before a setting that somebody may have changed in one browser', async () => {
  const page = 'https://app.store.example/';
  const set = [`${sid}; Path=/; Secure; SameSite=None`];
  const me = get(page, `${api}/me`, 401, { response: allow(page) });
  const byScript = post(page, `${api}/login`, 200, { set, response: allow(page) });
  expect(await causesOf('firefox', [visit(page), byScript, me])).toEqual([
    'request:credentials-missing of sid',
  ]);
  // As it comes, Firefox keeps it in another jar, whatever the script says.
  const byPage = [visit(`${api}/`), form(`${api}/`, `${api}/login`, 200, { set }), visit(page)];
  expect(await causesOf('firefox', [...byPage, me])).toEqual([
    'browser-policy:partitioned-jar of sid',
  ]);
});
