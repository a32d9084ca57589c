import { expect, test } from '@playwright/test';
import { clearedTypes } from '../../../lab/model/cookies/clear-site-data.ts';
import {
  type AnswerSpec,
  allow,
  api,
  fetch,
  http,
  otherApi,
  visit,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';

const clear = (value = '"cookies"'): AnswerSpec => ({ headers: [['Clear-Site-Data', value]] });

test('Types are quoted strings: an unquoted one is none', () => {
  const types = (value: string) => clearedTypes([['clear-site-data', value]]);
  expect(types('"cookies", "cache"')).toEqual(['cookies', 'cache']);
  expect(types('cookies')).toEqual([]);
  expect(types('cookies, "*"')).toEqual(['*']);
  expect(clearedTypes([])).toEqual([]);
});

const left = (answer: AnswerSpec, from: Parameters<typeof visit>[0] = www) =>
  predictSteps([
    visit(api, { answer: { setCookie: ['api=1; HttpOnly', 'wide=1; Domain=example.test'] } }),
    visit(www, { answer: { setCookie: ['www=1; Path=/x', 'old=1; Max-Age=60'] } }),
    visit(otherApi, { answer: { setCookie: 'other=1' } }),
    visit(from, { answer }),
    visit(`${www}/x`, { as: 'www' }),
    visit(api, { as: 'api' }),
    visit(otherApi, { as: 'other' }),
  ]);

test('Clearing cookies clears those of the registrable domain, every path and host of it', () => {
  const { sent } = left(clear());
  expect(['www', 'api', 'other'].map(sent)).toEqual([[], [], ['other']]);
  expect(left(clear('"*"')).sent('api')).toEqual([]);
});

test('Neither another type, nor an unquoted one, nor plain http clears a cookie', () => {
  for (const answer of [clear('"storage"'), clear('cookies')]) {
    expect(left(answer).sent('api')).toEqual(['api', 'wide']);
  }
  expect(left(clear(), http(www)).sent('api')).toEqual(['api', 'wide']);
});

test('An answer fetched without credentials clears no cookie, and CORS has no say in it', () => {
  const after = (credentials: 'include' | 'omit') =>
    predictSteps([
      visit(api, { answer: { setCookie: 'sid=1' } }),
      visit(www),
      fetch(api, { credentials, answer: clear() }),
      visit(api, { as: 'after' }),
    ]).sent('after');
  expect(after('omit')).toEqual(['sid']);
  expect(after('include')).toEqual([]);
});

test('A third party clears what it has under this top-level site, and nothing beyond its sight', () => {
  const { sent } = predictSteps(
    [
      visit(otherApi, { answer: { setCookie: 'first=1; Secure; SameSite=None' } }),
      visit(www),
      fetch(otherApi, {
        credentials: 'include',
        answer: {
          setCookie: 'part=1; Secure; SameSite=None; Partitioned',
          cors: allow(www),
        },
      }),
      fetch(otherApi, { credentials: 'include', as: 'before' }),
      fetch(otherApi, { credentials: 'include', answer: clear() }),
      fetch(otherApi, { credentials: 'include', as: 'after' }),
      visit(otherApi, { as: 'itself' }),
    ],
    'chromium:blocked',
  );
  expect(['before', 'after', 'itself'].map(sent)).toEqual([['part'], [], ['first']]);
});
