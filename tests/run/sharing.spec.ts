/** How browsers share the scenarios of a column: with drivers that start nothing, and wait a while instead. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import type { Column } from '../../lab/browsers/columns.ts';
import type { Browser, Session } from '../../lab/browsers/driver.ts';
import { profiles } from '../../lab/browsers/profiles.ts';
import type { Gateway } from '../../lab/gateway/gateway.ts';
import { runMatrix } from '../../lab/run/run.ts';
import { rowsOf, type Scenario } from '../../lab/scenario/rows.ts';
import { visit, www } from '../../lab/scenario/steps/index.ts';

const gateway: Gateway = {
  ...{ proxy: null, ports: {}, certificates: [] },
  arrivals: async () => [],
  close: async () => {},
};
const network = { proxy: null, certificates: [], headed: false };

const scenarios = Array.from({ length: 60 }, (_, i): Scenario => {
  const spec = { title: '', claims: [], steps: [visit(www)], expect: { visit: { sent: [] } } };
  return { id: `topic/${i}`, topic: 'topic', spec, rows: rowsOf(`topic/${i}`, spec) };
});

/** A column, and how long each of its visits takes; its browsers tell a version each, in turn. */
function columnOf(
  id: string,
  visited: () => Promise<unknown>,
  versions: readonly string[] = ['1'],
) {
  const profile = profiles.find((one) => one.id === id);
  if (!profile) throw new Error(id);
  const told = { starts: 0, running: 0 };
  const session = {
    open: visited,
    stand: visited,
    cookies: async () => [],
    clearCookies: async () => {},
    close: async () => {},
  } as unknown as Session;
  const launch = async (): Promise<Browser> => {
    const version = versions[Math.min(told.starts++, versions.length - 1)] ?? '';
    told.running++;
    const close = async () => void told.running--;
    return { version, build: 'system', switches: [], session: async () => session, close };
  };
  const column: Column = { profile, driver: { launch } };
  return { column, told };
}

async function run(columns: readonly Column[], fails = (_id: string) => false) {
  const done: string[] = [];
  await runMatrix({
    ...{ scenarios, columns, topology: 'test', gateway, network },
    recorded: ({ scenario, column, recording }) => {
      if (fails(scenario.id)) throw new Error(`not ${scenario.id}`);
      if (!('notRun' in recording)) done.push(`${column.id} ${scenario.id}`);
    },
  });
  return done.sort();
}

const allOf = (id: string) => scenarios.map((scenario) => `${id} ${scenario.id}`).sort();

const atOnce = async () => {};

/** A column that is done, and one that has begun by then. */
function quickAndSlow(versions?: readonly string[]) {
  let left = scenarios.length;
  let tell = () => {};
  const isDone = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const quick = columnOf('chromium', async () => {
    if (--left === 0) tell();
  });
  const slow = columnOf('webkit', () => isDone.then(() => wait(10)), versions);
  return { quick, slow, both: [quick.column, slow.column] };
}

test('Who is done helps the column with most left, and each scenario is done once', async () => {
  const { quick, slow, both } = quickAndSlow();
  expect(await run(both)).toEqual([...allOf('chromium'), ...allOf('webkit')]);
  expect(quick.told).toEqual({ starts: 1, running: 0 });
  expect(slow.told).toEqual({ starts: 2, running: 0 });
});

test('Alone, a column has one browser: nobody is done before it', async () => {
  const { column, told } = columnOf('webkit', atOnce);
  expect(await run([column])).toEqual(allOf('webkit'));
  expect(told).toEqual({ starts: 1, running: 0 });
});

test('A browser that is another one than the first of its column helps with nothing', async () => {
  const { slow, both } = quickAndSlow(['1', '2']);
  expect(await run(both)).toEqual([...allOf('chromium'), ...allOf('webkit')]);
  expect(slow.told).toEqual({ starts: 2, running: 0 });
});

test('Where a column fails, its helpers end too, and the run tells', async () => {
  const { slow, both } = quickAndSlow();
  const failing = run(both, (id) => slow.told.starts > 1 && id === 'topic/40');
  await expect(failing).rejects.toThrow('not topic/40');
  expect(slow.told).toEqual({ starts: 2, running: 0 });
});
