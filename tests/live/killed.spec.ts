/** Browsers that are struck in the middle of a run: their own cells alone may be lost. Linux only. */
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { findColumn } from '../../lab/browsers/columns.ts';
import { type Engine, profiles } from '../../lab/browsers/profiles.ts';
import { startEmbedded } from '../../lab/gateway/embedded.ts';
import { Collector } from '../../lab/results/collect.ts';
import type { Results } from '../../lab/results/results.ts';
import { loadScenarios } from '../../lab/run/load-scenarios.ts';
import { networkOf } from '../../lab/run/network.ts';
import { runMatrix } from '../../lab/run/run.ts';
import { descendants } from '../../lab/system/descendants.ts';
import { commandLine } from './processes.ts';
import { sabotaged } from './sabotage.ts';

const engines = ['chromium', 'firefox', 'webkit'] as const satisfies readonly Engine[];
const columns = engines.flatMap((id) => {
  const profile = profiles.find((one) => one.id === id);
  return (profile && findColumn(profile)) ?? [];
});

test.skip(process.platform !== 'linux', 'processes are found in /proc');
test.skip(columns.length < engines.length, 'an engine is not installed');
/** One at a time: what is struck is found among all descendants of the worker. */
test.describe.configure({ mode: 'serial' });

/** In the order in which they run. */
const [first, second, third] = [
  'concepts/cors-hides-the-answer',
  'concepts/cross-origin-same-site',
  'flow/host-prefix-stays-on-its-host',
];
const scenarios = await loadScenarios([first, second, third] as string[]);

/**
 * Runs the three scenarios in the three engines. Each browser is killed in the first, so that its
 * second try may succeed; in the second one it freezes, and what follows it hangs in a page.
 */
async function runStruck() {
  const victims = columns.map((column) => sabotaged(column));
  const folder = await mkdtemp(join(tmpdir(), 'lab-struck-'));
  await chmod(folder, 0o711); // root's browsers run as another user
  const outer = process.env.TMPDIR;
  process.env.TMPDIR = folder; // where browsers write
  const gateway = await startEmbedded();
  for (const { strikes } of victims) strikes.push('kill');
  try {
    const collector = new Collector({ scenarios, topology: 'test', papers: [] });
    const run = await runMatrix({
      scenarios,
      columns: victims.map(({ column }) => column),
      topology: 'test',
      gateway,
      network: networkOf(gateway, false),
      recorded: (one) => {
        collector.add(one);
        const victim = victims.find(({ column }) => column.profile.id === one.column.id);
        if (one.scenario === scenarios[0]) victim?.strikes.push('freeze', 'hang');
      },
    });
    const results = collector.results(run);
    return { results, struck: victims.map(({ struck }) => struck), left: await leftIn(folder) };
  } finally {
    await gateway.close();
    if (outer === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = outer;
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is there that was not: processes and files. */
async function leftIn(folder: string) {
  const files = await readdir(folder);
  // A Chromium that is killed leaves a file of its own: a command removes the folder as it ends.
  return {
    processes: processes(),
    files: files.filter((name) => !name.startsWith('org.chromium')),
  };
}

/** Those below this one, but for the service that bundles scripts: it serves later tests as well. */
const processes = () =>
  descendants(process.pid)
    .map((id) => `${id} ${commandLine(id)}`)
    .filter((one) => !one.includes('esbuild'));

/** What became of a scenario in a column: each verdict once, and why. */
const found = ({ rows }: Results, scenario: string | undefined, column: string) => {
  const cells = rows.flatMap((row) => {
    const cell = row.cells[column];
    return row.of.scenario === scenario && cell ? [cell] : [];
  });
  return [...new Set(cells.map(({ verdict, because = '' }) => `${verdict} ${because}`))];
};
const good = [expect.stringMatching(/^(as-claimed|known-deviation)/)];
const lost = [expect.stringMatching(/^not-run the browser was lost: ./)];

test('A browser that dies, freezes or hangs is replaced; a scenario that it is lost in twice loses its own cells only', async () => {
  test.setTimeout(240_000); // twelve browsers start: half a minute where they have the machine for themselves
  const before = processes();
  const { results, struck, left } = await runStruck();
  for (const [place, engine] of engines.entries()) {
    const became = `${engine}: ${found(results, first, engine)} ${JSON.stringify(results.missing)}`;
    expect(struck[place], became).toEqual(['kill', 'freeze', 'hang']);
    expect(found(results, first, engine), engine).toEqual(good);
    expect(found(results, second, engine), engine).toEqual(lost);
    expect(found(results, third, engine), engine).toEqual(good);
  }
  expect(results.missing).toEqual([]);
  expect(left.processes.filter((one) => !before.includes(one))).toEqual([]);
  expect(left.files).toEqual([]);
});
