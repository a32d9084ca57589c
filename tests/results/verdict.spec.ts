import { expect, test } from '@playwright/test';
import { parseCookieHeader } from '../../lab/base/arrival.ts';
import { judge } from '../../lab/results/verdict.ts';
import type { Expectation } from '../../lab/scenario/scenario.ts';
import type { Witnessed } from '../../lab/scenario/witnessed.ts';
import { witness } from '../scenario/observed.ts';
import { firefox, rowOf, seen, sent } from './judged-rows.ts';

/** The verdict on one exchange. */
const one = (expectation: Expectation, observed: Witnessed) =>
  judge(rowOf({ call: expectation }), seen({ call: observed }), firefox);

const asClaimed: readonly [name: string, Expectation, Witnessed][] = [
  ['cookies in any order', { sent: ['b', 'a'] }, sent('a=1; b=2')],
  ['no cookie at all', { sent: [] }, sent('')],
  ['a cookie by name, whatever its value', { sent: ['a'] }, sent('a=9')],
  ['a cookie by name and value', { sent: ['a=1', 'b'] }, sent('a=1; b=2')],
  ['a cookie without a name', { sent: ['=x'] }, sent('x')],
  ['two cookies of one name', { sent: ['a', 'a'] }, sent('a=1; a=2')],
  ['cookies in the order that is claimed', { order: ['b=1', 'a'] }, sent('b=1; a=2')],
  [
    'a lifetime in days, or of the session',
    { lifetime: { a: 400, b: null } },
    witness({ lifetimes: { a: 400, b: null, c: 1 } }),
  ],
  ['the method, which a redirect may have changed', { method: 'GET' }, witness({ method: 'GET' })],
  ['no request', { arrived: false }, witness({ arrived: false })],
  ['what is stored', { stored: ['a'] }, witness({ stored: ['a'] })],
  ['the status of the answer', { status: 403 }, witness({ status: 403 })],
  [
    'values that the script took, and one that it could not',
    { taken: { token: 'x', other: null } },
    witness({ readable: true, taken: { token: 'x', more: '1' } }),
  ],
  [
    'nothing taken out of what cannot be read',
    { taken: { token: null } },
    witness({ readable: false }),
  ],
  ['an answer that cannot be read', { readable: false }, witness({ readable: false })],
  [
    'document.cookie',
    { documentCookie: ['a=1'] },
    witness({ documentCookie: parseCookieHeader('a=1') }),
  ],
  [
    'a preflight without cookies',
    { preflight: { sent: [] } },
    witness({ preflight: { sent: [] } }),
  ],
  ['no preflight', { preflight: null }, witness()],
  [
    'a header',
    { header: { vary: 'Origin', 'set-cookie': null } },
    witness({ headers: { vary: 'Origin' } }),
  ],
  [
    'a header in another case',
    { header: { Vary: 'Origin' } },
    witness({ headers: { vary: 'Origin' } }),
  ],
  ['only the cookie that a row is about', { about: 'a', sent: ['a'] }, sent('a=1; b=2')],
  ['fields that are not judged', { readable: true }, witness({ readable: true, arrived: false })],
];
for (const [name, expectation, observed] of asClaimed) {
  test(`As claimed: ${name}`, () => {
    expect(one(expectation, observed)).toEqual({ verdict: 'as-claimed' });
  });
}

type Unexpected = [
  name: string,
  Expectation,
  Witnessed,
  field: string,
  expected: unknown,
  observed: unknown,
];
const unexpectedCases: readonly Unexpected[] = [
  ['a cookie too few', { sent: ['a', 'b'] }, sent('b=1'), 'sent', ['a', 'b'], ['b']],
  ['a cookie too many', { sent: ['a'] }, sent('b=1; a=1'), 'sent', ['a'], ['a', 'b']],
  ['a cookie twice', { sent: ['a'] }, sent('a=1; a=2'), 'sent', ['a'], ['a', 'a']],
  ['another value', { sent: ['a=1'] }, sent('a=2'), 'sent', ['a=1'], ['a=2']],
  [
    'no request, where no cookie was expected',
    { sent: [] },
    witness({ arrived: false }),
    'sent',
    [],
    null,
  ],
  [
    'cookies in another order',
    { order: ['a', 'b'] },
    sent('b=1; a=2'),
    'order',
    ['a', 'b'],
    ['b', 'a'],
  ],
  [
    'a lifetime of a cookie that is gone',
    { lifetime: { a: null } },
    witness({ lifetimes: {} }),
    'lifetime',
    { a: null },
    { a: 'gone' },
  ],
  ['another method', { method: 'POST' }, witness({ method: 'GET' }), 'method', 'POST', 'GET'],
  ['a request that should not be', { arrived: false }, witness(), 'arrived', false, true],
  ['another status', { status: 403 }, witness(), 'status', 403, 200],
  [
    'a status of nothing that arrived',
    { status: 403 },
    witness({ arrived: false }),
    'status',
    403,
    null,
  ],
  [
    'a value that the script took',
    { taken: { token: null } },
    witness({ readable: true, taken: { token: 'x' } }),
    'taken',
    { token: null },
    { token: 'x' },
  ],
  [
    'values that nobody told of',
    { taken: { token: null } },
    witness(),
    'taken',
    { token: null },
    null,
  ],
  ['a jar that nobody could read', { stored: [] }, witness(), 'stored', [], null],
  ['a page that did not tell', { readable: false }, witness(), 'readable', false, null],
  [
    'a document.cookie that nobody read',
    { documentCookie: [] },
    witness(),
    'documentCookie',
    [],
    null,
  ],
  [
    'a preflight that should not be',
    { preflight: null },
    witness({ preflight: { sent: [] } }),
    'preflight',
    null,
    { sent: [] },
  ],
  ['no preflight', { preflight: { sent: [] } }, witness(), 'preflight', { sent: [] }, null],
  [
    'a cookie in the preflight',
    { preflight: { sent: [] } },
    witness({ preflight: { sent: parseCookieHeader('a=1') } }),
    'preflight',
    { sent: [] },
    { sent: ['a'] },
  ],
  [
    'a header that is seen',
    { header: { 'Set-Cookie': null } },
    witness({ headers: { 'set-cookie': 'a=1' } }),
    'header',
    { 'Set-Cookie': null },
    { 'Set-Cookie': 'a=1' },
  ],
  [
    'a cookie in the cookie store',
    { cookieStore: [] },
    witness({ cookieStore: parseCookieHeader('a=1') }),
    'cookieStore',
    [],
    ['a'],
  ],
  [
    'changes that nobody watched',
    { cookieChanges: { changed: [], deleted: [] } },
    witness(),
    'cookieChanges',
    { changed: [], deleted: [] },
    null,
  ],
  [
    'storage access',
    { storageAccess: 'granted' },
    witness({ storageAccess: 'prompt' }),
    'storageAccess',
    'granted',
    'prompt',
  ],
  [
    'a request header',
    { requestHeader: { Origin: 'null', Referer: null } },
    witness({ requestHeaders: { origin: 'https://www.example.test' } }),
    'requestHeader',
    { Origin: 'null', Referer: null },
    { Origin: 'https://www.example.test', Referer: null },
  ],
  [
    'headers of a request that never came',
    { requestHeader: { Origin: null } },
    witness({ arrived: false }),
    'requestHeader',
    { Origin: null },
    null,
  ],
  ['the cookie that a row is about', { about: 'a', sent: [] }, sent('a=1; b=2'), 'sent', [], ['a']],
];
for (const [name, expectation, observed, field, expected, found] of unexpectedCases) {
  test(`Unexpected, with what differs: ${name}`, () => {
    expect(one(expectation, observed)).toEqual({
      verdict: 'surprise',
      differences: [{ as: 'call', field, expected, observed: found }],
    });
  });
}

test('All that differs is told, of every exchange', () => {
  const row = rowOf({
    one: { sent: ['a'], readable: true },
    two: { arrived: true },
    three: { sent: [] },
  });
  const observed = seen({
    one: witness({ readable: false }),
    two: witness({ arrived: false }),
    three: sent(''),
  });
  const verdict = judge(row, observed, firefox);
  expect(verdict).toMatchObject({ verdict: 'surprise' });
  expect(
    'differences' in verdict && verdict.differences.map(({ as, field }) => `${as} ${field}`),
  ).toEqual(['one sent', 'one readable', 'two arrived']);
});

test('Nothing is as claimed that nobody saw', () => {
  for (const expectation of [{ sent: [] }, { arrived: false }, { readable: false }]) {
    expect(judge(rowOf({ call: expectation }), seen({}), firefox).verdict).toBe('surprise');
  }
});
