import { expect, test } from '@playwright/test';
import { matchesGlob } from '../../lab/base/glob.ts';

for (const [glob, name, matches] of [
  ['webkit*', 'webkit', true],
  ['webkit*', 'webkit:itp', true],
  ['samesite/*', 'samesite/none-without-secure', true],
  ['webkit', 'webkit:itp', false],
  ['webkit', 'playwright:webkit', false],
  ['*', 'firefox:lax-default', true],
  ['samesite/*', 'third-party/partitioned', false],
  ['firefox:{allowed,blocked}', 'firefox:blocked', true],
] as const) {
  test(`The glob ${glob} ${matches ? 'matches' : 'does not match'} ${name}`, () => {
    expect(matchesGlob(glob, name)).toBe(matches);
  });
}
