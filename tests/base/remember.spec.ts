/** Answers that are kept: each is made once, and a map of them does not grow without end. */
import { expect, test } from '@playwright/test';
import { once, remembering } from '../../lab/base/remember.ts';

test('An answer is made once for each text, also where it is null', () => {
  const asked: string[] = [];
  const answer = remembering((text) => {
    asked.push(text);
    return text === 'no' ? null : text.toUpperCase();
  });
  expect(['a', 'no', 'a', 'no'].map(answer)).toEqual(['A', null, 'A', null]);
  expect(asked).toEqual(['a', 'no']);
});

test('Beyond so many texts it begins anew, and answers the same', () => {
  const asked: string[] = [];
  const answer = remembering((text) => {
    asked.push(text);
    return text;
  }, 2);
  expect(['a', 'b', 'c', 'a'].map(answer)).toEqual(['a', 'b', 'c', 'a']);
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});

test('An answer about an object is made once for that object, not for one that looks the same', () => {
  const urlOf = once(({ url }: { readonly url: string }) => new URL(url));
  const one = { url: 'https://example.test/' };
  expect(urlOf(one)).toBe(urlOf(one));
  expect(urlOf(one)).not.toBe(urlOf({ ...one }));
});
