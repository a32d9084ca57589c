import { expect, test } from '@playwright/test';
import { nearest } from '../../../lab/scenario/check/suggest.ts';

const known = ['credentials', 'setCookie', 'cors', 'as', 'status', 'redirect'];

const meant: readonly [given: string, meant: string | null][] = [
  ['credential', 'credentials'],
  ['crednetials', 'credentials'],
  ['CREDENTIALS', 'credentials'],
  ['withCredentials', 'credentials'],
  ['cookie', 'setCookie'],
  ['cros', 'cors'],
  ['state', 'status'],
  ['is', 'as'],
  ['timeout', null],
  ['', null],
];
for (const [given, word] of meant) {
  test(`Of ${known.join(', ')} "${given}" means ${word ?? 'none'}`, () => {
    expect(nearest(given, known)).toBe(word);
  });
}
