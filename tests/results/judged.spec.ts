/** What goes into the key of cells that were judged before, each part by itself; and what becomes of damage. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { JudgedCells, type Judging, judgedIn } from '../../lab/results/judged.ts';
import type { Cell } from '../../lab/results/results.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import { rowsOf, type Scenario } from '../../lab/scenario/rows.ts';
import { fetch, visit, www } from '../../lab/scenario/steps/index.ts';
import { observed, recordingOf } from '../scenario/observed.ts';
import { column } from './results.ts';

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'lab-judged-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

const scenarioOf = (id: string, sent: string[]): Scenario => {
  const spec = {
    title: id,
    claims: [],
    steps: [visit(www, { as: 'one' }), fetch(www, { as: 'two' })],
    expect: { two: { sent } },
  };
  return { id, topic: '', spec, rows: rowsOf(id, spec) };
};
const scenario = scenarioOf('a/b', ['sid']);
const recordingWith = (value: string, topology: 'test' | 'com' = 'test') =>
  recordingOf(plan(scenario.spec, topology), { two: observed({ sent: [{ name: 'sid', value }] }) });
const recording = recordingWith('1');
const chromium = column('chromium', 'chromium', '');
const judging: Judging = { scenario, column: chromium, recording };

const cells: readonly Cell[] = [{ verdict: 'as-claimed', exchanges: [] }];
const others: readonly Cell[] = [{ verdict: 'not-run', because: 'judged anew', exchanges: [] }];

/** Judges what was not judged before, and keeps it. */
async function judged(folder: string, { code = 'x', one = judging, now = cells } = {}) {
  const store = await JudgedCells.open(folder, code);
  const found = store.of(one, () => now);
  await store.save(() => true);
  return found;
}

test('What was judged is taken, also where the recording was read from a file meanwhile', async ({
  folder,
}) => {
  await judged(folder);
  expect(await judged(folder, { now: others })).toEqual(cells);
  const { plan, ...rest } = recording;
  const read = { ...JSON.parse(JSON.stringify(rest)), plan };
  expect(await judged(folder, { one: { ...judging, recording: read }, now: others })).toEqual(
    cells,
  );
});

for (const [what, change] of [
  ['other code', { code: 'y' }],
  ['another scenario', { one: { ...judging, scenario: { ...scenario, id: 'a/c' } } }],
  ['another expectation', { one: { ...judging, scenario: scenarioOf('a/b', []) } }],
  [
    'another version of the browser',
    { one: { ...judging, column: { ...chromium, version: '9' } } },
  ],
  ['another column', { one: { ...judging, column: { ...chromium, id: 'firefox' } } }],
  ['another observation', { one: { ...judging, recording: recordingWith('2') } }],
  ['another time', { one: { ...judging, recording: { ...recording, at: recording.at + 1 } } }],
  ['another topology', { one: { ...judging, recording: recordingWith('1', 'com') } }],
] as [string, { code?: string; one?: Judging }][]) {
  test(`For ${what} it is judged anew`, async ({ folder }) => {
    await judged(folder);
    expect(await judged(folder, { ...change, now: others })).toEqual(others);
  });
}

test('Cells that are damaged anywhere are judged anew', async ({ folder }) => {
  await judged(folder);
  const file = judgedIn(folder);
  const good = await readFile(file, 'utf8');
  for (const bad of [
    good.replace('as-claimed', 'as-cla1med'),
    good.slice(0, -9),
    '\t\n\0',
    '[]\tx\n',
  ]) {
    await writeFile(file, bad);
    expect(await judged(folder, { now: others })).toEqual(others);
  }
});

test('What was judged of a scenario that is gone goes', async ({ folder }) => {
  await judged(folder);
  const store = await JudgedCells.open(folder, 'x');
  store.of({ ...judging, scenario: { ...scenario, id: 'a/c' } }, () => cells);
  await store.save((id) => id === 'a/c');
  expect((await readFile(judgedIn(folder), 'utf8')).match(/^\[/gm)).toHaveLength(1);
  expect(await judged(folder, { now: others })).toEqual(others);
});
