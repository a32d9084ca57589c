/** What goes into the key of a recording, each part by itself; and what becomes of a damaged file. */
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { TopologyId } from '../../lab/base/topology.ts';
import type { Column } from '../../lab/browsers/columns.ts';
import { type Profile, profiles } from '../../lab/browsers/profiles.ts';
import { needOf } from '../../lab/run/need.ts';
import type { ColumnHead } from '../../lab/run/recorded.ts';
import { openStore, type RecordingStore, type StoreOptions } from '../../lab/run/store.ts';
import type { Observation } from '../../lab/scenario/recording.ts';
import type { Scenario } from '../../lab/scenario/rows.ts';
import { rowsOf } from '../../lab/scenario/rows.ts';
import type { ScenarioSpec } from '../../lab/scenario/scenario.ts';
import { fetch, visit, www } from '../../lab/scenario/steps/index.ts';
import { column as resultColumn } from '../results/results.ts';
import { observed, recordingOf } from '../scenario/observed.ts';
import { Program } from './program.ts';

/** A results folder, and a program in the place of a browser, which runs. */
interface Places {
  readonly folder: string;
  readonly program: Program;
  readonly running: number;
}

const test = base.extend<Places>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'lab-store-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  program: async ({}, use) => {
    const program = await Program.make();
    await use(program);
    await program.remove();
  },
  running: async ({ program }, use) => use(await program.start()),
});

test.skip(process.platform !== 'linux', 'what a process runs is told by /proc');

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
const a = scenario('topic/a');
const b = scenario('topic/b');
const code = { code: 'as it is' };
const head: ColumnHead = resultColumn('chromium', 'chromium', '');
const [chromium] = profiles;
const columnOf = ({ path, folder }: Program, profile: Profile = chromium): Column => ({
  profile,
  driver: {
    installed: { programs: [path], settings: [join(folder, 'settings')] },
    launch: () => Promise.reject(new Error('it is not started')),
  },
});
const needFor = (one: Scenario, topology: TopologyId = 'test') => needOf(one, chromium, topology);
const recordingFor = (one: Scenario) =>
  recordingOf(needFor(one).plan, { one: observed({ sent: [{ name: 'sid', value: '1' }] }) });

const noteIn = (store: RecordingStore, { program, running }: Places, one: Scenario, heads = head) =>
  store.note(
    {
      scenario: one,
      column: columnOf(program),
      head: heads,
      need: needFor(one),
      browser: { processes: async () => [running] },
    },
    recordingFor(one),
  );

/** Keeps the recording of a scenario, and ends the run. */
async function keep(places: Places, one = a, options: StoreOptions = code) {
  await noteIn(await openStore(places.folder, options), places, one);
}

interface Asked {
  readonly one?: Scenario;
  readonly options?: StoreOptions;
  readonly column?: Column;
  readonly topology?: TopologyId;
}

/** What the next run takes. */
async function recalled(places: Places, asked: Asked = {}) {
  const { one = a, options = code, column = columnOf(places.program), topology = 'test' } = asked;
  const store = await openStore(places.folder, options);
  return store.column(column)?.recall(one, needFor(one, topology)) ?? null;
}

test('What a run measured the next one takes, with what the browser said of itself', async ({
  folder,
  program,
  running,
}) => {
  const places = { folder, program, running };
  await keep(places);
  expect(await recalled(places)).toEqual(recordingFor(a));
  const store = await openStore(folder, code);
  expect(store.column(columnOf(program))?.head).toEqual(head);
});

test('Who measures anew takes nothing, and what was kept stays until it is measured', async ({
  folder,
  program,
  running,
}) => {
  const places = { folder, program, running };
  await keep(places, a);
  await keep(places, b);
  expect(await recalled(places, { options: { ...code, fresh: true } })).toBeNull();
  expect(await recalled(places)).toEqual(recordingFor(a));
  await keep(places, b, { ...code, fresh: true });
  expect(await recalled(places, { one: b })).toEqual(recordingFor(b));
});

for (const [what, change] of [
  ['title', { title: 'now' }],
  ['claims', { claims: ['C1'] }],
  ['expectations', { expect: { one: { sent: ['sid'] }, two: { status: 200 } } }],
  [
    'deviations',
    {
      deviations: [
        { in: ['webkit'], because: 'x', see: 'measured', expect: { two: { sent: [] } } },
      ],
    },
  ],
] as [string, Partial<ScenarioSpec>][]) {
  test(`Other ${what} need no new recording`, async ({ folder, program, running }) => {
    const places = { folder, program, running };
    await keep(places);
    const now = scenario('topic/a', change);
    expect((await recalled(places, { one: now }))?.observations).toEqual(
      recordingFor(a).observations,
    );
  });
}

const steps = [visit(www, { as: 'one' }), fetch(www, { as: 'two', credentials: 'omit' })];
const others: readonly [what: string, (program: Program) => Asked][] = [
  ['another scenario', () => ({ one: b })],
  ['other steps', () => ({ one: scenario('topic/a', { steps }) })],
  ['other hosts', () => ({ one: scenario('topic/a', { hosts: ['https://www.example.test'] }) })],
  ['another topology', () => ({ topology: 'com' })],
  ['other code', () => ({ options: { code: 'changed' } })],
  ['another column', (program) => ({ column: columnOf(program, profiles[3]) })],
  [
    'other preferences of the column',
    (program) => ({ column: columnOf(program, { ...chromium, preferences: { other: true } }) }),
  ],
  [
    'another program',
    ({ folder }) => ({
      column: columnOf({ folder, path: join(folder, 'other') } as Program),
    }),
  ],
  [
    'a browser that is not on this machine',
    () => ({ column: { profile: chromium, driver: { launch: () => Promise.reject() } } }),
  ],
];
for (const [what, asked] of others) {
  test(`Nothing is taken for ${what}`, async ({ folder, program, running }) => {
    const places = { folder, program, running };
    await keep(places);
    expect(await recalled(places, asked(program))).toBeNull();
    expect(await recalled(places)).toEqual(recordingFor(a));
  });
}

test('Nothing is taken after an upgrade of the browser', async ({ folder, program, running }) => {
  const places = { folder, program, running };
  await keep(places);
  await program.install();
  expect(await recalled(places)).toBeNull();
});

test('Nothing is taken after a change of the machine’s policy', async ({
  folder,
  program,
  running,
}) => {
  const places = { folder, program, running };
  await keep(places);
  await writeFile(join(program.folder, 'settings'), 'BlockThirdPartyCookies');
  expect(await recalled(places)).toBeNull();
});

test('A browser that says another version of itself is another one', async ({
  folder,
  program,
  running,
}) => {
  const places = { folder, program, running };
  const store = await openStore(folder, code);
  const newer: ColumnHead = { ...head, version: '1.3' };
  await noteIn(store, places, a);
  await noteIn(await openStore(folder, code), places, b, newer);
  const kept = (await openStore(folder, code)).column(columnOf(program));
  expect(kept?.head).toEqual(newer);
  expect(kept?.recall(a, needFor(a))).toBeNull();
  expect(kept?.recall(b, needFor(b))).toEqual(recordingFor(b));
});

test('A recording that holds more than is needed is taken; one that holds less is not', async ({
  folder,
  program,
  running,
}) => {
  const places = { folder, program, running };
  // Without a claim about the jar, and about the visit, neither is recorded.
  const less = scenario('topic/a', { expect: { two: { sent: [] } } });
  const jar = scenario('topic/a', { expect: { two: { stored: [] } } });
  const visited = scenario('topic/a', { expect: { one: { sent: [] }, two: { sent: [] } } });
  expect([needFor(less).readJar, needFor(less).standing.size]).toEqual([false, 1]);
  expect([needFor(jar).readJar, needFor(visited).standing.size]).toEqual([true, 0]);
  await keep(places, less);
  expect(await recalled(places, { one: less })).not.toBeNull();
  expect(await recalled(places, { one: jar })).toBeNull();
  expect(await recalled(places, { one: visited })).toBeNull();
  await keep(places, scenario('topic/a', { expect: {} }));
  for (const one of [less, jar, visited]) expect(await recalled(places, { one })).not.toBeNull();
});

test('Where a wait ran out nothing is kept: how long it is depends on the machine', async ({
  folder,
  program,
  running,
}) => {
  const places = { folder, program, running };
  const store = await openStore(folder, code);
  const about = {
    ...{ scenario: a, column: columnOf(program), head, need: needFor(a) },
    browser: { processes: async () => [running] },
  };
  const recording = recordingFor(a);
  const [[id, seen] = []] = Object.entries(recording.observations);
  const ranOut = { ...seen, script: { ranOut: true } } as Observation;
  await store.note(about, { ...recording, observations: { [id ?? '']: ranOut } });
  expect(await recalled(places)).toBeNull();
  await store.note(about, recording);
  expect(await recalled(places)).not.toBeNull();
});

test('Of two recordings for the same the later one counts, and the file does not grow by them', async ({
  folder,
  program,
  running,
}) => {
  const places = { folder, program, running };
  const size = async () => (await readFile(join(folder, 'recordings.ndjson'))).length;
  await keep(places);
  await openStore(folder, code);
  const once = await size();
  for (const made of ['x', 'y', 'z']) await keep(places, a, { code: made });
  await openStore(folder, code);
  expect(await size()).toBeLessThan(once + 100);
  expect(await recalled(places)).toBeNull();
  expect(await recalled(places, { options: { code: 'z' } })).not.toBeNull();
});

test('The recordings of a scenario that is gone go, and with the last of them their browser', async ({
  folder,
  program,
  running,
}) => {
  const places = { folder, program, running };
  await keep(places, a);
  await keep(places, b);
  await openStore(folder, { ...code, isThere: (id) => id === 'topic/b' });
  expect(await recalled(places)).toBeNull();
  expect(await recalled(places, { one: b })).not.toBeNull();
  await openStore(folder, { ...code, isThere: () => false });
  await openStore(folder, code);
  expect(await readFile(join(folder, 'recordings.ndjson'), 'utf8')).toBe('');
});

test('A line that was cut off costs itself only, also once more is appended', async ({
  folder,
  program,
  running,
}) => {
  const places = { folder, program, running };
  await keep(places, a);
  await appendFile(join(folder, 'recordings.ndjson'), '{"sum":"x","kept":{"topology":"test","colu');
  await keep(places, b);
  expect(await recalled(places)).toEqual(recordingFor(a));
  expect(await recalled(places, { one: b })).toEqual(recordingFor(b));
});

test('Lines that are no recordings are passed over', async ({ folder, program, running }) => {
  const places = { folder, program, running };
  await keep(places);
  const file = join(folder, 'recordings.ndjson');
  const good = await readFile(file, 'utf8');
  const bad = ['null', '7', '{"sum":7}', '{"sum":"x","kept":7}', '[]', '\0', ''];
  await writeFile(file, [...bad, good, ...bad].join('\n'));
  expect(await recalled(places)).toEqual(recordingFor(a));
});

test('A recording that is damaged anywhere is measured again', async ({
  folder,
  program,
  running,
}) => {
  const places = { folder, program, running };
  await keep(places);
  const file = join(folder, 'recordings.ndjson');
  const good = await readFile(file, 'utf8');
  expect(good).toContain('"sid=1"');
  await writeFile(file, good.replace('"sid=1"', '"sid=2"'));
  expect(await recalled(places)).toBeNull();
  await keep(places);
  expect(await recalled(places)).toEqual(recordingFor(a));
});

test('Where nothing is expected all is recorded: the jar, and every visit really made', () => {
  const { readJar, standing } = needFor(scenario('x', { expect: {} }));
  expect(readJar).toBe(true);
  expect([...standing]).toEqual([]);
});
