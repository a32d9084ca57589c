/** npm run matrix: the table of what browsers really do. */

import { join, relative } from 'node:path';
import { Option } from 'commander';
import { LabError } from '../base/errors.ts';
import { profiles } from '../browsers/profiles.ts';
import { modelDifferences } from '../report/model.ts';
import { storeResults } from '../report/store.ts';
import { tally, unexpectedCells } from '../report/summary.ts';
import { afterTable, matrixReport } from '../report/terminal/report.ts';
import { whyReport } from '../report/why.ts';
import { checkBaselines } from '../results/baseline.ts';
import { readResults, resultsFolder } from '../results/files.ts';
import type { Results } from '../results/results.ts';
import { markTopologies } from '../results/topologies.ts';
import { atExit, stoppedBy } from '../run/cleanup.ts';
import { lockResults } from '../run/lock.ts';
import { browserGlobs, modelColumn, namesModel } from '../run/model-column.ts';
import { type Asked, askedIn, beginStore, resumeStore } from '../run/store.ts';
import type { Scenario } from '../scenario/rows.ts';
import { changedFrom, changedFromBaselines } from './changes.ts';
import {
  browsersOption,
  exit,
  list,
  notEmpty,
  parseTopologies,
  runCommand,
  say,
  topologiesAbout,
  wordsOf,
} from './command.ts';
import { type LiveTable, liveTable } from './live-table.ts';
import {
  absentColumns,
  type MeasureOptions,
  measure,
  modelOnly,
  requireColumns,
} from './measure.ts';
import { resumed } from './resume.ts';
import {
  type SelectionOptions,
  selected,
  tableOf,
  unnamedColumns,
  withSelection,
  wordsAsScenarios,
} from './selection.ts';

interface Options extends Asked, SelectionOptions {
  readonly require: string[];
  readonly headed?: true;
  readonly json?: true;
  readonly why?: true;
  readonly list?: true;
  readonly compare?: string;
  readonly baseline?: true;
  readonly resume?: true;
  readonly out: string;
}

const command = withSelection(wordsOf('matrix'))
  .description(
    'Runs scenarios in the browsers, and prints which cookies were really sent. Without arguments:\n' +
      'the essentials, in each engine as shipped and the model.\n' +
      'Exit code: 0 as expected, known differences included; 1 not as expected; 2 usage; 3 could not run.',
  )
  .addOption(browsersOption([...profiles, modelColumn], 'each engine as shipped, and the model'))
  .addOption(
    new Option('--topology <list>', `${topologiesAbout}; all: one after the other`)
      .argParser(parseTopologies)
      .default(['test'], 'test'),
  )
  .addOption(
    new Option('--require <list>', 'columns or engines that must run; a missing one is an error')
      .argParser(list)
      .default([], 'none'),
  )
  .option('--headed', 'show the browser windows')
  .option('--json', 'print the results object instead of the table')
  .option('--why', 'say after the table why cookies did not arrive and answers could not be read')
  .option('--slow', 'run those as well that take minutes', false)
  .option('--list', 'list the scenarios and end')
  .option(
    '--compare <file>',
    'list what differs from an earlier latest.json; exit code 1 if anything',
    notEmpty,
  )
  .option(
    '--baseline',
    'list what differs from the committed baselines; exit code 1 if anything in the same version',
  )
  .option(
    '--resume',
    'go on with the run that was stopped, as it was asked for: what is done is not run again',
  )
  .option(
    '--out <folder>',
    'where the results are written, in every form',
    notEmpty,
    resultsFolder,
  );

await runCommand(async () => {
  command.parse();
  const options = withResumed(wordsAsScenarios(command.opts<Options>(), command.args));
  const scenarios = await selected({ ...options, all: options.all || options.list === true });
  if (options.list) {
    for (const { rows } of scenarios) {
      for (const { id, claims, title, part } of rows) {
        console.log([id, claims.join(' '), title, part].join('\t'));
      }
    }
    return exit.ok;
  }

  // What cannot be compared with is told before the run, not after.
  const earlier = options.compare && (await readResults(options.compare));
  if (options.baseline) await checkBaselines();
  const live = liveTableOf(scenarios, options);
  const all = await resultsOf(scenarios, options, live.show);
  let changed = earlier ? changedFrom(earlier, all) : 0;
  if (options.baseline) changed += await changedFromBaselines(all);
  const code = exitCodeOf(all, changed, options);
  if (options.json) console.log(json(all));
  else {
    if (options.why) console.log(`${whyReport(all[0])}\n`);
    const report = relative(process.cwd(), join(options.out, 'matrix.html'));
    const ending = { milliseconds: performance.now(), exitCode: code, report };
    const print = live.finish(all[0]) ? afterTable : matrixReport;
    console.log(print(all, { table: tableOf(options), ending }));
  }
  for (const { columns } of all) requireColumns(options.require, columns);
  return code;
});

/** The table while it is measured; not where it waits for something that is known at the end only. */
function liveTableOf(scenarios: readonly Scenario[], options: Options) {
  let shown: LiveTable | undefined;
  const [topology = 'test', ...others] = options.topology;
  const table = tableOf(options);
  const can = !options.json && table !== 'none' && others.length === 0;
  const shape = { topology, model: namesModel(options.browsers), every: table === 'every row' };
  const show: MeasureOptions['show'] = (columns, print) => {
    shown = liveTable({ scenarios, columns, ...shape }, print);
    return shown;
  };
  return {
    show: can ? show : undefined,
    /** Completes the table; false where none was shown. */
    finish(results: Results): boolean {
      shown?.finish(results);
      if (shown) console.log();
      return shown !== undefined;
    },
  };
}

function exitCodeOf(all: readonly Results[], changed: number, { require }: Options): number {
  const odd = all.flatMap((results) => [
    ...unexpectedCells(results),
    ...modelDifferences(results),
  ]).length;
  if (all.some(({ columns }) => absentColumns(require, columns).length > 0)) {
    return exit.couldNotRun;
  }
  if (odd > 0 || changed > 0) return exit.unexpected;
  return all.every(isWhole) ? exit.ok : exit.couldNotRun;
}

/** The options; where a run is resumed, with what was asked for when it began. */
function withResumed(options: Options): Options {
  if (!options.resume) return options;
  const said = (['browsers', 'scenario', 'topology', 'slow', 'all'] as const).filter(
    (name) => command.getOptionValueSource(name) !== 'default',
  );
  const given = Object.fromEntries(said.map((name) => [name, options[name]]));
  return { ...options, ...resumed(askedIn(options.out), given) };
}

/** Runs under each topology, and stores what came of it. */
async function resultsOf(
  scenarios: readonly Scenario[],
  options: Options,
  show: MeasureOptions['show'],
): Promise<[Results, ...Results[]]> {
  const { topology: topologies, out, resume } = options;
  const lock = lockResults(out);
  atExit(() => lock.release());
  const browsers = browserGlobs(options.browsers);
  const store = browsers && (await (resume ? resumeStore(out) : beginStore(out, options)));
  const model = namesModel(options.browsers);
  const measured = store
    ? await measure(scenarios, {
        ...options,
        ...{ topologies, browsers, store, model, unnamed: unnamedColumns(options) },
        ...(show && { show }),
      }).catch((error) => {
        if (stoppedBy !== undefined) say(`to go on with the run: ${resumeCommand(options)}`);
        throw error;
      })
    : topologies.map((topology) => modelOnly(scenarios, topology));
  const each = measured.map(({ results }) => results);
  if (store && !each.some(hasRun)) throw nothingRan(each, out);
  const all = (each.length > 1 ? markTopologies(each) : each) as [Results];
  await storeResults(all, out);
  if (store && resume) store.account().forEach(say);
  if (!all.every(isWhole)) {
    say(`not all was run; to try the rest again: ${resumeCommand(options)}`);
  }
  return all;
}

function resumeCommand({ out }: Options): string {
  const where = out === resultsFolder ? [] : ['--out', out];
  return ['npm run matrix -- --resume', ...where].join(' ');
}

/** Did any browser do anything? */
function hasRun({ rows }: Results): boolean {
  return rows.some(({ cells }) =>
    Object.entries(cells).some(
      ([id, { verdict }]) => id !== modelColumn.id && verdict !== 'not-run',
    ),
  );
}

/** Results of nothing would take the place of those of an earlier run. */
function nothingRan(all: readonly Results[], out: string): LabError {
  const missing = all.flatMap((results) => results.missing);
  const why = new Map(missing.map(({ id, because }) => [id, because]));
  const lines = [...why].map(([id, because]) => `${id}: ${because}`);
  const fix = `Earlier results in ${out} are as they were.`;
  if (lines.length > 0) return new LabError('LAB_BROWSER_START', lines.join('\n'), fix);
  const cells = all.flatMap(({ rows }) => rows.flatMap((row) => Object.values(row.cells)));
  return new LabError('LAB_BROWSER_LOST', `Nothing was run: ${cells[0]?.because}`, fix);
}

/** A model that does not dare to predict is no failure of the run: only browsers' cells count. */
function isWhole(results: Results): boolean {
  return tally(results)['not-run'] === 0 && results.missing.length === 0;
}

function json(all: readonly Results[]): string {
  return JSON.stringify(all.length > 1 ? all : all[0], null, 1);
}
