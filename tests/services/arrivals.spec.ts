import { expect, test } from '@playwright/test';
import type { FastifyInstance } from 'fastify';
import type { Arrival } from '../../lab/base/arrival.ts';
import { createService } from '../../services/service.ts';
import { query, www } from './service.ts';

let api: FastifyInstance;
let frontend: FastifyInstance;
test.beforeAll(async () => {
  [api, frontend] = await Promise.all([createService('api'), createService('frontend')]);
});
test.afterAll(() => Promise.all([api.close(), frontend.close()]));

const taken = async (performance: string, app = api) =>
  (await app.inject(`/.lab/arrivals/${performance}`)).json() as Arrival[];

test('What arrived is remembered under its exchange, and handed over once', async () => {
  await api.inject(query({}, 'mine.0'));
  await api.inject(query({}, 'mine.1'));
  await api.inject(query({}, 'mine2.0'));
  await api.inject('/');
  expect((await taken('mine')).map(({ exchange }) => exchange)).toEqual(['mine.0', 'mine.1']);
  expect(await taken('mine')).toEqual([]);
  expect(await taken('mine2')).toHaveLength(1);
});

test('An arrival is a full account of the request', async () => {
  const before = Date.now();
  await api.inject({
    method: 'POST',
    url: `/a/b${query({}, 'full.0').slice(1)}`,
    headers: {
      host: 'api.example.test',
      origin: www,
      referer: `${www}/`,
      cookie: 'a=1; b=2; a=3',
      'sec-fetch-site': 'same-site',
      'sec-fetch-mode': 'cors',
    },
    payload: 'x=y&é',
  });
  const [arrival, ...more] = await taken('full');
  expect(more).toEqual([]);
  expect(arrival?.at).toBeGreaterThanOrEqual(before);
  expect(arrival).toEqual({
    exchange: 'full.0',
    at: expect.any(Number),
    method: 'POST',
    scheme: 'http',
    host: 'api.example.test',
    path: '/a/b',
    httpVersion: '1.1',
    cookieHeader: 'a=1; b=2; a=3',
    cookies: [
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
      { name: 'a', value: '3' },
    ],
    origin: www,
    referer: `${www}/`,
    secFetch: { site: 'same-site', mode: 'cors' },
    bodyBytes: 6,
    preflight: false,
    status: 200,
    headers: expect.arrayContaining([
      ['cookie', 'a=1; b=2; a=3'],
      ['content-length', '6'],
    ]),
    responseHeaders: expect.arrayContaining([['content-type', 'application/json; charset=utf-8']]),
  });
});

test('A request that brings nothing is told from one that brings something empty', async () => {
  await api.inject({ url: query({}, 'bare.0') });
  expect(await taken('bare')).toMatchObject([
    { cookieHeader: null, cookies: [], origin: null, referer: null, secFetch: {}, bodyBytes: 0 },
  ]);
});

for (const type of [
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json',
  'text/plain;charset=UTF-8',
  undefined,
]) {
  test(`A body is welcome and measured, whatever it is: ${type ?? 'no type'}`, async () => {
    const exchange = `body-${(type ?? 'none').replace(/\W/g, '')}`;
    const response = await api.inject({
      method: 'PUT',
      url: query({}, `${exchange}.0`),
      headers: type === undefined ? {} : { 'content-type': type },
      payload: Buffer.from('{not json'),
    });
    expect(response.statusCode).toBe(200);
    expect(await taken(exchange)).toMatchObject([{ bodyBytes: 9 }]);
  });
}

test('A preflight and the request after it are two arrivals of one exchange', async () => {
  const url = query({ cors: { mode: 'reflect', credentials: true } }, 'pair.0');
  const headers = { origin: www, 'access-control-request-method': 'PUT' };
  await api.inject({ url, method: 'OPTIONS', headers });
  await api.inject({ url, method: 'PUT', headers: { origin: www } });
  expect((await taken('pair')).map(({ method, preflight }) => [method, preflight])).toEqual([
    ['OPTIONS', true],
    ['PUT', false],
  ]);
});

test('A path that begins with two slashes is a path', async () => {
  const response = await api.inject({
    url: `//evil.com/x${query({ setCookie: ['a=1'] }, 'slashes.0').slice(1)}`,
  });
  expect(response.headers['set-cookie']).toEqual(['a=1']);
  expect(await taken('slashes')).toMatchObject([{ path: '//evil.com/x' }]);
  expect((await api.inject({ url: '//' })).statusCode).toBe(200);
});

test('A service that runs says that it is well, and each remembers for itself', async () => {
  for (const app of [api, frontend]) {
    expect((await app.inject('/.lab/health')).json()).toEqual({ ok: true });
  }
  await frontend.inject(query({}, 'own.0'));
  expect(await taken('own', api)).toEqual([]);
  expect(await taken('own', frontend)).toHaveLength(1);
});

test('What is no performance is not looked for', async () => {
  expect((await api.inject('/.lab/arrivals/a.b')).statusCode).toBe(400);
});
