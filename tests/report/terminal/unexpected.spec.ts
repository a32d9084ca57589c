import { expect, test } from '@playwright/test';
import { insteadText } from '../../../lab/report/instead.ts';
import { matrixReport } from '../../../lab/report/terminal/report.ts';
import { unexpectedSection } from '../../../lab/report/terminal/unexpected.ts';
import type { BrokenChain, Results } from '../../../lab/results/results.ts';
import { odd, results, row } from '../../results/results.ts';

const chain: BrokenChain = {
  ...{ as: 'call', asks: 'arrival', cookie: 'sid', broke: 8 },
  ...{
    code: 'samesite:cross-site-request',
    evidence: 'SameSite=Lax, and the fetch is cross-site.',
  },
  ...{ fix: 'Write SameSite=None.', write: ['Set-Cookie: sid=1; SameSite=None'], rule: '§5' },
} as BrokenChain;
const broken = { ...odd, chain };
const withCells = (cells: Results['rows'][number]['cells']): Results => ({
  ...results,
  rows: [row('mine/login', cells)],
});

test('What is unexpected is told with its cause and fix, and its evidence comes after them', () => {
  const [section = ''] = unexpectedSection(withCells({ chromium: broken }), false);
  const order = [
    ...['✗ mine/login  Chromium', 'at “call”: does not send sid', 'link 8', 'Write SameSite=None'],
    ...['Set-Cookie: sid=1; SameSite=None', 'npm run explain -- mine/login', 'page saw'],
  ].map((text) => section.indexOf(text));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(Math.min(...order)).toBeGreaterThan(0);
});

test('Columns in which the same happened for the same cause are told once', () => {
  const [section = ''] = unexpectedSection(withCells({ chromium: broken, webkit: broken }), false);
  expect(section).toContain('✗ mine/login  Chromium, WebKitGTK');
  expect(section.match(/✗/g)).toHaveLength(1);
  const other = { ...broken, chain: { ...chain, code: 'browser-policy:itp' } as BrokenChain };
  const [two = ''] = unexpectedSection(withCells({ chromium: broken, webkit: other }), false);
  expect(two.match(/✗/g)).toHaveLength(2);
});

for (const [name, difference, text] of [
  ['a cookie that is missing', ['sent', ['sid', 'a'], ['a']], 'at “call”: does not send sid'],
  ['a cookie too many', ['sent', [], ['sid']], 'at “call”: sends sid'],
  ['a status', ['status', 200, 401], 'at “call”: is answered with 401 (expected: 200)'],
  [
    'an answer that the script cannot read',
    ['readable', true, false],
    'at “call”: does not let the script read the answer',
  ],
  [
    'a request that never arrived',
    ['sent', ['sid'], null],
    'at “call”: the request did not reach the server (expected: sent ["sid"])',
  ],
] as const) {
  test(`In words: ${name}`, () => {
    const [field, expected, observed] = difference;
    expect(insteadText({ as: 'call', field, expected, observed })).toBe(text);
  });
}

test('The last line has the verdict, the counts, the time, the exit code and where the report is', () => {
  const ending = { milliseconds: 198_400, exitCode: 1, report: 'results/matrix.html' };
  const last = (of: Results) =>
    matrixReport([of], { table: 'none', ending }).split('\n\n').at(-1)?.replace(/\s+/g, ' ');
  expect(last(results)).toBe(
    '1 not as expected 4 rows · 2 columns · 3 m 18 s ✓ 1 ≠ 4 ✗ 1 · 1 exit code 1 results/matrix.html',
  );
  expect(last(withCells({ chromium: { ...odd, verdict: 'as-claimed' } }))).toMatch(
    /^As expected 1 row /,
  );
});

test('Differences that touch most people come first', () => {
  const report = matrixReport([results], { table: 'none' });
  const [other, rule] = ['other', 'rule'].map((because) => report.indexOf(because));
  // 'rule' is met in Chromium and twice in WebKit, 'other' in Chromium alone.
  expect(rule).toBeLessThan(other ?? 0);
});

test('Where everything is unexpected the first are told and the rest is counted, unless every row is asked for', () => {
  const many = (count: number): Results => ({
    ...results,
    rows: Array.from({ length: count }, (_, i) =>
      row(`mine/case-${i}`, {
        chromium: { ...broken, model: { differs: [{ ...difference, as: `call ${i}` }] } },
      }),
    ),
  });
  const difference = { field: 'sent', expected: [], observed: ['sid'] } as const;
  const report = matrixReport([many(50)], { table: 'none' });
  expect(report.match(/✗ mine/g)).toHaveLength(2 * 20);
  expect(report.match(/and 30 more/g)).toHaveLength(2);
  expect(report.match(/page saw/g)).toHaveLength(3);
  expect(matrixReport([many(50)], { table: 'every row' }).match(/^✗ mine/gm)).toHaveLength(2 * 50);
});
