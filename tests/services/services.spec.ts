import { expect, test } from '@playwright/test';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { inDays } from '../../lab/base/dates.ts';
import type { Answer, Cors } from '../../lab/base/recipe.ts';
import { createService } from '../../services/service.ts';
import { query, www } from './service.ts';

let api: FastifyInstance;
let frontend: FastifyInstance;
test.beforeAll(async () => {
  [api, frontend] = await Promise.all([createService('api'), createService('frontend')]);
});
test.afterAll(() => Promise.all([api.close(), frontend.close()]));

/** What a request from www with a recipe is answered. */
const ask = (answer: Answer, options: InjectOptions = {}, app = api) =>
  app.inject({ url: query(answer), headers: { origin: www }, ...options });

const corsOf = ({ headers }: Awaited<ReturnType<typeof ask>>) => ({
  origin: headers['access-control-allow-origin'],
  credentials: headers['access-control-allow-credentials'],
  vary: headers.vary,
});

const listed: Cors = {
  mode: 'allow',
  origins: ['https://app.example.test', www],
  credentials: true,
};
const unlisted: Cors = { mode: 'allow', origins: ['https://app.example.test'], credentials: false };
for (const [name, cors, origin, credentials, vary] of [
  ['a listed origin by name', listed, www, 'true', 'Origin'],
  ['no origin that is not listed', unlisted, undefined, undefined, 'Origin'],
  ['no origin by an empty list', { ...listed, origins: [] }, undefined, 'true', 'Origin'],
  ['without Vary where that is asked', { ...listed, vary: false }, www, 'true', undefined],
  ['any origin by reflection', { mode: 'reflect', credentials: true }, www, 'true', 'Origin'],
  [
    'any origin, without credentials',
    { mode: 'reflect', credentials: false },
    www,
    undefined,
    'Origin',
  ],
  ['every origin by a star', { mode: 'star', credentials: false }, '*', undefined, undefined],
  [
    'a star with credentials, which no browser takes',
    { mode: 'star', credentials: true },
    '*',
    'true',
    undefined,
  ],
  ['nothing', { mode: 'none' }, undefined, undefined, undefined],
  ['nothing, unasked', undefined, undefined, undefined, undefined],
] as const) {
  test(`CORS allows ${name}`, async () => {
    const response = await ask(cors ? { cors } : {});
    expect(response.statusCode).toBe(200);
    expect(corsOf(response)).toEqual({ origin, credentials, vary });
  });
}

test('The origin null is allowed where it is listed', async () => {
  const cors: Cors = { mode: 'allow', origins: ['null'], credentials: true };
  const response = await ask({ cors }, { headers: { origin: 'null' } });
  expect(corsOf(response).origin).toBe('null');
});

const preflight = (answer: Answer, headers = {}) =>
  ask(answer, {
    method: 'OPTIONS',
    headers: {
      origin: www,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'x-a,x-b',
      ...headers,
    },
  });

test('A preflight is permitted what it asks', async () => {
  const response = await preflight({ cors: listed, setCookie: ['a=1'], status: 500 });
  expect(response.statusCode).toBe(204);
  expect(response.body).toBe('');
  expect(corsOf(response)).toEqual({ origin: www, credentials: 'true', vary: 'Origin' });
  expect(response.headers).toMatchObject({
    'access-control-allow-methods': 'PUT',
    'access-control-allow-headers': 'x-a,x-b',
  });
  expect(response.headers['set-cookie']).toBeUndefined();
});

test('A preflight is answered by the recipe’s own words', async () => {
  const response = await preflight({
    cors: { mode: 'none' },
    preflight: {
      status: 418,
      cors: listed,
      methods: 'GET',
      headers: 'x-c',
      setCookie: ['a=1', 'b=2'],
    },
  });
  expect(response.statusCode).toBe(418);
  expect(corsOf(response).origin).toBe(www);
  expect(response.headers).toMatchObject({
    'access-control-allow-methods': 'GET',
    'access-control-allow-headers': 'x-c',
    'set-cookie': ['a=1', 'b=2'],
  });
});

test('Empty lists permit no method and no header', async () => {
  const { headers } = await preflight({ cors: listed, preflight: { methods: '', headers: '' } });
  expect(headers['access-control-allow-methods']).toBe('');
  expect(headers['access-control-allow-headers']).toBe('');
});

test('A preflight can be led elsewhere', async () => {
  const location = 'https://api.other.test/';
  const led = await preflight({ cors: listed, preflight: { location } });
  expect([led.statusCode, led.headers.location]).toEqual([302, location]);
  const kept = await preflight({ cors: listed, preflight: { location, status: 307 } });
  expect([kept.statusCode, kept.headers.location]).toEqual([307, location]);
});

test('A preflight to a service without CORS is answered without it', async () => {
  for (const answer of [{}, { cors: listed, preflight: { cors: { mode: 'none' as const } } }]) {
    const response = await preflight(answer);
    expect(response.statusCode).toBe(204);
    expect(
      Object.keys(response.headers).filter((name) => /^access-control|^vary/.test(name)),
    ).toEqual([]);
  }
});

test('A preflight leaves out Vary where its CORS says so', async () => {
  expect(corsOf(await preflight({ cors: { ...listed, vary: false } })).vary).toBeUndefined();
  const own = { cors: listed, preflight: { cors: { ...listed, vary: false as const } } };
  expect(corsOf(await preflight(own)).vary).toBeUndefined();
});

test('A date that is so many days ahead is written as the answer is given', async () => {
  const setCookie = [`a=1; Expires=${inDays(2)}`];
  const { headers } = await ask({ setCookie });
  const [, date = ''] = /^a=1; Expires=(.+)$/.exec(String(headers['set-cookie'])) ?? [];
  const days = (Date.parse(date) - Date.now()) / (24 * 60 * 60 * 1000);
  expect(days).toBeCloseTo(2, 2);
  const asked = await preflight({ cors: listed, preflight: { setCookie } });
  expect(String(asked.headers['set-cookie'])).toMatch(/^a=1; Expires=\w{3}, /);
});

test('Each cookie has a Set-Cookie line of its own, in order, raw', async () => {
  const setCookie = ['b=1; Path=/; Secure', 'a="x, y"', 'nameless', 'b=2', ''];
  expect((await ask({ setCookie })).headers['set-cookie']).toEqual(setCookie);
});

test('Set-Cookie lines by both ways are sent once each', async () => {
  const response = await ask({
    setCookie: ['a=1'],
    headers: [
      ['Set-Cookie', 'b=1'],
      ['set-cookie', 'c=1'],
    ],
  });
  expect(response.headers['set-cookie']).toEqual(['a=1', 'b=1', 'c=1']);
});

test('Header lines stand beside those of CORS, as of a second layer', async () => {
  const { raw } = await ask({
    cors: listed,
    headers: [
      ['Access-Control-Allow-Origin', '*'],
      ['Vary', 'Accept'],
      ['X-Twice', '1'],
      ['X-Twice', '2'],
    ],
  });
  expect(raw.res.getHeaders()).toMatchObject({
    'access-control-allow-origin': [www, '*'],
    vary: ['Origin', 'Accept'],
    'x-twice': ['1', '2'],
  });
});

test('The API answers with an account of the request', async () => {
  const { headers, ...rest } = await api.inject({
    method: 'POST',
    url: '/any/where?user=ann',
    headers: { host: 'api.example.test', cookie: 'a=1; b=2', origin: www },
  });
  expect(headers['content-type']).toContain('application/json');
  expect(rest.json()).toEqual({
    method: 'POST',
    host: 'api.example.test',
    cookies: { a: '1', b: '2' },
    cookieHeader: 'a=1; b=2',
    origin: www,
  });
});

test('The frontend gives such an account where the recipe asks for one', async () => {
  const response = await ask({ page: false }, { headers: { cookie: 'a=1' } }, frontend);
  expect(response.json()).toMatchObject({ method: 'GET', cookieHeader: 'a=1' });
});

test('The frontend answers with a page, and the API where the recipe asks for one', async () => {
  for (const response of [await ask({}, {}, frontend), await ask({ page: true })]) {
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.body).toContain('<!doctype html>');
  }
});

test('The host in a page is text, whatever the request says it is', async () => {
  const { body } = await frontend.inject({
    url: '/',
    headers: { host: `<img src="x" onerror='a&b'>` },
  });
  expect(body).not.toContain('<img');
  expect(body).toContain('<title>&#60;img src=&#34;x&#34; onerror=&#39;a&#38;b&#39;&#62;</title>');
});

test('A body is sent as the type that the recipe names', async () => {
  const typed = await ask({ body: 'let a', type: 'text/javascript', page: true });
  expect([typed.body, typed.headers['content-type']]).toEqual(['let a', 'text/javascript']);
  const plain = await ask({ body: '' }, {}, frontend);
  expect([plain.body, plain.headers['content-type']]).toEqual(['', 'text/plain']);
});

test('Status and Location are the recipe’s; a Location alone is a redirect', async () => {
  const location = 'https://www.example.test/a?b=c';
  const statusOf = async (answer: Answer) => {
    const { statusCode, headers } = await ask(answer);
    return [statusCode, headers.location];
  };
  expect(await statusOf({ status: 401 })).toEqual([401, undefined]);
  expect(await statusOf({ status: 307, location })).toEqual([307, location]);
  expect(await statusOf({ location })).toEqual([302, location]);
});

test('An answer waits as long as the recipe says', async () => {
  const began = performance.now();
  await ask({ delay: 60 });
  expect(performance.now() - began).toBeGreaterThanOrEqual(59);
});

test('A recipe that cannot be answered is refused with its code, and sets nothing', async () => {
  for (const [bad, at] of [
    ['status=99&cookie=a%3D1', 'status'],
    ['cookie=a%0D%0ASet-Cookie:b', 'cookie'],
    ['cookie=a%3D%E2%82%AC', 'cookie'],
    ['cors=any', 'cors'],
    ['header=X', 'header'],
  ]) {
    for (const method of ['GET', 'POST', 'OPTIONS'] as const) {
      const response = await api.inject({ method, url: `/?${bad}`, headers: { origin: www } });
      expect(response.statusCode, bad).toBe(400);
      expect(response.json(), bad).toMatchObject({
        error: 'LAB_RECIPE',
        message: expect.stringMatching(`^${at}: `),
      });
      expect(response.headers['set-cookie'], bad).toBeUndefined();
    }
  }
});
