import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { evidence } from '../../lab/report/evidence.ts';
import { htmlReport } from '../../lab/report/html/report.ts';
import { junitReport } from '../../lab/report/junit.ts';
import { markdownReport } from '../../lab/report/markdown.ts';
import { differenceLines, modelDifferences, tallyLines } from '../../lab/report/model.ts';
import { storeResults } from '../../lab/report/store.ts';
import { deviations, tally, tallyLine, unexpectedCells } from '../../lab/report/summary.ts';
import { matrixReport } from '../../lab/report/terminal/report.ts';
import type { Results } from '../../lab/results/results.ts';
import { cell, column, deviating, exchange, results, row } from '../results/results.ts';

test('The tally counts each verdict', () => {
  expect(tally(results)).toEqual({
    'as-claimed': 1,
    'known-deviation': 4,
    surprise: 1,
    'not-run': 1,
  });
});

test('The line of the tally leaves out what there is none of, but always says how many are unexpected', () => {
  const calm = { ...results, rows: [row('one/a', { chromium: cell('as-claimed') })] };
  expect(tallyLine(calm)).toMatch(/1 as claimed/);
  expect(tallyLine(calm)).toMatch(/0 unexpected/);
  expect(tallyLine(calm)).not.toMatch(/deviation|not run/);
});

test('Known deviations are gathered by their reason, with rows and columns', () => {
  const gathered = deviations(results).map(({ rows, ...rest }) => ({
    ...rest,
    rows: [...rows].map(([{ scenario }, columns]) => [scenario, columns]),
  }));
  expect(gathered).toEqual([
    {
      because: 'rule',
      see: 'https://rule.example/',
      rows: [
        ['one/a', ['webkit']],
        ['one/b', ['chromium', 'webkit']],
      ],
    },
    { because: 'other', see: 'measured only', rows: [['two/c', ['chromium']]] },
  ]);
});

test('Unexpected cells are found with their row and column', () => {
  expect(unexpectedCells(results).map(({ row, column }) => [row.scenario, column])).toEqual([
    ['two/c', 'webkit'],
  ]);
});

test('The evidence of an unexpected result tells what differs, what was answered and what arrived', () => {
  const [first] = unexpectedCells(results);
  expect(first && evidence(first)).toEqual([
    'two/c in webkit: Title of two/c',
    '  call: sent should be ["sid"], but is []',
    '  · call: fetch GET https://api.example.test/',
    '      answered   Set-Cookie: sid=1; Secure',
    '      arrived    never',
    '      page saw   TypeError: Failed to fetch',
  ]);
});

test('The evidence names what a request and its preflight carried', () => {
  const [arrival] = exchange().arrivals;
  if (!arrival) throw new Error('no arrival');
  const preflight = {
    ...arrival,
    preflight: true,
    method: 'OPTIONS',
    cookieHeader: null,
    secFetch: {},
  };
  const unexpected = cell('surprise', {
    exchanges: [exchange({ arrivals: [preflight, arrival] })],
  });
  const lines = evidence({ row: row('a/b', {}), column: 'x', cell: unexpected });
  expect(lines.filter((line) => /arrived/.test(line))).toEqual([
    '      arrived    preflight  Cookie: (none)  Origin: https://www.example.test',
    '      arrived    GET  Cookie: sid=1  Origin: https://www.example.test  Sec-Fetch-Site: same-site',
  ]);
});

/** The cells of a table's lines; a pipe after a backslash is text. */
const tableOf = (markdown: string) =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((one) => one.trim()),
    );

test('The report has a table for each topic, a line for each row and a cell for each column', () => {
  const report = markdownReport(results);
  expect(report.match(/^## .*/gm)).toEqual([
    '## one',
    '## two',
    '## Known deviations',
    '## Not as expected',
  ]);
  const table = tableOf(report);
  expect(table).toHaveLength(2 + 2 + 2 + 2);
  for (const line of table) expect(line).toHaveLength(4);
  expect(table[0]?.slice(2)).toEqual([
    'Chromium 1.2, allowed',
    'WebKitGTK 1.2 (not Safari), as shipped',
  ]);
  expect(table[2]).toEqual(['Title of one/a', 'C1 F2', '✓ sid', '≠ sid']);
  expect(table[6]).toEqual(['Title of two/c', 'C1 F2', '≠ sid', expect.stringMatching(/^✗ ./)]);
  expect(table[7]?.slice(2)).toEqual(['·', '']);
});

test('A pipe in a title or in what was observed does not end its cell', () => {
  const piped = row(
    'one/a',
    { chromium: cell('as-claimed', { exchanges: [exchange({ sent: ['a|b'] })] }) },
    { title: 'a | b' },
  );
  const [, , line] = tableOf(markdownReport({ ...results, rows: [piped] }));
  expect(line).toHaveLength(4);
  expect(line?.[0]).toBe('a \\| b');
  expect(line?.[2]).toBe('✓ a\\|b');
});

for (const [name, expectation, observed, text] of [
  ['status and cookies', { sent: [], status: 401 }, { status: 401 }, '401 sid'],
  ['a status alone', { status: 200 }, { status: 200 }, '200'],
  ['a status that nobody answered', { status: 200 }, {}, '–'],
  ['what the script took', { taken: { by: 'cookie' } }, { taken: { by: 'token' } }, 'token'],
  ['nothing taken', { taken: { by: null }, status: 200 }, { status: 200 }, '–'],
  ['nothing read', { status: 200, readable: true }, { status: 200, readable: false }, '200 ⊘'],
] as const) {
  test(`A cell shows ${name}`, () => {
    const shown = row(
      'one/a',
      { chromium: cell('as-claimed', { exchanges: [exchange(observed)] }) },
      { expect: { call: expectation } },
    );
    const [, , line] = tableOf(markdownReport({ ...results, rows: [shown] }));
    expect(line?.[2]).toBe(`✓ ${text}`);
  });
}

test('A title with a colon stays whole in a scenario of one row', () => {
  const colon = row('one/a', { chromium: cell('as-claimed') }, { title: 'Lax: the default' });
  const [, , line] = tableOf(markdownReport({ ...results, rows: [colon] }));
  expect(line?.[0]).toBe('Lax: the default');
});

test('The report gives the reasons of deviations with their source, and the evidence of what is unexpected', () => {
  const report = markdownReport(results);
  expect(report).toContain('- rule (<https://rule.example/>)');
  expect(report).toContain('- other (measured only)');
  expect(report).toContain('`one/b` in chromium, webkit');
  expect(report).toContain('```text\ntwo/c in webkit: Title of two/c\n');
});

test('Results are stored as they are, and in every form that people and programs read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lab-results-'));
  const files = await storeResults([results], join(folder, 'new'));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  expect(files.map((file) => basename(file))).toEqual([
    'latest.json',
    'matrix.md',
    'matrix.html',
    'junit.xml',
  ]);
  expect(JSON.parse(texts[0] ?? '')).toEqual(results);
  expect(texts.slice(1)).toEqual([
    markdownReport(results),
    await htmlReport(results),
    junitReport([results]),
  ]);
  await rm(folder, { recursive: true });
});

const modelled: Results = {
  ...results,
  columns: [...results.columns, column('model', 'model', 'on paper')],
  rows: [
    row('one/a', {
      chromium: cell('as-claimed', { model: { differs: [] } }),
      webkit: deviating('rule'),
      model: cell('as-claimed'),
    }),
    row('two/c', {
      chromium: cell('as-claimed', {
        model: {
          differs: [{ as: 'call', field: 'sent', expected: [], observed: ['sid'] }],
        },
      }),
      webkit: cell('as-claimed', {
        model: { differs: [{ as: 'call', field: 'readable', expected: true, observed: false }] },
      }),
      model: cell('not-run', { because: 'no idea', exchanges: [] }),
    }),
  ],
};

test('What the model says is counted by itself, never among what was measured', () => {
  expect(tally(modelled)).toEqual({
    'as-claimed': 3,
    'known-deviation': 1,
    surprise: 0,
    'not-run': 0,
  });
  expect(tallyLines(modelled)).toEqual([
    '✓ 3 as claimed   ≠ 1 known deviation   ✗ 0 unexpected',
    'model: ✓ 1 as claimed   ✗ 0 unexpected   · 1 not predicted; agrees with the browsers in 33.3 % of 3 cells; 2 differ',
  ]);
});

test('Without a model there is no line of it, and without a browser none of theirs', () => {
  expect(tallyLines(results)).toEqual([tallyLine(results)]);
  const alone = { ...modelled, columns: [column('model', 'model', 'on paper')] };
  expect(tallyLines(alone)).toEqual([expect.stringMatching(/^model: ✓ 1/)]);
});

test('A difference from the model is told with both accounts', async () => {
  expect(modelDifferences(modelled).flatMap(differenceLines)).toEqual([
    'two/c in chromium: Title of two/c',
    '  call: the model says sent [], the browser ["sid"]',
    'two/c in webkit: Title of two/c',
    '  call: the model says readable true, the browser false',
  ]);
  const terminalReport = (of: Results) => matrixReport([of], { table: 'every row' });
  for (const write of [markdownReport, terminalReport, htmlReport]) {
    const report = await write(modelled);
    expect(report).toContain('the model says readable true, the browser false');
  }
});

test('CI is told of a difference from the model as of a failure', () => {
  const report = junitReport([modelled]);
  expect(report).toContain('<testsuite name="webkit"');
  expect(report.match(/failures="1"/g)).toHaveLength(2);
  for (const column of ['chromium', 'webkit'])
    expect(report).toContain(`<failure message="not as its model says">two/c in ${column}`);
});

test('The evidence of what the model says speaks of no arrival', () => {
  const predicted = cell('surprise', { exchanges: [exchange({ arrivals: [] })] });
  const lines = evidence({ row: row('a/b', {}), column: 'model', cell: predicted });
  expect(lines.at(-1)).toBe('      predicted  Cookie: sid');
});
