/** npm run bench: how fast the matrix is, and where the time goes. Figures, no test. */
import { availableParallelism } from 'node:os';
import type { TopologyId } from '../base/topology.ts';
import { profiles } from '../browsers/profiles.ts';
import { predict, standard } from '../model/index.ts';
import { Collector } from '../results/collect.ts';
import { modelCells } from '../results/on-paper/index.ts';
import { atEnd } from '../run/cleanup.ts';
import { loadScenarios, quick } from '../run/load-scenarios.ts';
import { networkOf, startLab } from '../run/network.ts';
import { runMatrix } from '../run/run.ts';
import { plan } from '../scenario/plan/plan.ts';
import type { Scenario } from '../scenario/rows.ts';
import { ensureBrowsers } from '../setup/browsers.ts';
import { browsersOption, exit, runCommand, say, wordsOf } from './command.ts';

const command = wordsOf('bench')
  .description(
    'Runs the whole matrix and prints cells per second, time to the first cell and row, the share of launching, and what a cell costs as cells grow.',
  )
  .addOption(browsersOption(profiles, 'the default columns'))
  .option('--model', 'only the model, which needs no browser');

/** Counts of cells at which it is told what one of them cost so far. */
const milestones = [10, 100, 1000];

const line = (name: string, value: number, unit: string) =>
  console.log(`${name.padEnd(28)}${value.toFixed(2).padStart(11)} ${unit}`);

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
  const collector = new Collector({ scenarios, topology, model: false });
  const stop = new AbortController();
  const running = runMatrix({
    scenarios,
    columns,
    topology,
    gateway,
    network: networkOf(gateway, false),
    signal: stop.signal,
    started: ({ id }, milliseconds) => {
      launching += milliseconds / 1000;
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

/** How fast the model predicts the same, and how fast predictions are judged and diagnosed. */
function benchModel(scenarios: readonly Scenario[], topology: TopologyId) {
  const plans = scenarios.map(({ spec }) => plan(spec, topology));
  const exchanges = plans.flatMap((planned) => planned.exchanges).length;
  const timed = (work: () => unknown) => {
    const began = performance.now();
    work();
    return (performance.now() - began) / 1000;
  };
  const predictAll = () => plans.map((planned) => predict(planned, standard));
  const cold = timed(predictAll);
  const warm = timed(predictAll);
  const judgeAll = () => scenarios.map((scenario) => modelCells(scenario, topology));
  judgeAll();
  const judging = timed(judgeAll);
  console.log(`model: ${exchanges} exchanges of ${scenarios.length} scenarios`);
  line('predicting, cold', exchanges / cold, 'exchanges a second');
  line('predicting, warm', exchanges / warm, 'exchanges a second');
  line('judging and diagnosing', exchanges / judging, 'exchanges a second');
  line('all of it', exchanges / (warm + judging), 'exchanges a second');
}
