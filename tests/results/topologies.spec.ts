import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { TopologyId } from '../../lab/base/topology.ts';
import { parseTopologies } from '../../lab/cli/command.ts';
import { evidenceOf } from '../../lab/report/html/evidence.ts';
import { htmlReport } from '../../lab/report/html/report.ts';
import { junitReport } from '../../lab/report/junit.ts';
import { markdownReport } from '../../lab/report/markdown.ts';
import { storeResults } from '../../lab/report/store.ts';
import { matrixReport } from '../../lab/report/terminal/report.ts';
import { changesNote, changing } from '../../lab/report/topologies.ts';
import type { Cell, Results } from '../../lab/results/results.ts';
import { markTopologies } from '../../lab/results/topologies.ts';
import { cell, column, deviating, exchange, odd, row } from './results.ts';

const nothing = { ...deviating('rule'), exchanges: [exchange({ sent: [] })] };

const under = (topology: TopologyId, chromium: Cell, webkit: Cell): Results => ({
  schema: 1,
  date: '2026-01-01T00:00:00.000Z',
  topology,
  columns: [
    column('chromium', 'chromium', 'allowed'),
    column('webkit', 'webkit', 'as shipped'),
    column('webkit:itp', 'webkit', 'tracking prevention'),
  ],
  missing: [],
  rows: [row('one/a', { chromium, webkit, 'webkit:itp': webkit })],
});

const claimed = cell('as-claimed');
const marked = markTopologies([
  under('test', claimed, nothing),
  under('com', claimed, claimed),
  under('localhost', claimed, claimed),
]) as [Results, Results, Results];

test('A cell has what other topologies showed where that differs, and nothing where all agree', () => {
  const { cells } = marked[0].rows[0] as Results['rows'][number];
  expect(cells.chromium).not.toHaveProperty('changes');
  expect(cells.webkit?.changes).toEqual(
    (['com', 'localhost'] as const).map((topology) => ({
      topology,
      verdict: 'as-claimed',
      here: 'call: sent –',
      there: 'call: sent sid',
    })),
  );
  expect(marked.map(({ comparedWith }) => comparedWith)).toEqual([
    ['com', 'localhost'],
    ['test', 'localhost'],
    ['test', 'com'],
  ]);
});

test('Under each topology the others are what is compared with', () => {
  const { cells } = marked[1].rows[0] as Results['rows'][number];
  expect(cells.webkit?.changes?.map(({ topology, there }) => [topology, there])).toEqual([
    ['test', 'call: sent –'],
  ]);
});

test('What was not run under one topology says nothing about the others', () => {
  const lost = cell('not-run', { because: 'lost', exchanges: [] });
  const [first, second] = markTopologies([
    under('test', lost, claimed),
    under('com', claimed, lost),
  ]) as [Results, Results];
  expect(JSON.stringify([first.rows, second.rows])).not.toContain('"changes"');
});

test('A verdict that alone differs is no change: what was observed is the same', () => {
  const [first] = markTopologies([
    under('test', deviating('rule'), claimed),
    under('com', claimed, claimed),
  ]) as [Results];
  expect(JSON.stringify(first.rows)).not.toContain('"changes"');
});

test('What changes is listed once for all columns and topologies in which it does alike', () => {
  expect(changing(marked[0])).toEqual([
    {
      line: 'one/a',
      columns: ['webkit', 'webkit:itp'],
      accounts: ['test: ≠ call: sent –', 'com, localhost: ✓ call: sent sid'],
    },
  ]);
});

test('The note explains the mark and counts; a run under one topology has none', () => {
  expect(changesNote(marked[0])).toBe(
    '† Changes with the topology. Of 3 cells under test these differ: 2 under com (results: com.json), 2 under localhost (results: localhost.json).',
  );
  expect(changesNote(under('test', claimed, nothing))).toBeNull();
});

for (const [form, write] of [
  ['terminal', (of: Results) => matrixReport([of], { table: 'every row' })],
  ['Markdown', markdownReport],
  ['HTML', htmlReport],
] as const) {
  test(`In ${form} a mark stands in the cells that change, and below what they change to`, async () => {
    const report = await write(marked[0]);
    expect(report).toMatch(/≠.{0,80}? –.{0,80}†/s);
    expect(report).toContain('† Changes with the topology');
    expect(report).toContain('test: ≠ call: sent –');
    expect(report).toContain('com, localhost: ✓ call: sent sid');
    expect(await write(under('test', claimed, nothing))).not.toMatch(/†|call: sent –/);
  });
}

test('The evidence of a cell in the page has what changes', () => {
  const [line] = evidenceOf(marked[0]).lines;
  expect(line?.webkit?.judged[0]?.changes).toHaveLength(2);
  expect(line?.chromium?.judged[0]).not.toHaveProperty('changes');
});

test('The table shows the first topology; an unexpected result under another is shown below it', () => {
  const report = matrixReport([under('test', claimed, claimed), under('com', claimed, odd)], {
    table: 'folded',
  });
  expect(report.match(/Title of one\/a/g)).toHaveLength(1);
  expect(report).toMatch(/names under \.com\n\nNot as expected\n✗ one\/a {2}WebKitGTK/);
  expect(report).toContain('WebKitGTK (tracking prevention)');
});

test('JUnit has the columns of every topology, told apart by name', () => {
  const suites = junitReport(marked).match(/<testsuite name="[^"]+"/g);
  expect(suites).toHaveLength(9);
  expect(new Set(suites).size).toBe(9);
  expect(suites).toContain('<testsuite name="webkit:itp, com"');
});

test('Each topology has a results file of its own, and a selection leaves those of others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lab-topologies-'));
  const read = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8'));
  const there = async () => (await readdir(folder)).sort();
  const views = ['junit.xml', 'latest.json', 'matrix.html', 'matrix.md'];
  await storeResults(marked, folder);
  expect(await read('latest.json')).toEqual(marked[0]);
  expect(await read('com.json')).toEqual(marked[1]);
  expect(await read('localhost.json')).toEqual(marked[2]);

  const scenarios = [...new Set(marked[0].rows.map(({ of }) => of.scenario))];
  const [some] = marked[1].rows;
  const selection = { ...marked[1], rows: some ? [some] : [] };
  const files = await storeResults([selection], folder, { scenarios, whole: false });
  expect(files.map((file) => basename(file))).toEqual(['com.json', 'com.html', 'junit.xml']);
  expect(await read('latest.json')).toEqual(marked[0]);
  expect((await read('com.json')).rows).toHaveLength(marked[1].rows.length);

  await storeResults([marked[1]], folder, { scenarios, whole: true });
  expect((await read('latest.json')).topology).toBe('com');
  expect(await read('test.json')).toEqual(marked[0]);
  expect(await there()).toEqual(['com.html', 'localhost.json', 'test.json', ...views].sort());
  await rm(folder, { recursive: true });
});

test('--topology takes one, several or all, and names what there is', () => {
  expect(parseTopologies('com')).toEqual(['com']);
  expect(parseTopologies('com, test,com')).toEqual(['com', 'test']);
  expect(parseTopologies('all')).toEqual(['test', 'com', 'localhost']);
  expect(() => parseTopologies('net')).toThrow('use test, com, localhost or all.');
});
