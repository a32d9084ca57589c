import { expect, test } from '@playwright/test';
import type { Column } from '../../lab/browsers/columns.ts';
import { profiles } from '../../lab/browsers/profiles.ts';
import { isWhole, keptRun } from '../../lab/run/kept.ts';
import type { Recorded } from '../../lab/run/recorded.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import { rowsOf, type Scenario } from '../../lab/scenario/rows.ts';
import type { ScenarioSpec } from '../../lab/scenario/scenario.ts';
import { visit, www } from '../../lab/scenario/steps/index.ts';
import { column as head } from '../results/results.ts';
import { recordingOf } from '../scenario/observed.ts';

const scenarios = Array.from({ length: 30 }, (_, place): Scenario => {
  const id = `topic/${place}`;
  const spec: ScenarioSpec = { title: id, claims: [], steps: [visit(www)], expect: {} };
  return { id, topic: 'topic', spec, rows: rowsOf(id, spec) };
});
const column: Column = {
  profile: profiles[0],
  driver: { launch: () => Promise.reject(new Error('it is not started')) },
};
const kept = {
  head: head('chromium', 'chromium', ''),
  recordings: new Map(
    scenarios.map((one) => [one, recordingOf(plan(one.spec, 'test'), {})] as const),
  ),
};

test('A column is whole where every scenario of it is kept', () => {
  expect(isWhole(kept, scenarios)).toBe(true);
  expect(isWhole(undefined, scenarios)).toBe(false);
  const some = { ...kept, recordings: new Map([...kept.recordings].slice(1)) };
  expect(isWhole(some, scenarios)).toBe(false);
});

test('What is kept is handed over as kept, and others have their turn meanwhile', async () => {
  const told: Recorded[] = [];
  let [turns, started] = [0, 0];
  const tick = setInterval(() => turns++, 0);
  const run = await keptRun([column], new Map([[column, kept]]), {
    started: (_, milliseconds) => {
      if (milliseconds === null) started++;
    },
    recorded: (one) => {
      told.push(one);
      const until = performance.now() + 2;
      while (performance.now() < until);
    },
  });
  clearInterval(tick);
  expect(told.map(({ scenario }) => scenario)).toEqual(scenarios);
  expect(told.every(({ kept }) => kept)).toBe(true);
  expect(run.columns).toEqual([kept.head]);
  expect(started).toBe(1);
  expect(turns).toBeGreaterThan(0);
});

test('A run that is stopped hands over no more', async () => {
  const stop = new AbortController();
  let told = 0;
  const running = keptRun([column], new Map([[column, kept]]), {
    recorded: () => {
      if (++told === 5) stop.abort();
    },
    signal: stop.signal,
  });
  await expect(running).rejects.toThrow(/aborted/);
  expect(told).toBe(5);
});
