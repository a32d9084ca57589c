import { expect, test } from '@playwright/test';
import {
  type AnswerSpec,
  allow,
  allowWithoutCredentials,
  api,
  app,
  evil,
  fetch,
  frame,
  http,
  image,
  link,
  loopbackA,
  otherApi,
  redirect,
  reflect,
  script,
  star,
  visit,
  www,
  xhr,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';

const origin = 'https://www.example.com';
const raw = (value: string): AnswerSpec => ({
  headers: [
    ['Access-Control-Allow-Origin', value],
    ['Access-Control-Allow-Credentials', 'true'],
  ],
});

const checks: readonly [answer: AnswerSpec, reason: string | null][] = [
  [{}, 'MissingAllowOriginHeader'],
  [{ cors: allow(www) }, null],
  [{ cors: allow(app) }, 'MissingAllowOriginHeader'],
  [{ cors: reflect }, null],
  [{ cors: star() }, 'WildcardOriginNotAllowed'],
  [{ cors: star({ credentials: true }) }, 'WildcardOriginNotAllowed'],
  [{ cors: allowWithoutCredentials(www) }, 'InvalidAllowCredentials'],
  [raw(origin), null],
  [raw(`${origin}/`), 'AllowOriginMismatch'],
  [raw('null'), 'AllowOriginMismatch'],
  [raw('www.example.com'), 'InvalidAllowOriginValue'],
  [raw(`${origin}, ${origin}`), 'MultipleAllowOriginValues'],
  [{ ...raw(origin), cors: allow(www) }, 'MultipleAllowOriginValues'],
];

for (const [answer, reason] of checks) {
  test(`${JSON.stringify(answer)} is ${reason ?? 'readable'}`, () => {
    const { of, reasons } = predictSteps([
      visit(www),
      fetch(api, { credentials: 'include', answer, as: 'call' }),
    ]);
    expect(of('call')).toMatchObject({ arrived: true, readable: reason === null });
    expect(reasons('call', 'read')).toEqual(reason ? [reason] : []);
  });
}

test('Without credentials a star will do', () => {
  const { of } = predictSteps([visit(www), fetch(api, { answer: { cors: star() }, as: 'call' })]);
  expect(of('call').readable).toBe(true);
});

const put = (preflight: AnswerSpec['preflight'], headers: Record<string, string> = {}) =>
  predictSteps([
    visit(api, { answer: { setCookie: 'sid=1' } }),
    visit(www),
    fetch(api, {
      method: 'PUT',
      credentials: 'include',
      headers,
      answer: { cors: allow(www), ...(preflight && { preflight }) },
      as: 'call',
    }),
  ]);

test('The preflight carries no cookie, and the request after it does', () => {
  const { of } = put(undefined, { 'X-Token': '1' });
  expect(of('call')).toMatchObject({
    arrived: true,
    readable: true,
    preflight: { sent: [] },
    sent: [{ name: 'sid', value: '1' }],
  });
});

const failures: readonly [preflight: AnswerSpec['preflight'], reason: string][] = [
  [{ status: 500 }, 'PreflightInvalidStatus'],
  [{ location: www }, 'PreflightDisallowedRedirect'],
  [{ cors: allowWithoutCredentials(www) }, 'PreflightInvalidAllowCredentials'],
  [{ cors: { mode: 'none' } }, 'PreflightMissingAllowOriginHeader'],
  [{ methods: '' }, 'MethodDisallowedByPreflightResponse'],
  [{ methods: '*' }, 'MethodDisallowedByPreflightResponse'],
  [{ headers: '*' }, 'HeaderDisallowedByPreflightResponse'],
  [{ headers: 'x-other' }, 'HeaderDisallowedByPreflightResponse'],
];

for (const [preflight, reason] of failures) {
  test(`A preflight answered ${JSON.stringify(preflight)} keeps the request back`, () => {
    const { of, reasons } = put(preflight, { 'X-Token': '1' });
    expect(of('call')).toMatchObject({ arrived: false, sent: null, readable: false });
    expect(reasons('call', 'read')).toEqual([reason]);
    expect(reasons('call', 'send')).toEqual(['PreflightFailed']);
  });
}

test('Without credentials a star permits any header but Authorization', () => {
  const call = (name: string) =>
    predictSteps([
      visit(www),
      fetch(api, {
        headers: { [name]: '1' },
        answer: { cors: star(), preflight: { headers: '*' } },
        as: 'call',
      }),
    ]).of('call').arrived;
  expect(call('X-Token')).toBe(true);
  expect(call('Authorization')).toBe(false);
});

test('Simple methods and form content types need no preflight', () => {
  const preflight = (method: string, type: string) =>
    predictSteps([
      visit(www),
      fetch(api, {
        method,
        headers: { 'Content-Type': type },
        answer: { cors: star() },
        as: 'call',
      }),
    ]).of('call').preflight;
  expect(preflight('POST', 'text/plain; charset=utf-8')).toBeNull();
  expect(preflight('POST', 'application/x-www-form-urlencoded')).toBeNull();
  expect(preflight('POST', 'application/json')).not.toBeNull();
  expect(preflight('DELETE', 'text/plain')).not.toBeNull();
});

test('A request that two origins have sent on asks as null', () => {
  const { of } = predictSteps([
    visit(www),
    fetch(otherApi, {
      answer: {
        cors: allow(www),
        redirect: redirect(api, { answer: { cors: allow(www) }, as: 'b' }),
      },
      as: 'named',
    }),
    fetch(otherApi, {
      answer: { cors: allow(www), redirect: redirect(api, { answer: { cors: allow('null') } }) },
      as: 'null',
    }),
  ]);
  expect(of('named')).toMatchObject({ arrived: true, readable: false });
  expect(of('b').arrived).toBe(true);
  expect(of('null').readable).toBe(true);
});

test('A redirect whose own answer fails the CORS check leads nowhere', () => {
  const { of, reasons } = predictSteps([
    visit(www),
    fetch(otherApi, {
      answer: { redirect: redirect(www, { as: 'target' }) },
      as: 'call',
    }),
  ]);
  expect(of('call')).toMatchObject({ arrived: true, readable: false });
  expect(of('target').arrived).toBe(false);
  expect(reasons('target', 'send')).toEqual(['NotReached']);
});

test('Same-origin requests need no CORS, and default credentials reach their own origin only', () => {
  const { of, sent } = predictSteps([
    visit(www, { answer: { setCookie: 'a=1; Domain=example.test' } }),
    fetch(www, { as: 'own' }),
    fetch(www, { credentials: 'omit', as: 'omit' }),
    fetch(api, { answer: { cors: allow(www) }, as: 'other origin' }),
    xhr(api, { withCredentials: true, answer: { cors: allow(www) }, as: 'xhr' }),
    image(api, { as: 'img' }),
    image(api, { crossorigin: 'anonymous', as: 'anonymous' }),
  ]);
  expect(of('own').readable).toBe(true);
  expect(['own', 'omit', 'other origin', 'xhr', 'img', 'anonymous'].map(sent)).toEqual([
    ['a'],
    [],
    [],
    ['a'],
    ['a'],
    [],
  ]);
});

test('Set-Cookie is never readable, and other headers only where exposed', () => {
  const headers = (exposed: string) =>
    predictSteps([
      visit(www),
      fetch(api, {
        answer: {
          setCookie: 'a=1',
          cors: star(),
          headers: [
            ['X-One', '1'],
            ['Access-Control-Expose-Headers', exposed],
            ['Cache-Control', 'no-store'],
          ],
        },
        as: 'call',
      }),
    ]).of('call').headers;
  expect(headers('Set-Cookie')).toEqual({ 'cache-control': 'no-store' });
  expect(headers('x-one')).toEqual({ 'cache-control': 'no-store', 'x-one': '1' });
  expect(headers('*')).not.toHaveProperty('set-cookie');
  expect(headers('*')).toHaveProperty('x-one', '1');
});

test('A no-cors answer is opaque, and same-origin mode does not go elsewhere', () => {
  const { of, reasons } = predictSteps([
    visit(evil),
    fetch(api, {
      mode: 'no-cors',
      credentials: 'include',
      answer: { cors: reflect },
      as: 'opaque',
    }),
    fetch(api, { mode: 'same-origin', as: 'own only' }),
    fetch(api, { mode: 'no-cors', method: 'PUT', as: 'put' }),
  ]);
  expect(of('opaque')).toMatchObject({ arrived: true, readable: false });
  expect(reasons('opaque', 'read')).toEqual(['OpaqueResponse']);
  expect(of('own only').arrived).toBe(false);
  expect(of('put').arrived).toBe(false);
});

test('A secure page blocks plain http but for images and this machine', () => {
  const { of, reasons } = predictSteps([
    visit(www),
    fetch(http(api), { answer: { cors: star() }, as: 'fetch' }),
    script(http(api), { as: 'script' }),
    frame(http(api), [fetch(api, { as: 'inside' })], { as: 'frame' }),
    image(http(api), { as: 'image' }),
    fetch(loopbackA, { answer: { cors: star() }, as: 'loopback' }),
    link(http(api), { as: 'link' }),
  ]);
  const arrived = ['fetch', 'script', 'frame', 'inside', 'image', 'loopback', 'link'].map(
    (label) => of(label).arrived,
  );
  expect(arrived).toEqual([false, false, false, false, true, true, true]);
  expect(reasons('fetch', 'send')).toEqual(['MixedContent']);
  expect(reasons('inside', 'send')).toEqual(['NotReached']);
});
