/** What the matrix does with its words: selects, measures, reports, stores. */

import { relative } from 'node:path';
import { LabError } from '../base/errors.ts';
import type { TopologyId } from '../base/topology.ts';
import { servicesElsewhere } from '../gateway/elsewhere.ts';
import { modelDifferences } from '../report/model.ts';
import { storeResults } from '../report/store.ts';
import { tally, unexpectedCells } from '../report/summary.ts';
import { afterTable, matrixReport } from '../report/terminal/report.ts';
import { whyReport } from '../report/why.ts';
import { checkBaselines } from '../results/baseline.ts';
import { readResults } from '../results/files.ts';
import { JudgedCells } from '../results/judged.ts';
import { isMeasured } from '../results/measured.ts';
import type { Results } from '../results/results.ts';
import { markTopologies } from '../results/topologies.ts';
import { stoppedBy } from '../run/cleanup.ts';
import { judgesOf, makersOf } from '../run/code-hash.ts';
import { idsIn } from '../run/load-scenarios.ts';
import { lockUntilExit } from '../run/lock.ts';
import { browserGlobs, papersIn } from '../run/paper-columns.ts';
import { openStore, type RecordingStore } from '../run/store.ts';
import type { Scenario } from '../scenario/rows.ts';
import { changedFrom, changedFromBaselines } from './changes.ts';
import { exit, say } from './command.ts';
import type { EarlyStart } from './early-start.ts';
import { type LiveTable, liveTable } from './live-table.ts';
import { absentColumns, type MeasureOptions, measure, onPaper, requireColumns } from './measure.ts';
import {
  performableInDocker,
  type SelectionOptions,
  selected,
  tableOf,
  unnamedColumns,
} from './selection.ts';

export interface Options extends SelectionOptions {
  readonly browsers: readonly string[];
  readonly topology: readonly TopologyId[];
  readonly require: string[];
  readonly headed?: true;
  readonly json?: true;
  readonly why?: true;
  readonly list?: true;
  readonly compare?: string;
  readonly baseline?: true;
  readonly fresh?: true;
  readonly out: string;
}

/** Runs what of the catalogue is asked for; resolves with the exit code. */
export async function runCatalogue(options: Options, early: EarlyStart | null): Promise<number> {
  const asked = await selected({ ...options, all: options.all || options.list === true });
  const scenarios = servicesElsewhere() ? performableInDocker(asked) : asked;
  if (scenarios.length < asked.length) {
    say(`left out, as they have hosts of their own: ${idsOf(asked, scenarios)}`);
  }
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
  const { all, report } = await resultsOf(scenarios, options, { show: live.show, early });
  let changed = earlier ? changedFrom(earlier, all) : 0;
  if (options.baseline) changed += await changedFromBaselines(all);
  const code = exitCodeOf(all, changed, options);
  if (options.json) console.log(json(all));
  else {
    if (options.why) console.log(`${whyReport(all[0])}\n`);
    const ending = {
      milliseconds: performance.now(),
      exitCode: code,
      report: relative(process.cwd(), report),
    };
    const print = live.finish(all[0]) ? afterTable : matrixReport;
    console.log(print(all, { table: tableOf(options), ending }));
  }
  for (const { columns } of all) requireColumns(options.require, columns);
  return code;
}

const idsOf = (asked: readonly Scenario[], kept: readonly Scenario[]) =>
  asked.flatMap((one) => (kept.includes(one) ? [] : one.id)).join(', ');

/** The table while it is measured; not where it waits for something that is known at the end only. */
function liveTableOf(scenarios: readonly Scenario[], options: Options) {
  let shown: LiveTable | undefined;
  const [topology = 'test', ...others] = options.topology;
  const table = tableOf(options);
  const can = !options.json && table !== 'none' && others.length === 0;
  const shape = { topology, papers: papersIn(options.browsers), every: table === 'every row' };
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

/** Runs under each topology, and stores what came of it; and where the whole report is. */
async function resultsOf(
  scenarios: readonly Scenario[],
  options: Options,
  { show, early }: { show: MeasureOptions['show']; early: EarlyStart | null },
): Promise<{ all: [Results, ...Results[]]; report: string }> {
  const { topology: topologies, out } = options;
  if (!early) lockUntilExit(out);
  const browsers = browserGlobs(options.browsers);
  const papers = papersIn(options.browsers);
  const store = browsers && (await storeFor(options));
  const judged = store && (await JudgedCells.open(out, (await judgesOf()).hash));
  const measured = browsers
    ? await measure(scenarios, {
        ...options,
        ...{ topologies, browsers, papers, unnamed: unnamedColumns(options) },
        ...(store && { store }),
        ...(judged && { judged }),
        ...(show && { show }),
        ...(early && { early }),
      }).catch((error) => {
        if (stoppedBy !== undefined && store) say(`what was measured is kept: ${howToGoOn}`);
        throw error;
      })
    : topologies.map((topology) => onPaper(scenarios, topology, papers));
  const each = measured.map(({ results }) => results);
  if (browsers && !each.some(hasRun)) throw nothingRan(each, out);
  const all = (each.length > 1 ? markTopologies(each) : each) as [Results];
  const whole = options.all && options.scenario.length === 0;
  const ids = await idsIn();
  await judged?.save((scenario) => ids.includes(scenario));
  const files = await storeResults(all, out, { scenarios: ids, whole });
  if (store && !all.every(isWhole)) say(`not all was run: ${howToGoOn}`);
  return { all, report: files.find((file) => file.endsWith('.html')) ?? out };
}

const howToGoOn = 'the same command without --fresh goes on with the rest';

/**
 * The recordings in the folder of the results; null where none are kept. In Docker, what makes them is
 * in other containers. A window that is shown is not the browser that is measured otherwise.
 */
async function storeFor({ out, fresh, headed }: Options): Promise<RecordingStore | null> {
  if (headed || servicesElsewhere()) return null;
  const [{ hash: code }, ids] = await Promise.all([makersOf(), idsIn()]);
  const there = new Set(ids);
  return openStore(out, { code, ...(fresh && { fresh }), isThere: (id) => there.has(id) });
}

/** Did any browser do anything? */
function hasRun({ rows, columns }: Results): boolean {
  const ids = columns.filter(isMeasured).map(({ id }) => id);
  return rows.some(({ cells }) =>
    ids.some((id) => cells[id] !== undefined && cells[id].verdict !== 'not-run'),
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
