/** Runs scenarios in browsers, with all set-up that this needs: what several commands do. */

import { LabError } from '../base/errors.ts';
import type { TopologyId } from '../base/topology.ts';
import type { Column, Unnamed } from '../browsers/columns.ts';
import { exposure } from '../browsers/exposure.ts';
import { Collector } from '../results/collect.ts';
import type { JudgedCells } from '../results/judged.ts';
import type { Results } from '../results/results.ts';
import { atEnd } from '../run/cleanup.ts';
import { isWhole, keptOf, keptRun } from '../run/kept.ts';
import type { ColumnHead, Recorded } from '../run/recorded.ts';
import type { RunOptions } from '../run/run.ts';
import type { RecordingStore } from '../run/store.ts';
import type { Scenario } from '../scenario/rows.ts';
import { ensureBrowsers, installCommands } from '../setup/browsers.ts';
import { err } from '../system/colours.ts';
import { say } from './command.ts';
import type { EarlyStart } from './early-start.ts';
import { liveProgress, type Progress } from './progress.ts';

export interface MeasureOptions {
  /** Columns, as ids or globs. */
  readonly browsers: readonly string[];
  /** Which are meant where that names none. */
  readonly unnamed?: Unnamed;
  /** One run for each. */
  readonly topologies: readonly TopologyId[];
  /** Columns or engines without which there is no run. */
  readonly require?: readonly string[];
  readonly headed?: boolean;
  /** What is shown of the results while they come: given the columns, and how to print. */
  readonly show?: (columns: readonly Column[], print: (text: string) => void) => Progress;
  /** Where recordings are kept: what is kept there is not measured. */
  readonly store?: RecordingStore;
  /** Cells that were judged before. */
  readonly judged?: JudgedCells;
  /** The columns on paper. */
  readonly papers?: readonly ColumnHead[];
  /** A lab and browsers that are starting already, for scenarios without hosts of their own. */
  readonly early?: EarlyStart;
}

export interface Measured {
  readonly collector: Collector;
  readonly results: Results;
}

/** Runs the scenarios in the browsers that the options name; what was collected under each topology, in order. */
export async function measure(
  scenarios: readonly Scenario[],
  options: MeasureOptions,
): Promise<Measured[]> {
  const { columns, missing } = ensureBrowsers(options.browsers, say, options.unnamed);
  for (const { id } of missing)
    say(err.red(err.bold(`${id} is NOT installed: its column is missing.`)));
  if (missing.length > 0) say(`  ${installCommands(missing)}`);
  requireColumns(
    options.require ?? [],
    columns.map(({ profile }) => profile),
  );
  if (columns.length === 0) {
    const fix = `${installCommands(missing)}; or let the model predict: --browsers model`;
    throw new LabError('LAB_NO_BROWSER', 'No browser to run in.', fix);
  }

  // Only what has to be measured needs browsers, and the lab that they ask.
  let lab: Promise<Lab> | undefined;
  const all: Measured[] = [];
  for (const topology of options.topologies) {
    if (options.topologies.length > 1) say(err.bold(`topology ${topology}`));
    const progress = liveProgress(scenarios.flatMap(({ rows }) => rows).length, columns.length);
    const shown = options.show?.(columns, (text) => progress.aside(() => console.log(text)));
    const { papers = [], judged } = options;
    const collector = new Collector({ scenarios, topology, papers, ...(judged && { judged }) });
    const hearers = {
      started(column: ColumnHead, milliseconds: number | null) {
        progress.started(column, milliseconds);
        shown?.started(column, milliseconds);
      },
      recorded(one: Recorded) {
        const cells = collector.add(one);
        progress.recorded(one.column, cells, one.kept);
        shown?.recorded(one.column, cells, one.kept);
      },
    };
    const doubtOf = (one: Recorded) => collector.doubtOf(one);
    const asked = { scenarios, columns, topology, doubtOf };
    const kept = options.store ? keptOf(asked, options.store) : new Map();
    const measuring = async () => {
      if (columns.every((column) => isWhole(kept.get(column), scenarios))) {
        return keptRun(columns, kept, { ...hearers, signal: stop.signal });
      }
      lab ??= labFor(scenarios, columns, options);
      const [{ runMatrix }, running] = await Promise.all([import('../run/run.ts'), lab]);
      const store = options.store && { store: options.store };
      const { signal } = stop;
      return runMatrix({ ...asked, ...hearers, ...store, ...running, kept, signal });
    };
    const stop = new AbortController();
    const running = measuring();
    atEnd(() => {
      stop.abort();
      return running;
    });
    all.push({ collector, results: collector.results(await running) });
    progress.end();
  }
  return all;
}

type Lab = Pick<RunOptions, 'gateway' | 'network' | 'supplies'>;

/** The lab for scenarios, started early or now; says what browsers open to others. */
async function labFor(
  scenarios: readonly Scenario[],
  columns: readonly Column[],
  { early, headed = false }: MeasureOptions,
): Promise<Lab> {
  const { networkOf, startLab } = await import('../run/network.ts');
  const own = scenarios.flatMap(({ spec }) => spec.hosts ?? []);
  const started = await usable(early, own);
  const { gateway, supplies } = started ?? { gateway: await startLab(own) };
  const network = networkOf(gateway, headed);
  for (const line of await exposure(columns, network)) say(err.yellow(line));
  return { gateway, network, ...(supplies && { supplies }) };
}

/** What started early stands in for the lab's own hosts alone; where scenarios have others, its browsers end. */
async function usable(early: MeasureOptions['early'], own: readonly string[]) {
  const started = await early;
  if (!started || own.length === 0) return started;
  await Promise.all(Array.from(started.supplies.values(), (supply) => supply.end()));
  return null;
}

/** What is said on paper, without any browser. */
export function onPaper(
  scenarios: readonly Scenario[],
  topology: TopologyId,
  papers: readonly ColumnHead[],
): Measured {
  const collector = new Collector({ scenarios, topology, papers });
  return { collector, results: collector.results() };
}

interface Present {
  readonly id: string;
  readonly engine: string;
}

/** Those required, as columns or engines, that are not there. */
export const absentColumns = (required: readonly string[], present: readonly Present[]) =>
  required.filter((name) => !present.some(({ id, engine }) => id === name || engine === name));

/** @throws {LabError} LAB_NO_BROWSER where one is missing. */
export function requireColumns(required: readonly string[], present: readonly Present[]) {
  const absent = absentColumns(required, present);
  if (absent.length > 0) {
    throw new LabError('LAB_NO_BROWSER', `Required, but not there: ${absent.join(', ')}.`);
  }
}
