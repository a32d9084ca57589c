import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { Replacements } from '../../../lab/import/redact/values.ts';

const octets = (text: string) => new TextEncoder().encode(text).length;
const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[a-c%2]{0,3}$/));

test('A replacement has the length and the punctuation of its value, and nothing else of it', () => {
  const values = new Replacements();
  expect(values.of('k3jX-42')).toBe('xxxx-x0');
  expect(values.of('k3jX-43')).toBe('xxxx-x1');
  expect(values.of('k3jX-42')).toBe('xxxx-x0');
  expect(values.of('a%40b.example')).toBe('x%40x.xxxxxx0');
  expect(values.of('')).toBe('');
  fc.assert(
    fc.property(value, (one) => {
      const made = new Replacements().of(one);
      assert.equal(made.length, one.length);
      assert.equal(octets(made), octets(one));
      const punctuation = /[\0-/:-@[-`{-\x7f]/g;
      assert.deepEqual(made.match(punctuation), one.match(punctuation));
      // It is made of how many there were, so that all values of a kind have the same.
      const other = one.replace(/%[0-9a-f]{2}|[A-Za-z0-9]/gi, (each) =>
        each.length > 1 ? each : 'q',
      );
      if (!/%[0-9a-f]{0,2}q?/i.test(one)) assert.equal(new Replacements().of(other), made);
    }),
  );
});

test('Values are equal after it if they were before, however short they are', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 80 }), (all) => {
      const values = new Replacements();
      const made = all.map(values.of);
      for (const [i, one] of all.entries()) {
        for (const [j, other] of all.entries()) assert.equal(made[i] === made[j], one === other);
      }
    }),
  );
  const values = new Replacements();
  const letters = [...'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  expect(new Set(letters.map(values.of)).size).toBe(62);
});
