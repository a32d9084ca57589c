import { expect, test } from '@playwright/test';
import { parseCookieHeader } from '../../lab/base/arrival.ts';
import { judge, type Observer } from '../../lab/results/verdict.ts';
import type { Row } from '../../lab/scenario/rows.ts';
import type { Deviation, Expectation } from '../../lab/scenario/scenario.ts';
import type { Witnessed } from '../../lab/scenario/witnessed.ts';
import { witness } from '../scenario/observed.ts';

const firefox: Observer = { column: 'firefox', policy: 'partitioned', topology: 'test' };

const observation = witness;
const sent = (cookies: string) => observation({ sent: parseCookieHeader(cookies) });
const rowOf = (expect: Row['expect'], more: Partial<Row> = {}): Row => ({
  id: 't/n',
  of: { scenario: 't/n' },
  title: '',
  part: '',
  topic: 't',
  claims: [],
  expect,
  under: {},
  deviations: [],
  ...more,
});
const seen = (all: Record<string, Witnessed>) => new Map(Object.entries(all));

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
    observation({ lifetimes: { a: 400, b: null, c: 1 } }),
  ],
  [
    'the method, which a redirect may have changed',
    { method: 'GET' },
    observation({ method: 'GET' }),
  ],
  ['no request', { arrived: false }, observation({ arrived: false })],
  ['what is stored', { stored: ['a'] }, observation({ stored: ['a'] })],
  ['the status of the answer', { status: 403 }, observation({ status: 403 })],
  [
    'values that the script took, and one that it could not',
    { taken: { token: 'x', other: null } },
    observation({ readable: true, taken: { token: 'x', more: '1' } }),
  ],
  [
    'nothing taken out of what cannot be read',
    { taken: { token: null } },
    observation({ readable: false }),
  ],
  ['an answer that cannot be read', { readable: false }, observation({ readable: false })],
  [
    'document.cookie',
    { documentCookie: ['a=1'] },
    observation({ documentCookie: parseCookieHeader('a=1') }),
  ],
  [
    'a preflight without cookies',
    { preflight: { sent: [] } },
    observation({ preflight: { sent: [] } }),
  ],
  ['no preflight', { preflight: null }, observation()],
  [
    'a header',
    { header: { vary: 'Origin', 'set-cookie': null } },
    observation({ headers: { vary: 'Origin' } }),
  ],
  [
    'a header in another case',
    { header: { Vary: 'Origin' } },
    observation({ headers: { vary: 'Origin' } }),
  ],
  ['only the cookie that a row is about', { about: 'a', sent: ['a'] }, sent('a=1; b=2')],
  [
    'fields that are not judged',
    { readable: true },
    observation({ readable: true, arrived: false }),
  ],
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
    observation({ arrived: false }),
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
    observation({ lifetimes: {} }),
    'lifetime',
    { a: null },
    { a: 'gone' },
  ],
  ['another method', { method: 'POST' }, observation({ method: 'GET' }), 'method', 'POST', 'GET'],
  ['a request that should not be', { arrived: false }, observation(), 'arrived', false, true],
  ['another status', { status: 403 }, observation(), 'status', 403, 200],
  [
    'a status of nothing that arrived',
    { status: 403 },
    observation({ arrived: false }),
    'status',
    403,
    null,
  ],
  [
    'a value that the script took',
    { taken: { token: null } },
    observation({ readable: true, taken: { token: 'x' } }),
    'taken',
    { token: null },
    { token: 'x' },
  ],
  [
    'values that nobody told of',
    { taken: { token: null } },
    observation(),
    'taken',
    { token: null },
    null,
  ],
  ['a jar that nobody could read', { stored: [] }, observation(), 'stored', [], null],
  ['a page that did not tell', { readable: false }, observation(), 'readable', false, null],
  [
    'a document.cookie that nobody read',
    { documentCookie: [] },
    observation(),
    'documentCookie',
    [],
    null,
  ],
  [
    'a preflight that should not be',
    { preflight: null },
    observation({ preflight: { sent: [] } }),
    'preflight',
    null,
    { sent: [] },
  ],
  ['no preflight', { preflight: { sent: [] } }, observation(), 'preflight', { sent: [] }, null],
  [
    'a cookie in the preflight',
    { preflight: { sent: [] } },
    observation({ preflight: { sent: parseCookieHeader('a=1') } }),
    'preflight',
    { sent: [] },
    { sent: ['a'] },
  ],
  [
    'a header that is seen',
    { header: { 'Set-Cookie': null } },
    observation({ headers: { 'set-cookie': 'a=1' } }),
    'header',
    { 'Set-Cookie': null },
    { 'Set-Cookie': 'a=1' },
  ],
  [
    'a cookie in the cookie store',
    { cookieStore: [] },
    observation({ cookieStore: parseCookieHeader('a=1') }),
    'cookieStore',
    [],
    ['a'],
  ],
  [
    'changes that nobody watched',
    { cookieChanges: { changed: [], deleted: [] } },
    observation(),
    'cookieChanges',
    { changed: [], deleted: [] },
    null,
  ],
  [
    'storage access',
    { storageAccess: 'granted' },
    observation({ storageAccess: 'prompt' }),
    'storageAccess',
    'granted',
    'prompt',
  ],
  [
    'a request header',
    { requestHeader: { Origin: 'null', Referer: null } },
    observation({ requestHeaders: { origin: 'https://www.example.test' } }),
    'requestHeader',
    { Origin: 'null', Referer: null },
    { Origin: 'https://www.example.test', Referer: null },
  ],
  [
    'headers of a request that never came',
    { requestHeader: { Origin: null } },
    observation({ arrived: false }),
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
    one: observation({ readable: false }),
    two: observation({ arrived: false }),
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

const deviation = (more: Partial<Deviation>): Deviation => ({
  where: 'firefox*',
  expect: { call: { sent: [] } },
  because: 'a rule',
  see: 'https://rule.example/',
  ...more,
});
const claim = { call: { sent: ['a'] } };
const judgeWith = (deviations: Deviation[], observed: Witnessed, observer = firefox) =>
  judge(rowOf(claim, { deviations }), seen({ call: observed }), observer);

test('A known deviation is told with its reason and source', () => {
  expect(judgeWith([deviation({})], sent(''))).toEqual({
    verdict: 'known-deviation',
    because: 'a rule',
    see: 'https://rule.example/',
  });
});

test('A deviation does not turn what is as claimed into one', () => {
  expect(judgeWith([deviation({})], sent('a=1')).verdict).toBe('as-claimed');
});

test('A deviation holds only where its globs and topologies match', () => {
  const verdictOf = (more: Partial<Deviation>, observer: Partial<Observer> = {}) =>
    judgeWith([deviation(more)], sent(''), { ...firefox, ...observer }).verdict;
  expect(verdictOf({ where: 'webkit*' })).toBe('surprise');
  expect(verdictOf({ where: ['webkit*', 'firefox'] })).toBe('known-deviation');
  expect(verdictOf({ where: 'firefox' }, { column: 'firefox:allowed' })).toBe('surprise');
  expect(verdictOf({}, { column: 'firefox:allowed' })).toBe('known-deviation');
  expect(verdictOf({ topology: ['com'] })).toBe('surprise');
  expect(verdictOf({ topology: ['com', 'test'] })).toBe('known-deviation');
});

test('What is neither claimed nor deviates as known is unexpected, against the claim', () => {
  expect(judgeWith([deviation({})], sent('b=1'))).toEqual({
    verdict: 'surprise',
    differences: [{ as: 'call', field: 'sent', expected: ['a'], observed: ['b'] }],
  });
});

test('A deviation replaces the fields that it names, and no others', () => {
  const row = rowOf({ call: { sent: ['a'], readable: true } }, { deviations: [deviation({})] });
  const verdictOf = (readable: boolean) =>
    judge(row, seen({ call: observation({ readable }) }), firefox).verdict;
  expect(verdictOf(true)).toBe('known-deviation');
  expect(verdictOf(false)).toBe('surprise');
});

test('A deviation in which no request comes judges no cookie', () => {
  const never = deviation({ expect: { call: { arrived: false } } });
  expect(judgeWith([never], observation({ arrived: false })).verdict).toBe('known-deviation');
  expect(judgeWith([never], sent('')).verdict).toBe('surprise');
});

test('Of several deviations the one that tells all is named', () => {
  const both = [
    deviation({ expect: { call: { sent: ['b'] } }, because: 'not this' }),
    deviation({ because: 'this' }),
  ];
  expect(judgeWith(both, sent(''))).toMatchObject({ verdict: 'known-deviation', because: 'this' });
});

test('Deviations about different exchanges hold together', () => {
  const row = rowOf(
    { one: { sent: ['a'] }, two: { sent: ['a'] } },
    {
      deviations: [
        deviation({ expect: { one: { sent: [] } } }),
        deviation({ expect: { two: { sent: [] } } }),
        deviation({ where: 'webkit', expect: { two: { sent: ['b'] } } }),
      ],
    },
  );
  const verdictOf = (one: string, two: string) =>
    judge(row, seen({ one: sent(one), two: sent(two) }), firefox).verdict;
  expect(verdictOf('', '')).toBe('known-deviation');
  expect(verdictOf('a=1', '')).toBe('known-deviation');
  expect(verdictOf('a=1', 'a=1')).toBe('as-claimed');
  expect(verdictOf('b=1', '')).toBe('surprise');
});

test('What is claimed under a policy replaces the claim for its columns alone', () => {
  const row = rowOf(
    { call: { sent: ['a'], readable: true } },
    { under: { blocked: { call: { sent: [] } } } },
  );
  const verdictOf = (policy: Observer['policy'], cookies: string, readable = true) => {
    const call = observation({ sent: parseCookieHeader(cookies), readable });
    return judge(row, seen({ call }), { ...firefox, policy }).verdict;
  };
  expect(verdictOf('blocked', '')).toBe('as-claimed');
  expect(verdictOf('blocked', 'a=1')).toBe('surprise');
  expect(verdictOf('blocked', '', false)).toBe('surprise');
  expect(verdictOf('allowed', 'a=1')).toBe('as-claimed');
  expect(verdictOf('allowed', '')).toBe('surprise');
});

test('A deviation under a policy is laid over that policy’s claim', () => {
  const row = rowOf(claim, {
    under: { partitioned: { call: { readable: false } } },
    deviations: [deviation({})],
  });
  const verdictOf = (readable: boolean) =>
    judge(row, seen({ call: observation({ readable }) }), firefox).verdict;
  expect(verdictOf(false)).toBe('known-deviation');
  expect(verdictOf(true)).toBe('surprise');
});
