import { expect, test } from '@playwright/test';
import { filled, placesIn, takeFrom, takeFromCookies } from '../../lab/scenario/taken.ts';

for (const [text, names, taken] of [
  ['{"token":"x","n":1,"more":true}', ['token', 'n', 'other'], { token: 'x', n: '1' }],
  ['{"token":null}', ['token'], { token: 'null' }],
  ['{"token":"x"}', [], {}],
  ['{"toString":"x"}', ['toString'], { toString: 'x' }],
  ['{}', ['toString'], {}],
  ['no JSON', ['token'], {}],
  ['', ['token'], {}],
  ['null', ['token'], {}],
] as const) {
  test(`Out of ${text || 'nothing'} "${names}" takes ${JSON.stringify(taken)}`, () => {
    expect(takeFrom(text, names)).toEqual(taken);
  });
}

test('Out of cookies the first of a name is taken, and nothing where a script sees none', () => {
  const cookies = [
    { name: 'a', value: '1' },
    { name: 'a', value: '2' },
  ];
  expect(takeFromCookies(cookies, ['a', 'b'])).toEqual({ a: '1' });
});

test('Places are words in braces, and no other braces', () => {
  expect(placesIn('Bearer {token}')).toEqual(['token']);
  expect(placesIn('{a}{b_2}{XSRF-TOKEN}')).toEqual(['a', 'b_2', 'XSRF-TOKEN']);
  expect(placesIn('{"json":{}} {a b} {')).toEqual([]);
});

test('A value is put into its places in headers, fields, body and cookie line, and nowhere else', () => {
  const step = {
    step: 'any',
    url: 'https://api.example.test/{t}',
    headers: { authorization: 'Bearer {t}' },
    fields: { _csrf: '{t}' },
    body: '{"t":"{t}"}',
    line: 'sid={t}; Secure',
  };
  expect(filled(step, { t: '$&1' })).toEqual({
    ...step,
    headers: { authorization: 'Bearer $&1' },
    fields: { _csrf: '$&1' },
    body: '{"t":"$&1"}',
    line: 'sid=$&1; Secure',
  });
});

test('A place whose value was not taken stays, and a step without texts is as it was', () => {
  expect(filled({ body: '{toString} {b}' }, { b: '1' })).toEqual({ body: '{toString} 1' });
  expect(filled({ step: 'pause', body: null }, { b: '1' })).toEqual({ step: 'pause', body: null });
});
