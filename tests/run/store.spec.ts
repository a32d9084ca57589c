import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { TopologyId } from '../../lab/base/topology.ts';
import { profiles } from '../../lab/browsers/profiles.ts';
import { resumed } from '../../lab/cli/resume.ts';
import { needOf } from '../../lab/run/run.ts';
import {
  type Asked,
  askedIn,
  beginStore,
  type RecordingStore,
  resumeStore,
} from '../../lab/run/store.ts';
import type { Scenario } from '../../lab/scenario/rows.ts';
import { rowsOf } from '../../lab/scenario/rows.ts';
import type { ScenarioSpec } from '../../lab/scenario/scenario.ts';
import { fetch, visit, www } from '../../lab/scenario/steps/index.ts';
import { column } from '../results/results.ts';
import { observed, recordingOf } from '../scenario/observed.ts';

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'lab-store-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

const scenario = (id: string, change: Partial<ScenarioSpec> = {}): Scenario => {
  const expectations = { one: { sent: [] }, two: { sent: [] } };
  const spec: ScenarioSpec = {
    title: id,
    claims: [],
    steps: [visit(www, { as: 'one' }), fetch(www, { as: 'two' })],
    expect: expectations,
    rows: 'exchange',
    ...change,
  };
  return { id, topic: '', spec, rows: rowsOf(id, spec) };
};
const asked: Asked = {
  browsers: ['chromium'],
  scenario: [],
  topology: ['test'],
  slow: false,
  all: false,
};
const a = scenario('topic/a');
const chromium = column('chromium', 'chromium', '');
const needFor = (one: Scenario, topology: TopologyId = 'test') =>
  needOf(one, profiles[0] as (typeof profiles)[number], topology);
const recordingFor = (one: Scenario) =>
  recordingOf(needFor(one).plan, { one: observed({ sent: [{ name: 'sid', value: '1' }] }) });
const note = (store: RecordingStore, one: Scenario) =>
  store.note(one, chromium, needFor(one), recordingFor(one));
const recall = (
  store: RecordingStore,
  one: Scenario,
  head = chromium,
  topology: TopologyId = 'test',
) => store.recall(one, head, needFor(one, topology));

test('What was noted is recalled after a new start, with the date of the run', async ({
  folder,
}) => {
  const before = await beginStore(folder, asked);
  note(before, a);
  const after = await resumeStore(folder);
  expect(after.date).toBe(before.date);
  expect(recall(after, a)).toEqual(recordingFor(a));
});

test('Without resume nothing is recalled, and the old recordings are gone', async ({ folder }) => {
  note(await beginStore(folder, asked), a);
  expect(recall(await beginStore(folder, asked), a)).toBeNull();
  expect(recall(await resumeStore(folder), a)).toBeNull();
});

test('Another claim about the same steps needs no new recording', async ({ folder }) => {
  note(await beginStore(folder, asked), a);
  const claims = scenario('topic/a', {
    title: 'now',
    expect: { one: { sent: ['sid'] }, two: { status: 200 } },
  });
  expect(recall(await resumeStore(folder), claims)?.observations).toEqual(
    recordingFor(a).observations,
  );
});

const steps = [visit(www, { as: 'one' }), fetch(www, { as: 'two', credentials: 'omit' })];
const others: readonly [what: string, one: Scenario, head?: typeof chromium, TopologyId?][] = [
  ['another scenario', scenario('topic/b')],
  ['other steps', scenario('topic/a', { steps })],
  ['a claim that needs the jar', scenario('topic/a', { expect: { one: { stored: [] } } })],
  ['another column', a, column('webkit', 'webkit', '')],
  ['another version of the browser', a, { ...chromium, version: '1.3' }],
  ['other switches', a, { ...chromium, switches: ['--other'] as never }],
  ['another topology', a, chromium, 'com'],
];
for (const [what, ...about] of others) {
  test(`Nothing is recalled for ${what}`, async ({ folder }) => {
    note(await beginStore(folder, asked), a);
    expect(recall(await resumeStore(folder), ...about)).toBeNull();
  });
}

test('A line that was cut off costs itself only, also once more is appended', async ({
  folder,
}) => {
  const b = scenario('topic/b');
  note(await beginStore(folder, asked), a);
  await appendFile(join(folder, 'recordings.ndjson'), '{"topology":"test","colu');
  note(await resumeStore(folder), b);
  const last = await resumeStore(folder);
  expect(recall(last, a)).toEqual(recordingFor(a));
  expect(recall(last, b)).toEqual(recordingFor(b));
});

const resumeError = (message: RegExp) =>
  expect.objectContaining({ code: 'LAB_RESUME', message: expect.stringMatching(message) });

test('Where no run was stopped there is none to go on with, and the error says so', async ({
  folder,
}) => {
  await expect(async () => resumeStore(folder)).rejects.toEqual(resumeError(/No run is recorded/));
  expect(() => askedIn(folder)).toThrow(/No run is recorded/);
});

for (const [what, head] of [
  ['a line that was cut off', '{"date":"20'],
  ['nothing', ''],
  ['another kind of line', '{"topology":"test","column":"chromium"}'],
  ['lists that are none', JSON.stringify({ ...asked, date: '', code: '', browsers: 'chromium' })],
  ['a topology that is none', JSON.stringify({ ...asked, date: '', code: '', topology: ['x'] })],
  ['null', 'null'],
] as const) {
  test(`Recordings that begin with ${what} are none to go on with, and the error says so`, async ({
    folder,
  }) => {
    await writeFile(join(folder, 'recordings.ndjson'), `${head}\n`);
    const error = resumeError(/recordings\.ndjson does not begin with what a run was asked for/);
    expect(() => askedIn(folder)).toThrow(error);
    await expect(async () => resumeStore(folder)).rejects.toEqual(error);
  });
}

test('Lines that are no recordings are passed over', async ({ folder }) => {
  note(await beginStore(folder, asked), a);
  const file = join(folder, 'recordings.ndjson');
  const [head, entry] = (await readFile(file, 'utf8')).split('\n');
  await writeFile(file, [head, 'null', '7', '{"recording":7}', entry, '[]', ''].join('\n'));
  expect(recall(await resumeStore(folder), a)).toEqual(recordingFor(a));
});

test('A run does not go on in other code', async ({ folder }) => {
  await beginStore(folder, asked);
  const file = join(folder, 'recordings.ndjson');
  const head = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, `${JSON.stringify({ ...head, code: 'other' })}\n`);
  await expect(async () => resumeStore(folder)).rejects.toEqual(
    resumeError(/code that records has changed/),
  );
});

test('A run that is resumed is asked for as it was when it began', async ({ folder }) => {
  await beginStore(folder, asked);
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
  const before = await beginStore(folder, asked);
  note(before, a);
  note(before, b);
  const after = await resumeStore(folder);
  recall(after, a);
  recall(after, scenario('topic/b', { steps }));
  recall(after, a, { ...chromium, version: '1.3' });
  expect(after.account()).toEqual([
    `resumed the run of ${before.date}: 1 recordings were there already`,
    'run again, as it has changed: scenario topic/b',
    'run again, as it has changed: browser of chromium: was 1.2, is 1.3',
  ]);
});

test('Where nothing is expected all is recorded: the jar, and every visit really made', () => {
  const { readJar, standing } = needFor(scenario('x', { expect: {} }));
  expect(readJar).toBe(true);
  expect([...standing]).toEqual([]);
});
