import { expect, test } from '@playwright/test';
import type { FastifyInstance, InjectOptions } from 'fastify';
import type { Arrival } from '../../lab/base/arrival.ts';
import { Sessions } from '../../services/examples/sessions.ts';
import { createService } from '../../services/service.ts';
import { www } from './service.ts';

let api: FastifyInstance;
test.beforeAll(async () => {
  api = await createService('api');
});
test.afterAll(() => api.close());

const evil = 'https://evil.other.test';

type Headers = Record<string, string>;
const ask = (method: 'GET' | 'POST', path: string, headers: Headers = {}, payload?: object) =>
  api.inject({ method, url: path, headers, ...(payload && { payload }) } as InjectOptions);
const get = (path: string, headers: Headers = {}) => ask('GET', path, headers);
const post = (path: string, headers: Headers = {}, payload?: object) =>
  ask('POST', path, headers, payload);

/** The cookies that an answer sets, as the browser would send them back. */
const cookiesOf = ({ cookies }: Awaited<ReturnType<typeof ask>>) =>
  cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
const signIn = async (example: string) => cookiesOf(await post(`${example}/session`));

test('Same origin: a Lax cookie is enough to read, a change needs the Strict one as well', async () => {
  const example = '/api/examples/same-origin';
  const answer = await post(`${example}/session`);
  expect(answer.cookies).toMatchObject([
    { name: '__Host-read', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' },
    { name: '__Host-write', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' },
  ]);
  const [read = '', write = ''] = cookiesOf(answer).split('; ');
  expect((await get(`${example}/orders`, { cookie: read })).json()).toEqual({
    user: 'ann',
    orders: 0,
  });
  expect((await post(`${example}/orders`, { cookie: read })).statusCode).toBe(401);
  expect((await post(`${example}/orders`, { cookie: write })).json()).toMatchObject({ orders: 1 });
  expect((await get(`${example}/orders`)).statusCode).toBe(401);
});

test('Same origin: there is no CORS, whoever asks', async () => {
  const { headers } = await post('/api/examples/same-origin/session', { origin: www });
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('Same site: listed origins are allowed with credentials, and the session is the cookie’s', async () => {
  const example = '/examples/same-site';
  const answer = await post(`${example}/session`, { origin: www });
  expect(answer.headers).toMatchObject({
    'access-control-allow-origin': www,
    'access-control-allow-credentials': 'true',
    vary: 'Origin',
  });
  const cookie = cookiesOf(answer);
  expect((await get(`${example}/orders`, { cookie })).statusCode).toBe(200);
  expect((await get(`${example}/orders`)).statusCode).toBe(401);
  const foreign = await get(`${example}/orders`, { cookie, origin: evil });
  expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
});

const bearer = '/examples/bearer-token';
const tokenOf = async () => (await post(`${bearer}/session`)).json().token as string;
const withToken = (token: string) =>
  get(`${bearer}/orders`, { authorization: `Bearer ${token}` }).then(
    ({ statusCode }) => statusCode,
  );

test('Bearer: a token lets in, and holds for five minutes', async () => {
  const token = await tokenOf();
  expect(await withToken(token)).toBe(200);
  const { iat, exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  expect(exp - iat).toBe(300);
});

test('Bearer: no token, another one, or one that is not signed lets nobody in', async () => {
  const [head = '', body = '', signature = ''] = (await tokenOf()).split('.');
  const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  const later = Buffer.from('{"user":"bob","exp":9999999999}').toString('base64url');
  for (const token of ['', 'x', `${unsigned}.${body}.`, `${head}.${later}.${signature}`]) {
    expect(await withToken(token), token).toBe(401);
  }
  expect((await get(`${bearer}/orders`)).statusCode).toBe(401);
});

test('Bearer: the preflight permits Authorization, and no credentials', async () => {
  const { statusCode, headers } = await api.inject({
    method: 'OPTIONS',
    url: `${bearer}/orders`,
    headers: {
      origin: www,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    },
  });
  expect(statusCode).toBe(204);
  expect(headers).toMatchObject({ 'access-control-allow-origin': www });
  expect(headers['access-control-allow-headers']).toContain('authorization');
  expect(headers['access-control-allow-credentials']).toBeUndefined();
});

for (const kind of ['plain', 'partitioned'] as const) {
  const example = `/examples/cookie-or-token/${kind}`;

  test(`Cookie or token, ${kind}: where the cookie came along no token is handed out`, async () => {
    const answer = await post(`${example}/session`);
    expect(answer.cookies).toMatchObject([{ name: '__Host-session', sameSite: 'None' }]);
    expect(/; Partitioned/.test(String(answer.headers['set-cookie']))).toBe(kind === 'partitioned');
    const cookie = cookiesOf(answer);
    const check = await post(`${example}/session/check`, { cookie }, answer.json());
    expect(check.json()).toEqual({ by: 'cookie' });
    expect((await get(`${example}/orders`, { cookie })).statusCode).toBe(200);
  });

  test(`Cookie or token, ${kind}: where it did not, the token opens the same session`, async () => {
    const answer = await post(`${example}/session`);
    const stale = await signIn(example);
    const check = await post(`${example}/session/check`, { cookie: stale }, answer.json());
    expect(check.json()).toEqual({ by: 'token', token: expect.any(String) });
    const authorization = `Bearer ${check.json().token}`;
    expect((await get(`${example}/orders`, { authorization })).statusCode).toBe(200);
    expect((await get(`${example}/orders`, { authorization: 'Bearer x' })).statusCode).toBe(401);
  });

  test(`Cookie or token, ${kind}: a ticket is good once`, async () => {
    const ticket = (await post(`${example}/session`)).json();
    expect((await post(`${example}/session/check`, {}, ticket)).statusCode).toBe(200);
    expect((await post(`${example}/session/check`, {}, ticket)).statusCode).toBe(401);
  });
}

for (const sameSite of ['none', 'lax', 'strict'] as const) {
  test(`Undefended: a form moves money with a ${sameSite} cookie, and without it does not`, async () => {
    const example = `/examples/undefended/${sameSite}`;
    const answer = await post(`${example}/session`);
    expect(answer.cookies[0]?.sameSite?.toLowerCase()).toBe(sameSite);
    expect(answer.cookies[0]?.path).toBe(example);
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: evil };
    const transfer = (headers: Headers, payload: string) =>
      api.inject({ method: 'POST', url: `${example}/transfer`, headers, payload });
    const cookie = cookiesOf(answer);
    expect((await transfer({ ...form, cookie }, 'amount=100')).json().balance).toBe(900);
    expect((await transfer(form, 'amount=100')).statusCode).toBe(401);
    expect((await transfer({ ...form, cookie }, 'amount=-100')).statusCode).toBe(400);
    expect((await get(`${example}/account`, { cookie })).json().balance).toBe(900);
  });
}

for (const example of ['/examples/csrf-double-submit', '/examples/csrf-synchroniser']) {
  const victim = async () => {
    const session = await signIn(example);
    const answer = await get(`${example}/token`, { cookie: session });
    const cookie = [session, cookiesOf(answer)].filter(Boolean).join('; ');
    return { cookie, token: answer.json().token as string };
  };
  const transfer = (headers: Headers) => post(`${example}/transfer`, headers, { amount: 100 });

  test(`${example}: a change passes with the session’s token, again and again`, async () => {
    const { cookie, token } = await victim();
    for (const balance of [900, 800]) {
      const answer = await transfer({ cookie, 'x-csrf-token': token });
      expect(answer.json()).toEqual({ user: 'ann', balance });
    }
  });

  test(`${example}: without the token, with a guess, or with another session’s it is refused`, async () => {
    const { cookie } = await victim();
    const attacker = await victim();
    for (const headers of [{}, { 'x-csrf-token': 'x' }, { 'x-csrf-token': attacker.token }]) {
      expect((await transfer({ cookie, ...headers } as Headers)).statusCode).toBe(403);
    }
    expect((await get(`${example}/account`, { cookie })).json().balance).toBe(1000);
  });

  test(`${example}: nobody’s session has no valid token`, async () => {
    expect((await transfer({})).statusCode).toBe(403);
    expect((await transfer({ 'x-csrf-token': '' })).statusCode).toBe(403);
  });

  test(`${example}: CORS lets own pages alone read the token`, async () => {
    const cookie = await signIn(example);
    const own = await get(`${example}/token`, { cookie, origin: www });
    expect(own.headers['access-control-allow-origin']).toBe(www);
    const foreign = await get(`${example}/token`, { cookie, origin: evil });
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
  });
}

test('Double submit: an attacker who plants his secret beside the victim’s session gains nothing', async () => {
  const example = '/examples/csrf-double-submit';
  const session = await signIn(example);
  const attacker = await get(`${example}/token`, { cookie: await signIn(example) });
  const headers = {
    cookie: `${session}; ${cookiesOf(attacker)}`,
    'x-csrf-token': attacker.json().token,
  };
  expect((await post(`${example}/transfer`, headers, { amount: 100 })).statusCode).toBe(403);
});

const origin = '/examples/origin-check';
const metadata = '/examples/fetch-metadata-check';
for (const [example, headers, status] of [
  [origin, { origin: www }, 200],
  [origin, { origin: 'https://app.example.com' }, 200],
  [origin, { origin: evil }, 403],
  [origin, { origin: 'null' }, 403],
  [origin, {}, 403],
  [origin, { origin: `${www}.other.test` }, 403],
  [metadata, { 'sec-fetch-site': 'same-origin' }, 200],
  [metadata, { 'sec-fetch-site': 'same-site', origin: www }, 200],
  [metadata, { 'sec-fetch-site': 'cross-site', origin: www }, 403],
  [metadata, { 'sec-fetch-site': 'none' }, 403],
  [metadata, { origin: www }, 200],
  [metadata, { origin: evil }, 403],
  [metadata, {}, 403],
] as const) {
  test(`${example} answers a change ${JSON.stringify(headers)} with ${status}`, async () => {
    const cookie = await signIn(example);
    const answer = await post(`${example}/transfer`, { cookie, ...headers }, { amount: 1 });
    expect(answer.statusCode).toBe(status);
  });
}

const asking = {
  listed: www,
  unlisted: evil,
  null: 'null',
  'another scheme': 'http://www.example.test',
  'another port': `${www}:8443`,
  'begins alike': 'https://www.example.test.other.test',
  'ends alike': 'https://www-example.test',
};
for (const [rule, allowed] of [
  ['exact', ['listed']],
  ['starts-with', ['listed', 'another port', 'begins alike']],
  ['ends-with', ['listed', 'another scheme', 'ends alike']],
  ['unescaped-dot', ['listed', 'ends alike']],
  ['null-too', ['listed', 'null']],
] as const) {
  test(`The rule "${rule}" lets in: ${allowed.join(', ')}`, async () => {
    const found: string[] = [];
    for (const [name, origin] of Object.entries(asking)) {
      const { headers } = await get(`/examples/allow-list/${rule}/account`, { origin });
      if (headers['access-control-allow-origin'] === origin) found.push(name);
      expect(headers.vary, name).toBe('Origin');
    }
    expect(found).toEqual(allowed);
  });
}

test('An API that reflects origins allows each with credentials', async () => {
  const example = '/examples/reflects-any-origin/none';
  const cookie = await signIn(example);
  for (const asks of [evil, 'null']) {
    const answer = await get(`${example}/account`, { cookie, origin: asks });
    expect(answer.json()).toEqual({ user: 'ann', balance: 1000 });
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': asks,
      'access-control-allow-credentials': 'true',
    });
  }
});

test('Where a document is to come of it an example answers with a page, and with its own status', async () => {
  const answer = await get('/examples/same-site/orders?page=yes');
  expect(answer.statusCode).toBe(401);
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(answer.body).toContain('<!doctype html>');
});

test('A path of no example is not found, and no recipe answers there', async () => {
  for (const path of ['/examples/same-sight/orders', '/api/examples/same-site/orders']) {
    const answer = await get(`${path}?cookie=a%3D1`);
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['set-cookie']).toBeUndefined();
  }
});

test('What arrives at an example is remembered with the status that it was answered with', async () => {
  const url = `${bearer}/orders?exchange=example.0`;
  const preflight = { origin: www, 'access-control-request-method': 'GET' };
  await api.inject({ method: 'OPTIONS', url, headers: preflight });
  await get(url);
  const arrivals: Arrival[] = (await get('/.lab/arrivals/example')).json();
  expect(arrivals.map(({ preflight, status }) => [preflight, status])).toEqual([
    [true, 204],
    [false, 401],
  ]);
});

test('Sessions are found by their id alone, and the oldest make room', () => {
  const sessions = new Sessions<number>();
  const ids = Array.from({ length: 1_001 }, (_, i) => sessions.start(i));
  expect(new Set(ids).size).toBe(ids.length);
  expect(sessions.find(ids[0])).toBeUndefined();
  expect(sessions.find(ids[1])).toBe(1);
  expect(sessions.find(undefined)).toBeUndefined();
  expect(sessions.take(ids[2] ?? '')).toBe(2);
  expect(sessions.find(ids[2])).toBeUndefined();
});

for (const [example, sets] of [
  ['silent-untrusted', false],
  ['untrusted', false],
  ['silent', false],
  ['good', true],
] as const) {
  test(`Behind a proxy (${example}) a sign-in over https ${sets ? 'sets' : 'does not set'} the Secure cookie`, async () => {
    // The gateway ends TLS and says so, as Caddy does.
    const behindGateway = await createService('api', { trustProxy: true });
    const answer = await behindGateway.inject({
      method: 'POST',
      url: `/examples/behind-a-proxy/${example}/session`,
      headers: { 'x-forwarded-proto': 'https' },
    });
    await behindGateway.close();
    expect(answer.json()).toEqual({ user: 'ann' });
    expect(answer.cookies.map(({ name, secure }) => [name, secure])).toEqual(
      sets ? [['session', true]] : [],
    );
  });
}
