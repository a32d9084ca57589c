/** npm run bench: how fast the matrix is, and where the time goes. Figures, no test. */
import { availableParallelism } from 'node:os';
import { profiles } from '../browsers/profiles.ts';
import { Collector } from '../results/collect.ts';
import { atEnd } from '../run/cleanup.ts';
import { loadScenarios, quick } from '../run/load-scenarios.ts';
import { networkOf, startLab } from '../run/network.ts';
import { runMatrix } from '../run/run.ts';
import { ensureBrowsers } from '../setup/browsers.ts';
import { benchModel, line } from './bench-model.ts';
import { browsersOption, exit, runCommand, say, wordsOf } from './command.ts';

const command = wordsOf('bench')
  .description(
    'Runs the whole matrix and prints cells per second, time to the first cell and row, the share of launching, and what a cell costs as cells grow.',
  )
  .addOption(browsersOption(profiles, 'the default columns'))
  .option('--model', 'only the model, which needs no browser');

/** Counts of cells at which it is told what one of them cost so far. */
const milestones = [10, 100, 1000];

await runCommand(async () => {
  const { browsers, model } = command.parse().opts<{ browsers: string[]; model?: true }>();
  const topology = 'test';
  const scenarios = quick(await loadScenarios());
  benchModel(scenarios, topology);
  if (model) return exit.ok;
  const { columns } = ensureBrowsers(browsers, say);
  const gateway = await startLab();

  const began = performance.now();
  const elapsed = () => (performance.now() - began) / 1000;
  const busy = new Map<string, number>();
  const costs = new Map<number, number>();
  let [cells, launching, firstCell, firstRow] = [0, 0, 0, 0];
  const done = new Map<string, number>();
  const collector = new Collector({ scenarios, topology, papers: [] });
  const stop = new AbortController();
  const running = runMatrix({
    scenarios,
    columns,
    topology,
    gateway,
    network: networkOf(gateway, false),
    signal: stop.signal,
    started: ({ id }, milliseconds) => {
      launching += (milliseconds ?? 0) / 1000;
      busy.set(id, elapsed());
    },
    recorded: (one) => {
      firstCell ||= elapsed();
      const before = cells;
      for (const [{ id }] of collector.add(one)) {
        cells++;
        done.set(id, (done.get(id) ?? 0) + 1);
        if (done.get(id) === columns.length) firstRow ||= elapsed();
      }
      const passed = milestones.find((one) => before < one && one <= cells);
      if (passed !== undefined) costs.set(passed, (1000 * elapsed()) / cells);
    },
    finished: ({ id }) => busy.set(id, elapsed() - (busy.get(id) ?? 0)),
  });
  atEnd(() => {
    stop.abort();
    return running;
  });
  await running;

  const total = elapsed();
  const working = [...busy.values()].reduce((sum, seconds) => sum + seconds, 0);
  console.log(`${cells} cells, ${columns.length} columns, ${availableParallelism()} processors`);
  line('whole run', total, 's');
  line('cells per second', cells / total, '');
  costs.set(cells, (1000 * total) / cells);
  for (const [count, cost] of costs) line(`a cell, of ${count}`, cost, 'ms');
  line('first cell after', firstCell, 's');
  line('first whole row after', firstRow, 's');
  line('share of launching', (100 * launching) / (launching + working), '%');
  for (const [id, seconds] of busy) line(`  ${id}`, seconds, 's');
  return exit.ok;
});
