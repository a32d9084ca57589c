import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { resumed } from '../../lab/cli/resume.ts';
import { askedIn, beginJournal, type Journal, resumeJournal } from '../../lab/run/journal.ts';
import type { Scenario } from '../../lab/scenario/rows.ts';
import { rowsOf } from '../../lab/scenario/rows.ts';
import type { ScenarioSpec } from '../../lab/scenario/scenario.ts';
import { cell, column } from '../results/results.ts';

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'lab-journal-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

const scenario = (id: string, change: Partial<ScenarioSpec> = {}): Scenario => {
  const expectations = { one: { sent: [] }, two: { sent: [] } };
  const spec: ScenarioSpec = {
    title: id,
    claims: [],
    steps: [],
    expect: expectations,
    rows: 'exchange',
    ...change,
  };
  return { id, topic: '', spec, rows: rowsOf(id, spec) };
};
const asked = { browsers: ['chromium'], scenario: [], topology: ['test'], slow: false } as const;
const a = scenario('topic/a');
const chromium = column('chromium', 'chromium', '');
const cells = (of: Scenario, verdict: Parameters<typeof cell>[0] = 'as-claimed') =>
  of.rows.map((row) => [row, cell(verdict)] as const);

test('What was noted is recalled after a new start, row by row, with the date of the run', async ({
  folder,
}) => {
  const before = await beginJournal(folder, asked);
  before.note(a, chromium, 'test', cells(a));
  const after = await resumeJournal(folder);
  expect(after.date).toBe(before.date);
  expect(after.recall(a, chromium, 'test')).toEqual(cells(a));
});

test('Without resume nothing is recalled, and the old journal is gone', async ({ folder }) => {
  (await beginJournal(folder, asked)).note(a, chromium, 'test', cells(a));
  const anew = await beginJournal(folder, asked);
  expect(anew.recall(a, chromium, 'test')).toBeNull();
  expect((await resumeJournal(folder)).recall(a, chromium, 'test')).toBeNull();
});

const others: readonly [what: string, ...Parameters<Journal['recall']>][] = [
  ['another scenario', scenario('topic/b'), chromium, 'test'],
  ['a scenario that has changed', scenario('topic/a', { title: 'now' }), chromium, 'test'],
  ['another column', a, column('webkit', 'webkit', ''), 'test'],
  ['another version of the browser', a, { ...chromium, version: '1.3' }, 'test'],
  ['other switches', a, { ...chromium, switches: ['--other'] }, 'test'],
  ['another topology', a, chromium, 'com'],
];
for (const [what, ...about] of others) {
  test(`Nothing is recalled for ${what}`, async ({ folder }) => {
    (await beginJournal(folder, asked)).note(a, chromium, 'test', cells(a));
    expect((await resumeJournal(folder)).recall(...about)).toBeNull();
  });
}

test('Cells that were not run are not noted: they are run again', async ({ folder }) => {
  (await beginJournal(folder, asked)).note(a, chromium, 'test', cells(a, 'not-run'));
  expect((await resumeJournal(folder)).recall(a, chromium, 'test')).toBeNull();
});

test('A line that was cut off costs itself only, also once more is appended', async ({
  folder,
}) => {
  const b = scenario('topic/b');
  (await beginJournal(folder, asked)).note(a, chromium, 'test', cells(a));
  await appendFile(join(folder, 'journal.ndjson'), '{"topology":"test","colu');
  (await resumeJournal(folder)).note(b, chromium, 'test', cells(b));
  const last = await resumeJournal(folder);
  expect(last.recall(a, chromium, 'test')).toEqual(cells(a));
  expect(last.recall(b, chromium, 'test')).toEqual(cells(b));
});

test('A journal that is removed is gone, and may be removed again', async ({ folder }) => {
  const journal = await beginJournal(folder, asked);
  await journal.remove();
  await journal.remove();
  await expect(readFile(join(folder, 'journal.ndjson'))).rejects.toThrow('ENOENT');
});

const resumeError = (message: RegExp) =>
  expect.objectContaining({ code: 'LAB_RESUME', message: expect.stringMatching(message) });

test('Where no run was stopped there is none to go on with, and the error says so', async ({
  folder,
}) => {
  await expect(async () => resumeJournal(folder)).rejects.toEqual(
    resumeError(/No run was stopped/),
  );
  expect(() => askedIn(folder)).toThrow(/No run was stopped/);
  await writeFile(join(folder, 'journal.ndjson'), '{"date":"20');
  expect(() => askedIn(folder)).toThrow(/No run was stopped/);
});

test('A run does not go on in other code: its cells would be of two minds', async ({ folder }) => {
  await beginJournal(folder, asked);
  const file = join(folder, 'journal.ndjson');
  const head = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, `${JSON.stringify({ ...head, code: 'other' })}\n`);
  await expect(async () => resumeJournal(folder)).rejects.toEqual(
    resumeError(/code .* has changed/),
  );
});

test('A run that is resumed is asked for as it was when it began', async ({ folder }) => {
  await beginJournal(folder, asked);
  expect(askedIn(folder)).toEqual(asked);
  expect(resumed(askedIn(folder), {})).toEqual(asked);
  expect(resumed(askedIn(folder), { browsers: ['chromium'], slow: false })).toEqual(asked);
});

for (const [given, message] of [
  [{ browsers: ['webkit'] }, /had --browsers chromium, not --browsers webkit/],
  [{ scenario: ['samesite'] }, /had no --scenario, not --scenario samesite/],
  [{ topology: ['test', 'com'] }, /had --topology test, not --topology test,com/],
  [{ slow: true }, /had no --slow, not --slow true/],
] as const) {
  test(`A run is not resumed with another ${Object.keys(given)[0]}: the error names both`, () => {
    expect(() => resumed(asked, given)).toThrow(resumeError(message));
  });
}

test('What was recalled is counted, and what has changed is named', async ({ folder }) => {
  const b = scenario('topic/b');
  const before = await beginJournal(folder, asked);
  before.note(a, chromium, 'test', cells(a));
  before.note(b, chromium, 'test', cells(b));
  const after = await resumeJournal(folder);
  after.recall(a, chromium, 'test');
  after.recall(scenario('topic/b', { title: 'now' }), chromium, 'test');
  after.recall(a, { ...chromium, version: '1.3' }, 'test');
  expect(after.account()).toEqual([
    `resumed the run of ${before.date}: 1 performances of scenarios were done already`,
    'run again, as it has changed: scenario topic/b',
    'run again, as it has changed: browser of chromium: was 1.2, is 1.3',
  ]);
});
