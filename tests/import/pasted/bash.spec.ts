import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { bashWords } from '../../../lab/import/pasted/bash.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((one) => one.replaceAll('\0', ''));

/** A part of a word, in one of the ways of writing it. */
const part = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_\-./:=@%+,]{1,8}$/),
  text.map((one) => `'${one.replaceAll("'", `'\\''`)}'`),
  text.map((one) => `"${one.replace(/[\\"$`]/g, '\\$&').replaceAll('!', '')}"`),
  text.map((one) => `$'${one.replace(/[\\']/g, '\\$&')}'`),
  fc.constantFrom(
    ...[
      "$'a\\n\\t\\x41\\u00e9\\101\\e\\q\\\\'",
      '"\\`\\$\\"\\\\\\q"',
      "\\'",
      '\\"',
      '\\$',
      '\\ ',
      '\\\n',
      '"a\\b\\\nc"',
      '""',
      "''",
      'a#b',
    ],
  ),
);
const word = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const space = fc.constantFrom(' ', '  ', '\t', ' \\\n ');
const command = fc
  .array(fc.tuple(space, word), { minLength: 1, maxLength: 5 })
  .map((words) => words.map(([before, one]) => before + one).join(''));

test('Words are cut as bash itself cuts them', () => {
  const commands = fc.sample(command, { numRuns: 300, seed: 7 });
  const script = commands.map((one) => `printf '%s\\0'${one}; printf '\\1\\0'`).join('\n');
  const printed = execFileSync('bash', ['--norc', '--noprofile', '-c', script], {
    encoding: 'utf8',
    env: { LC_ALL: 'C.UTF-8', PATH: '/usr/bin:/bin' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const expected = printed
    .split('\u0001\0')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1));
  expect(expected.length).toBe(commands.length);
  for (const [index, one] of commands.entries()) {
    const { words } = bashWords(one);
    // Without an argument printf prints its format once.
    assert.deepEqual(words.length === 0 ? [''] : words, expected[index], one);
  }
});

test('A command ends where the shell would begin the next', () => {
  for (const [source, words, rest] of [
    ["a 'b\nc'\nd", ['a', 'b\nc'], '\nd'],
    ['a b; c', ['a', 'b'], '; c'],
    ['a | jq .', ['a'], '| jq .'],
    ['a && b', ['a'], '&& b'],
    ['a \\\n b\nHTTP/2 200', ['a', 'b'], '\nHTTP/2 200'],
    ['a \\\r\n b\r\nHTTP/2 200', ['a', 'b'], '\nHTTP/2 200'],
    ['a 2>/dev/null b > "out file" c', ['a', 'b', 'c'], ''],
    ['a # b\nc', ['a'], '\nc'],
  ] as const) {
    const { words: seen, end } = bashWords(source);
    expect(seen).toEqual(words);
    expect(source.slice(end)).toBe(rest);
  }
});

test('A quote that is never closed is told', () => {
  for (const source of ["a 'b", 'a "b\\"', "a $'b\\'"]) expect(bashWords(source).unclosed).toBe(2);
  expect(bashWords("a 'b'").unclosed).toBeNull();
});

test('No text takes the reader down', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(3), (source, start) => {
      const { words, end } = bashWords(source, Math.min(start, source.length));
      assert(end <= source.length);
      assert(words.every((one) => typeof one === 'string'));
    }),
    { numRuns: 2_000 },
  );
});
