import { expect, test } from '@playwright/test';
import stringWidth from 'string-width';
import { liveProgress } from '../../lab/cli/progress.ts';
import type { Cell } from '../../lab/results/results.ts';
import type { Row } from '../../lab/scenario/rows.ts';
import { cell, column } from '../results/results.ts';

/** A stream that keeps what is written to it. */
function screen(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  return { isTTY, columns, written, write: (text: string) => written.push(text) };
}
const chromium = column('chromium', 'chromium', 'as shipped');
const told = (verdict: Cell['verdict'], row = {} as Row): [Row, Cell][] => [[row, cell(verdict)]];

test('On a terminal the progress is one line that is never as wide as the terminal', () => {
  const stream = screen(true, 30);
  const progress = liveProgress(1000, 6, stream);
  progress.started(chromium, 1234);
  progress.recorded(chromium, told('surprise'));
  progress.end();
  expect(stream.written.length).toBeGreaterThan(1);
  for (const text of stream.written) {
    expect(text.startsWith('\r\x1b[K')).toBe(true);
    expect(text).not.toContain('\n');
    expect(stringWidth(text)).toBeLessThan(30);
  }
  expect(stream.written.at(-1)).toBe('\r\x1b[K');
});

test('Many cells redraw the line a few times only', () => {
  const stream = screen(true);
  const progress = liveProgress(1000, 6, stream);
  const before = performance.now();
  for (let i = 0; i < 5000; i++) progress.recorded(chromium, told('as-claimed'));
  progress.end();
  expect(stream.written.length).toBeLessThan(5 + (performance.now() - before) / 50);
});

test('It says how far the run is, for how long it runs, and for how long it will', () => {
  const stream = screen(true, 200);
  const progress = liveProgress(3, 1, stream);
  progress.started(chromium, 1);
  progress.recorded(chromium, told('surprise'));
  progress.recorded(chromium, told('as-claimed'));
  progress.aside(() => {});
  progress.end();
  expect(stream.written.join('')).toMatch(
    /2\/3 rows · 0\.\d s · about 0\.\d s left · chromium 2 · 1 not as expected/,
  );
});

test('What is printed aside stands on a line of its own, above the progress', () => {
  const stream = screen(true);
  const progress = liveProgress(1, 1, stream);
  stream.written.length = 0;
  progress.aside(() => stream.write('printed\n'));
  progress.end();
  expect(stream.written.slice(0, 2)).toEqual(['\r\x1b[K', 'printed\n']);
});

for (const [name, isTTY, term] of [
  ['in a log', false, 'xterm'],
  ['on a terminal that cannot go back in a line', true, 'dumb'],
] as const) {
  test(`There are no control characters ${name}`, () => {
    const before = process.env.TERM;
    process.env.TERM = term;
    const stream = screen(isTTY);
    const progress = liveProgress(1, 1, stream);
    progress.started(chromium, 20);
    progress.recorded(chromium, told('as-claimed'));
    progress.aside(() => stream.write('printed\n'));
    progress.end();
    process.env.TERM = before ?? '';
    expect(stream.written).toEqual(['chromium: Chromium 1.2, up in 0.0 s\n', 'printed\n']);
  });
}
