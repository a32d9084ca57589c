import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { cmdWords, isForCmd } from '../../../lab/import/pasted/cmd.ts';

/** How Chromium's DevTools writes a string for cmd.exe: NetworkLogView.ts, escapeStringWin. */
const chromium = (text: string) =>
  `^"${text
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/[^a-zA-Z0-9\s_\-:=+~'/.',?;()*`]/g, '^$&')
    .replace(/%(?=[a-zA-Z0-9_])/g, '%^')
    .replace(/[^ -~\r\n]/g, ' ')
    .replace(/\r?\n|\r/g, '^\n\n')}^"`;

const printable = fc.string({
  unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
});

test('What Chromium writes for cmd.exe is read as it was meant', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(printable, printable)), (headers) => {
      const values = headers.map(([name, value]) => `${name}\n${value}`);
      const source = ` ^"https://a.example/^"${values.map((value) => ` ^\n  -H ${chromium(value)}`).join('')}`;
      assert.deepEqual(cmdWords(source).words, [
        'https://a.example/',
        ...values.flatMap((value) => ['-H', value]),
      ]);
    }),
    { numRuns: 1_000 },
  );
});

test('Backslashes and quotes are read as Windows programs read them', () => {
  for (const [source, words] of [
    ['"a b" c', ['a b', 'c']],
    ['"a\\"b"', ['a"b']],
    ['"a\\\\" b', ['a\\', 'b']],
    ['a\\\\b\\c', ['a\\\\b\\c']],
    ['"a ""b"" c"', ['a "b" c']],
    ['""', ['']],
    ['"^a"', ['^a']],
    ['^"a^"', ['a']],
    ['"a" & other', ['a']],
    ['"a&b"', ['a&b']],
  ] as const) {
    expect(cmdWords(source).words).toEqual(words);
  }
});

test('Line breaks of Windows are line breaks', () => {
  const { words, end } = cmdWords('a ^\r\n  b\r\nHTTP/1.1 200 OK');
  expect(words).toEqual(['a', 'b']);
  expect(end).toBe(9);
});

test('A command for cmd.exe is told from one for bash', () => {
  expect(isForCmd('curl ^"https://a.example/^" ^\n  -H ^"a: b^"')).toBe(true);
  expect(isForCmd('curl "https://a.example/" ^\r\n -H "a: b"')).toBe(true);
  expect(isForCmd(`curl 'https://a.example/' --data-raw '{"re":"[^"]^x"}' \\\n -i`)).toBe(false);
});

test('A quote that is never closed is told', () => {
  expect(cmdWords('"a b').unclosed).toBe(0);
  expect(cmdWords('"a b"').unclosed).toBeNull();
});
