import { expect, test } from '@playwright/test';
import type { Arrival } from '../../lab/base/arrival.ts';
import { Sessions } from '../../services/examples/sessions.ts';
import { createService } from '../../services/service.ts';
import { cookiesOf, evil, exampleService } from './examples.ts';
import { www } from './service.ts';

const { inject, get, post, signIn } = exampleService();

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
  const { statusCode, headers } = await inject({
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
  await inject({ method: 'OPTIONS', url, headers: preflight });
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
