import { expect, test } from '@playwright/test';
import stringWidth from 'string-width';
import { tableText } from '../../../lab/report/terminal/table.ts';
import type { Cell, Results } from '../../../lab/results/results.ts';
import { cell, column, exchange, results, row } from '../../results/results.ts';

const columns = [
  column('chromium', 'chromium', 'allowed'),
  column('firefox', 'firefox', 'as shipped'),
  column('webkit', 'webkit', 'as shipped'),
];
const showing = (sent: string[], verdict: Cell['verdict'] = 'as-claimed') =>
  cell(verdict, { exchanges: [exchange({ sent })] });

/** A row of a scenario cut by exchange. */
const part = (name: string, ...[chromium, firefox, webkit]: [Cell, Cell, Cell]) =>
  row(
    `one/a#${name}`,
    { chromium, firefox, webkit },
    { of: { scenario: 'one/a', exchange: name }, title: 'The scenario', part: name },
  );
const table = (rows: Results['rows'], every = false) =>
  tableText({ ...results, columns, rows }, { every }).split('\n');

/** Runs with a terminal of so many columns. */
function within<Result>(width: number, run: () => Result): Result {
  const before = process.env.COLUMNS;
  process.env.COLUMNS = `${width}`;
  try {
    return run();
  } finally {
    if (before === undefined) delete process.env.COLUMNS;
    else process.env.COLUMNS = before;
  }
}

const [sid, none] = [showing(['sid']), showing([])];
const differing = [
  part('fetch', sid, sid, none),
  part('image', sid, sid, none),
  part('link', sid, sid, sid),
];

test('A scenario on which all columns agree is one line', () => {
  const lines = table([part('fetch', sid, sid, sid), part('image', none, none, none)]);
  expect(lines.slice(2)).toEqual(['ONE', expect.stringMatching(/^The scenario 2 rows +✓ +✓ +✓$/)]);
});

test('Lines with the same answers are one, which names them all', () => {
  const lines = table(differing).slice(3);
  expect(lines).toEqual([
    'The scenario',
    expect.stringMatching(/^ {2}fetch, image +✓ sid +✓ sid +✓ –$/),
    expect.stringMatching(/^ {2}link +✓ sid +✓ sid +✓ sid$/),
  ]);
});

test('With every row each has its own line, and the claims stand beside the title', () => {
  const lines = table(differing, true).slice(3);
  expect(lines[0]).toBe('The scenario C1 F2');
  expect(lines.slice(1).map((line) => line.trim().split(' ')[0])).toEqual([
    'fetch',
    'image',
    'link',
  ]);
});

test('Many answers on which all agree are counted, beside those on which they do not', () => {
  const many = ['a', 'b', 'c', 'd', 'e'].map((name) => {
    const same = showing([name]);
    return part(name, same, same, same);
  });
  const lines = table([...many, part('other', sid, none, sid)]).slice(4);
  expect(lines).toEqual([
    expect.stringMatching(/^ {2}other +✓ sid +✓ – +✓ sid$/),
    expect.stringMatching(/^ {2}the other 5 rows +✓ +✓ +✓$/),
  ]);
});

test('One column agrees with itself: its rows are not folded', () => {
  const lines = tableText({
    ...results,
    columns: columns.slice(0, 1),
    rows: [part('fetch', sid, sid, sid), part('image', sid, sid, sid)],
  });
  expect(lines).toMatch(/fetch +✓ sid\n {2}image +✓ sid/);
});

test('A row that expects nothing shows what each step sent, and judges nothing', () => {
  const [other, seen] = [
    exchange({ as: 'other', sent: ['a', 'b'], readable: false }),
    exchange({ as: 'read', documentCookie: ['c'] }),
  ];
  const reads = { ...seen, request: { ...seen.request, url: '' } };
  const never = exchange({ as: 'never', arrived: false, sent: [] });
  const shows = cell('as-claimed', { exchanges: [other, reads, never] });
  const cells = { chromium: shows, firefox: shows, webkit: shows };
  expect(table([row('one/a', cells, { expect: {} })]).slice(3)).toEqual([
    'Title of one/a',
    expect.stringMatching(/^ {2}other +a b ⊘ +a b ⊘ +a b ⊘$/),
    expect.stringMatching(/^ {2}read +c +c +c$/),
    expect.stringMatching(/^ {2}never +unsent +unsent +unsent$/),
  ]);
});

for (const width of [60, 80, 200]) {
  test(`At ${width} columns nothing is wider than the terminal, and no answer is cut`, () => {
    const long = showing(['__Host-session-of-somebody', 'second', 'third']);
    const lines = within(width, () =>
      table([row('one/b', { chromium: long, firefox: long, webkit: long })]),
    );
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    const text = lines.join('').replaceAll(/\s/g, '');
    expect(text).not.toContain('…');
    expect(lines.join(' ')).toMatch(/third/);
  });
}
