/** npm run matrix: the table of what browsers really do. */

import { Option } from 'commander';
import { profiles } from '../browsers/profiles.ts';
import { err } from '../colours.ts';
import { LabError } from '../errors.ts';
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
import { whyReport } from '../matrix/output/why.ts';
import { readResults, resultsFolder, storeResults } from '../matrix/store.ts';
import { loadScenarios, quick } from '../scenario/load.ts';
import type { TopologyId } from '../topology.ts';
import { exit, list, runCommand, say, topologyOption, wordsOf } from './command.ts';
import { measure, requireColumns } from './measure.ts';

interface Options {
  readonly browsers: readonly string[];
  readonly scenario: string[];
  readonly topology: TopologyId;
  readonly require: string[];
  readonly headed?: true;
  readonly json?: true;
  readonly why?: true;
  readonly slow?: true;
  readonly list?: true;
  readonly compare?: string;
  readonly out: string;
}

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
  .addOption(topologyOption())
  .addOption(
    new Option('--require <list>', 'columns or engines that must run; a missing one is an error')
      .argParser(list)
      .default([], 'none'),
  )
  .option('--headed', 'show the browser windows')
  .option('--json', 'print the results object instead of the table')
  .option('--why', 'say after the table why cookies did not arrive and answers could not be read')
  .option('--slow', 'run those as well that take minutes')
  .option('--list', 'list the scenarios and end')
  .option(
    '--compare <file>',
    'list what differs from an earlier latest.json; exit code 1 if anything',
  )
  .option('--out <folder>', 'where the results are written, in every form', resultsFolder);

await runCommand(async () => {
  const options = command.parse().opts<Options>();
  const found = await loadScenarios(options.scenario);
  const scenarios = options.slow ? found : quick(found);
  if (scenarios.length === 0) {
    throw new LabError('LAB_USAGE', 'Only slow scenarios match.', 'Add --slow to run them.');
  }
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
  if (options.why && !options.json) console.log(`\n${whyReport(results)}`);
  say(err.dim(files.join('\n')));
  requireColumns(options.require, results.columns);
  const changed = earlier ? showChanges(compare(earlier, results)) : 0;
  const odd = surprises(results).length + unexplained(results).length;
  if (odd > 0 || changed > 0) return exit.surprises;
  // A model that does not dare to predict is no failure of the run: only browsers' cells count.
  return tally(results)['not-run'] > 0 || results.missing.length > 0 ? exit.couldNotRun : exit.ok;
});

/** Says what changed, and returns how many cells did. */
function showChanges({ compared, changes, left }: Comparison): number {
  for (const { row, column, before, after } of changes) {
    say(`${row} in ${column}\n  was ${before}\n  is  ${after}`);
  }
  for (const line of left) say(`not compared: ${line}`);
  say(`compared ${compared} cells: ${changes.length} changed`);
  return changes.length;
}
