import { expect, test } from '@playwright/test';
import { didYouMean, distance, nearest } from '../../lab/base/suggest.ts';

test('The distance counts insertions, deletions, replacements and swaps', () => {
  expect(distance('samesite', 'samesite')).toBe(0);
  expect(distance('samesit', 'samesite')).toBe(1);
  expect(distance('samseite', 'samesite')).toBe(1);
  expect(distance('flow', 'flaw')).toBe(1);
  expect(distance('', 'abc')).toBe(3);
});

test('A mistyped name brings the nearest, whole or in one of its parts', () => {
  const names = ['samesite', 'samesite/none-without-secure', 'security', 'firefox:allowed'];
  expect(nearest('samesit', names)[0]).toBe('samesite');
  expect(nearest('none-witout-secure', names)).toEqual(['samesite/none-without-secure']);
  expect(nearest('firefx:allowed', names)).toEqual(['firefox:allowed']);
});

test('A part of a name brings all names that contain it, at most three', () => {
  expect(nearest('axios', ['flow/axios-credentials', 'flow/xhr'])).toEqual([
    'flow/axios-credentials',
  ]);
  expect(nearest('a', ['ab', 'ac', 'ad', 'ae'])).toHaveLength(3);
});

test('Nothing is offered for what resembles nothing', () => {
  expect(nearest('quux', ['samesite', 'security'])).toEqual([]);
  expect(didYouMean('quux', ['samesite'])).toBe('');
  expect(didYouMean('x', ['xa', 'xb', 'xc'])).toBe('Did you mean xa, xb or xc?');
  expect(didYouMean('samsite', ['samesite'])).toBe('Did you mean samesite?');
});
