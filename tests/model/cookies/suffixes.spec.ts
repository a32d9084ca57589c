import { expect, test } from '@playwright/test';
import { publicSuffixes } from '../../../lab/model/cookies/public-suffix.ts';
import { withoutRules } from '../../../lab/model/cookies/suffixes.ts';

const older = withoutRules(publicSuffixes, ['vercel.app', 'up.railway.app']);

for (const [host, newest, before] of [
  ['alice.vercel.app', 'alice.vercel.app', 'vercel.app'],
  ['vercel.app', null, 'vercel.app'],
  ['api.up.railway.app', 'api.up.railway.app', 'railway.app'],
  ['up.railway.app', null, 'railway.app'],
  ['alice.pages.dev', 'alice.pages.dev', 'alice.pages.dev'],
  ['notvercel.app', 'notvercel.app', 'notvercel.app'],
] as const) {
  test(`The registrable domain of ${host} is ${newest}, and ${before} to an older list`, () => {
    expect(publicSuffixes.registrableDomain(host)).toBe(newest);
    expect(older.registrableDomain(host)).toBe(before);
  });
}

test('What an older list has not is no public suffix to it, while its parent is one still', () => {
  expect(publicSuffixes.isPublicSuffix('vercel.app')).toBe(true);
  expect(older.isPublicSuffix('vercel.app')).toBe(false);
  expect(older.isPublicSuffix('app')).toBe(true);
});
