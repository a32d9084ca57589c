/** The state of the bench in a URL: every sequence comes back as it was, and nothing else does harm. */
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { parts } from '../../lab/bench/names.ts';
import {
  type Asking,
  credentials,
  crossorigins,
  decodeSequence,
  encodeSequence,
  longest,
  methods,
  modes,
  plainAsking,
  type Sequence,
  ways,
} from '../../lab/bench/sequence.ts';

const text = fc.string({ unit: 'binary' });
const asking: fc.Arbitrary<Asking> = fc.record({
  to: fc.constantFrom(...parts),
  path: text.map((one) => `/${one}`),
  by: fc.constantFrom(...ways),
  method: fc.constantFrom(...methods),
  headers: text,
  credentials: fc.constantFrom(...credentials),
  mode: fc.constantFrom(...modes),
  crossorigin: fc.constantFrom(...crossorigins),
  setCookie: text,
  answer: text,
  preflight: text,
});
const sequences = fc
  .array(asking, { minLength: 1, maxLength: longest })
  .map((all) => all as unknown as Sequence);

test('Every sequence comes back from the fragment of a URL as it was', () => {
  fc.assert(
    fc.property(sequences, (sequence) => {
      const url = new URL(`https://www.example.test/#${encodeSequence(sequence)}`);
      expect(decodeSequence(url.hash)).toEqual(sequence);
    }),
  );
});

test('A plain request needs no fragment, and an empty fragment is a plain request', () => {
  expect(encodeSequence([plainAsking])).toBe('');
  expect(decodeSequence('')).toEqual([plainAsking]);
  expect(decodeSequence('#')).toEqual([plainAsking]);
});

test('Whatever a fragment holds, it is a sequence that can be shown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (fragment) => {
      const sequence = decodeSequence(fragment);
      expect(sequence.length).toBeLessThanOrEqual(longest);
      for (const one of sequence) {
        expect(ways).toContain(one.by);
        expect(parts).toContain(one.to);
        expect(one.path).toMatch(/^\//);
      }
    }),
  );
});
