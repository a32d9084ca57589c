/** npm run matrix: the table of what browsers really do. */

import { InvalidArgumentError, Option } from 'commander';
import { profiles } from '../browsers/profiles.ts';
import { ensureCertificates } from '../certificates.ts';
import { err } from '../colours.ts';
import { LabError } from '../errors.ts';
import { startGateway } from '../gateway/start.ts';
import { type Comparison, compare } from '../matrix/compare.ts';
import {
  browserGlobs,
  emptyResults,
  modelColumn,
  namesModel,
  withModel,
} from '../matrix/on-paper/index.ts';
import { unexplained } from '../matrix/output/model.ts';
import { surprises, tally } from '../matrix/output/summary.ts';
import { terminalReport } from '../matrix/output/terminal.ts';
import type { Results } from '../matrix/results.ts';
import { runMatrix } from '../matrix/run.ts';
import { readResults, resultsFolder, storeResults } from '../matrix/store.ts';
import { loadScenarios } from '../scenario/load.ts';
import type { Scenario } from '../scenario/rows.ts';
import { ensureBrowsers, installCommands } from '../setup/browsers.ts';
import { type TopologyId, topologies, topologyIds } from '../topology.ts';
import { atEnd } from './cleanup.ts';
import { exit, runCommand, say, wordsOf } from './command.ts';
import { networkOf } from './network.ts';
import { liveProgress } from './progress.ts';

interface Options {
  readonly browsers: readonly string[];
  readonly scenario: string[];
  readonly topology: TopologyId;
  readonly require: string[];
  readonly headed?: true;
  readonly json?: true;
  readonly list?: true;
  readonly compare?: string;
  readonly out: string;
}

const list = (text: string, previous: string[]) => {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('a name is empty.');
  return [...previous, ...names];
};

const command = wordsOf('matrix')
  .description(
    'Runs the scenarios in every browser and prints which cookies were really sent.\n' +
      'The model predicts the same, and what a browser does otherwise is a surprise until explained.\n' +
      'Exit code: 0 all as claimed or known deviation, 1 surprises, 2 usage, 3 could not run.',
  )
  .addOption(
    new Option(
      '--browsers <list>',
      `columns, as ids or globs: ${[...profiles, modelColumn].map(({ id }) => id).join(', ')}`,
    )
      .argParser(list)
      .default([], 'the default columns'),
  )
  .addOption(
    new Option('--scenario <list>', 'scenarios, as ids or globs: samesite, "concepts/*"')
      .argParser(list)
      .default([], 'all'),
  )
  .addOption(
    new Option(
      '--topology <id>',
      topologyIds.map((id) => `${id}: ${topologies[id].about}`).join('; '),
    )
      .choices(topologyIds)
      .default('test'),
  )
  .addOption(
    new Option('--require <list>', 'columns or engines that must run; a missing one is an error')
      .argParser(list)
      .default([], 'none'),
  )
  .option('--headed', 'show the browser windows')
  .option('--json', 'print the results object instead of the table')
  .option('--list', 'list the scenarios and end')
  .option(
    '--compare <file>',
    'list what differs from an earlier latest.json; exit code 1 if anything',
  )
  .option('--out <folder>', 'where the results are written, in every form', resultsFolder);

await runCommand(async () => {
  const options = command.parse().opts<Options>();
  const scenarios = await loadScenarios(options.scenario);
  if (options.list) {
    for (const { rows } of scenarios) {
      for (const { id, claims, title, part } of rows) {
        console.log([id, claims.join(' '), title, part].join('\t'));
      }
    }
    return exit.ok;
  }

  const earlier = options.compare && (await readResults(options.compare));

  const globs = browserGlobs(options.browsers);
  const measured = globs
    ? await measure(scenarios, { ...options, browsers: globs })
    : emptyResults(scenarios, options.topology);
  const results = withModel(measured, scenarios, { column: namesModel(options.browsers) });

  const files = await storeResults(results, options.out);
  console.log(options.json ? JSON.stringify(results, null, 1) : terminalReport(results));
  say(err.dim(files.join('\n')));
  requireColumns(options.require, results.columns);
  const changed = earlier ? showChanges(compare(earlier, results)) : 0;
  const odd = surprises(results).length + unexplained(results).length;
  if (odd > 0 || changed > 0) return exit.surprises;
  // A model that does not dare to predict is no failure of the run: only browsers' cells count.
  return tally(results)['not-run'] > 0 || results.missing.length > 0 ? exit.couldNotRun : exit.ok;
});

/** Runs the scenarios in the browsers that the options name. */
async function measure(scenarios: readonly Scenario[], options: Options): Promise<Results> {
  const { columns, missing } = ensureBrowsers(options.browsers, say);
  for (const { id } of missing)
    say(err.red(err.bold(`${id} is NOT installed: its column is missing.`)));
  if (missing.length > 0) say(`  ${installCommands(missing)}`);
  requireColumns(
    options.require,
    columns.map(({ profile }) => profile),
  );
  if (columns.length === 0) {
    const mend = `${installCommands(missing)}; or let the model predict: --browsers model`;
    throw new LabError('LAB_NO_BROWSER', 'No browser to run in.', mend);
  }

  const certificates = await ensureCertificates();
  if (certificates.made) say(`setup: certificates made in ${certificates.folder}`);
  const gateway = await startGateway(certificates);
  atEnd(() => gateway.close());

  const progress = liveProgress(scenarios.flatMap(({ rows }) => rows).length);
  const stop = new AbortController();
  const running = runMatrix({
    scenarios,
    columns,
    topology: options.topology,
    gateway,
    network: networkOf(certificates, gateway, options.topology, options.headed ?? false),
    progress,
    signal: stop.signal,
  });
  atEnd(() => {
    stop.abort();
    return running;
  });
  const results = await running;
  progress.end();
  return results;
}

/** Says what changed, and returns how many cells did. */
function showChanges({ compared, changes, left }: Comparison): number {
  for (const { row, column, before, after } of changes) {
    say(`${row} in ${column}\n  was ${before}\n  is  ${after}`);
  }
  for (const line of left) say(`not compared: ${line}`);
  say(`compared ${compared} cells: ${changes.length} changed`);
  return changes.length;
}

function requireColumns(
  required: readonly string[],
  present: readonly { id: string; engine: string }[],
) {
  const absent = required.filter(
    (name) => !present.some(({ id, engine }) => id === name || engine === name),
  );
  if (absent.length > 0) {
    throw new LabError('LAB_NO_BROWSER', `Required, but not there: ${absent.join(', ')}.`);
  }
}
