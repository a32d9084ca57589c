/** For tests: a store of recordings, and what the next run takes from it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import type { TopologyId } from '../../lab/base/topology.ts';
import type { Column } from '../../lab/browsers/columns.ts';
import { type Profile, profiles } from '../../lab/browsers/profiles.ts';
import { needOf } from '../../lab/run/need.ts';
import type { ColumnHead } from '../../lab/run/recorded.ts';
import { openStore, type RecordingStore, type StoreOptions } from '../../lab/run/store.ts';
import { rowsOf, type Scenario } from '../../lab/scenario/rows.ts';
import type { ScenarioSpec } from '../../lab/scenario/scenario.ts';
import { fetch, visit, www } from '../../lab/scenario/steps/index.ts';
import { column as resultColumn } from '../results/results.ts';
import { observed, recordingOf } from '../scenario/observed.ts';
import { Program } from './program.ts';

/** A results folder, and a program in the place of a browser, which runs. */
interface Places {
  readonly folder: string;
  readonly program: Program;
  /** Its process id. */
  readonly running: number;
}

export const test = base.extend<{ places: Places }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  places: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'lab-store-'));
    const program = await Program.make();
    await use({ folder, program, running: await program.start() });
    await program.remove();
    await rm(folder, { recursive: true });
  },
});

export const scenario = (id: string, change: Partial<ScenarioSpec> = {}): Scenario => {
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
export const a = scenario('topic/a');
export const b = scenario('topic/b');
export const code = { code: 'as it is' };
export const head: ColumnHead = resultColumn('chromium', 'chromium', '');
export const [chromium] = profiles;
export const columnOf = ({ path, folder }: Program, profile: Profile = chromium): Column => ({
  profile,
  driver: {
    installed: { programs: [path], settings: [join(folder, 'settings')] },
    launch: () => Promise.reject(new Error('it is not started')),
  },
});
export const needFor = (one: Scenario, topology: TopologyId = 'test') =>
  needOf(one, chromium, topology);
export const recordingFor = (one: Scenario) =>
  recordingOf(needFor(one).plan, { one: observed({ sent: [{ name: 'sid', value: '1' }] }) });

export const noteIn = (
  store: RecordingStore,
  { program, running }: Places,
  one: Scenario,
  heads = head,
) =>
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
export async function keep(places: Places, one = a, options: StoreOptions = code) {
  await noteIn(await openStore(places.folder, options), places, one);
}

export interface Asked {
  readonly one?: Scenario;
  readonly options?: StoreOptions;
  readonly column?: Column;
  readonly topology?: TopologyId;
}

/** What the next run takes. */
export async function recalled(places: Places, asked: Asked = {}) {
  const { one = a, options = code, column = columnOf(places.program), topology = 'test' } = asked;
  const store = await openStore(places.folder, options);
  return store.column(column)?.recall(one, needFor(one, topology)) ?? null;
}
