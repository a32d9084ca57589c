import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { keyIn, withKey, withoutKey } from '../../lab/base/exchange-key.ts';
import { withoutRecipe } from '../../lab/base/recipe.ts';

test('A key stands in the query beside parameters that are called as those of a recipe', () => {
  const url = 'https://api.shop.example/cart?page=2&status=open&type=a%20b&origin=x';
  const keyed = withKey(url, 'Zx-81_.4');
  expect(keyed).toBe(`${url}&lab-exchange=Zx-81_.4`);
  expect(keyIn(keyed)).toBe('Zx-81_.4');
  expect(keyIn(new URL(keyed).search.slice(1))).toBe('Zx-81_.4');
  expect(withoutRecipe(keyed)).toBe(url);
});

test('A URL without query gets one, and loses it again', () => {
  expect(withKey('https://a.example/', 'p.0')).toBe('https://a.example/?lab-exchange=p.0');
  expect(withoutKey('https://a.example/?lab-exchange=p.0')).toBe('https://a.example/');
  expect(withoutKey('https://a.example/?lab-exchange=p.0#top')).toBe('https://a.example/#top');
});

test('A URL that has no key is not taken for one that has', () => {
  expect(keyIn('https://a.example/?my-lab-exchange=p.0')).toBeNull();
  expect(keyIn('exchange=p.0&page=yes')).toBeNull();
  expect(withoutKey('https://a.example/?a=1')).toBe('https://a.example/?a=1');
});

test('Whatever the query is, it is the same without the key', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (text) => {
      const { href } = new URL(text);
      fc.pre(!href.includes('?#') && !href.endsWith('?') && !/[?&](#|$)/.test(href));
      expect(withoutKey(withKey(href, 'p.12'))).toBe(href);
    }),
  );
});
