import { expect, test } from '@playwright/test';
import { parseCookieHeader } from '../../lab/base/arrival.ts';
import { judge, type Observer } from '../../lab/results/verdict.ts';
import type { Deviation } from '../../lab/scenario/scenario.ts';
import type { Witnessed } from '../../lab/scenario/witnessed.ts';
import { witness } from '../scenario/observed.ts';
import { firefox, rowOf, seen, sent } from './judged-rows.ts';

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
    judge(row, seen({ call: witness({ readable }) }), firefox).verdict;
  expect(verdictOf(true)).toBe('known-deviation');
  expect(verdictOf(false)).toBe('surprise');
});

test('A deviation in which no request comes judges no cookie', () => {
  const never = deviation({ expect: { call: { arrived: false } } });
  expect(judgeWith([never], witness({ arrived: false })).verdict).toBe('known-deviation');
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
    const call = witness({ sent: parseCookieHeader(cookies), readable });
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
    judge(row, seen({ call: witness({ readable }) }), firefox).verdict;
  expect(verdictOf(false)).toBe('known-deviation');
  expect(verdictOf(true)).toBe('surprise');
});
