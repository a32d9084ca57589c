import { expect, test } from '@playwright/test';
import stringWidth from 'string-width';
import { oneLine, sideBySide, widthOf, wrap } from '../../../lab/report/terminal/layout.ts';

test('The width is that of the terminal, within what can be read', () => {
  expect([undefined, 20, 80, 500].map((columns) => widthOf({ columns }))).toEqual([
    100, 60, 80, 200,
  ]);
});

test('Text is wrapped by what a terminal shows: colours take no room, wide characters take two columns', () => {
  expect(wrap('\x1b[31mone two\x1b[39m three', 2, 9)).toBe('\x1b[31mone two\x1b[39m\n  three');
  expect(wrap('日本 日本', 0, 5)).toBe('日本\n日本');
});

test('Cells stand side by side, and a long one goes on in the next line of its own column', () => {
  const text = sideBySide(['A title that is long', '✓ sid', '≠ none lax'], [8, 5, 6]);
  expect(text.split('\n')).toEqual(['A title  ✓ sid ≠ none', 'that is        lax', 'long']);
});

test('Nothing of a cell is lost, however narrow its column', () => {
  const text = sideBySide(['', 'abcdefghij'], [2, 4]);
  expect(text.replaceAll(/\s/g, '')).toBe('abcdefghij');
  for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(7);
});

test('A line of progress is cut to the terminal, whatever colours it has', () => {
  expect(oneLine('short', 10)).toBe('short');
  const long = oneLine(`\x1b[31m${'x'.repeat(30)}\x1b[39m`, 10);
  expect(stringWidth(long)).toBe(10);
  expect(long).toContain('…');
});
