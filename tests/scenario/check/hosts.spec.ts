/** Hosts of a scenario's own: which may be listed, and which URLs a scenario then may ask. */
import { expect, test } from '@playwright/test';
import { check } from '../../../lab/scenario/check/check.ts';
import { allow, api, fetch, own, scenario, visit } from '../../../lab/scenario/index.ts';
import { plan } from '../../../lab/scenario/plan/plan.ts';

const shop = own('https://www.shop.example');
const local = own('http://localhost:3000');

const withHosts = (hosts: unknown, url = `${local}/me`) =>
  scenario({
    title: 'Own hosts',
    hosts: hosts as readonly string[],
    steps: [visit(shop), fetch(url as typeof local, { answer: { cors: allow(shop) }, as: 'call' })],
  });
const problemOf = (...given: Parameters<typeof withHosts>) =>
  check(withHosts(...given), [])?.problem;

test('A scenario may ask the origins that it lists, and no others', () => {
  expect(problemOf([shop, local])).toBeUndefined();
  expect(problemOf([shop])).toBe('"http://localhost:3000" is none of its hosts');
  expect(problemOf([shop, local], api)).toBe('"https://api.example.test" is none of its hosts');
  expect(problemOf(undefined)).toContain('is not in the lab');
});

test('Hosts are origins that the lab can stand in for, and not its own', () => {
  expect(problemOf([])).toBe('is no list of origins');
  expect(problemOf('https://www.shop.example')).toBe('is no list of origins');
  expect(problemOf([shop, 'https://www.shop.example/cart'])).toContain('is no origin');
  expect(problemOf([shop, 'http://localhost'])).toContain('port');
  expect(problemOf([shop, 'https://www.example.com'])).toContain('of the lab itself');
});

test('Names of a scenario’s own are the same in every topology', () => {
  const alike = own('https://www.example.test.shop.example');
  const spec = withHosts([shop, alike], `${alike}/me`);
  for (const topology of ['test', 'com'] as const) {
    expect(plan(spec, topology).exchanges.map(({ url }) => url)).toEqual([
      'https://www.shop.example/',
      'https://www.example.test.shop.example/me',
    ]);
  }
});
