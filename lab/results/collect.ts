/** Collects what a run records, and makes the results of it. */
import type { TopologyId } from '../base/topology.ts';
import { withInferredReasons } from '../diagnosis/index.ts';
import { agentOf, isAgentId } from '../model/index.ts';
import type { ColumnHead, Recorded, Run } from '../run/recorded.ts';
import type { Recording } from '../scenario/recording.ts';
import type { Row, Scenario } from '../scenario/rows.ts';
import { cellsOf, notRun, resultRow } from './cells.ts';
import type { JudgedCells } from './judged.ts';
import { agreements, ofUnlistedNames, paperCells } from './on-paper/index.ts';
import { ranOut, withoutUnseen, worthAnotherTry } from './ran-out.ts';
import type { Cell, Measured, ResultColumn, Results } from './results.ts';

export interface CollectOptions {
  readonly scenarios: readonly Scenario[];
  readonly topology: TopologyId;
  /** The columns on paper. */
  readonly papers: readonly ColumnHead[];
  /** Cells that were judged before. */
  readonly judged?: JudgedCells;
}

export class Collector {
  readonly #options: CollectOptions;
  /** By row id and column id. */
  readonly #cells = new Map<string, Record<string, Cell>>();
  readonly #recordings = new Map<string, Recording>();
  /** Of each recording: whether to doubt it is asked first, and takes as long as all else. */
  readonly #judged = new WeakMap<Recording, [Row, Cell][]>();
  /** By column id. */
  readonly #measured = new Map<string, Measured>();

  constructor(options: CollectOptions) {
    this.#options = options;
    for (const { rows } of options.scenarios) for (const { id } of rows) this.#cells.set(id, {});
  }

  /** Judges and diagnoses what was recorded; the cells of its rows. */
  add({ scenario, column, recording, kept }: Recorded): [Row, Cell][] {
    const cells = this.#cellsOf(scenario, column, recording);
    if (!('notRun' in recording)) {
      this.#recordings.set(key(scenario, column), recording);
      const before = this.#measured.get(column.id);
      this.#measured.set(column.id, measuredWith(before, recording.at, kept === true));
    }
    for (const [{ id }, cell] of cells) this.#line(id)[column.id] = cell;
    return cells;
  }

  /** Why a recording tells too little of its rows, as a wait ran out; undefined where it tells enough. */
  doubtOf({ scenario, column, recording }: Recorded): string | undefined {
    if ('notRun' in recording) return undefined;
    const cells = this.#cellsOf(scenario, column, recording).map(([, cell]) => cell);
    if (ranOut(recording).size === 0) return worthAnotherTry(recording, cells);
    return cells.find(({ verdict }) => verdict === 'not-run')?.because;
  }

  /** The recording of a scenario in a column, with its reasons; undefined where it was not run. */
  recording(scenario: Scenario, column: ResultColumn): Recording | undefined {
    const recording = this.#recordings.get(key(scenario, column));
    return recording && explained(recording, column);
  }

  /** The results of all that was added, and of what is on paper. */
  results(run: Partial<Run> = {}): Results {
    const { scenarios, topology, papers } = this.#options;
    for (const column of papers) {
      for (const scenario of scenarios) {
        for (const [{ id }, cell] of paperCells(scenario, topology, column)) {
          this.#line(id)[column.id] = cell;
        }
      }
    }
    const { date = new Date().toISOString(), missing = [] } = run;
    const columns = (run.columns ?? []).map((column): ResultColumn => {
      const measured = this.#measured.get(column.id);
      return measured ? { ...column, measured } : column;
    });
    return {
      schema: 1,
      date,
      topology,
      columns: [...columns, ...papers],
      missing,
      rows: scenarios.flatMap(({ rows }) => rows.map((row) => resultRow(row, this.#line(row.id)))),
    };
  }

  #line(row: string): Record<string, Cell> {
    return this.#cells.get(row) as Record<string, Cell>;
  }

  #cellsOf(
    scenario: Scenario,
    column: ResultColumn,
    recording: Recorded['recording'],
  ): [Row, Cell][] {
    const { rows } = scenario;
    if ('notRun' in recording) return rows.map((row) => [row, notRun(recording.notRun)]);
    const known = this.#judged.get(recording);
    if (known) return known;
    const judge = () => judgedCells(scenario, column, recording).map(([, cell]) => cell);
    const cells = this.#options.judged?.of({ scenario, column, recording }, judge) ?? judge();
    const judged = rows.map((row, place): [Row, Cell] => [row, cells[place] as Cell]);
    this.#judged.set(recording, judged);
    return judged;
  }
}

function judgedCells(
  scenario: Scenario,
  column: ResultColumn,
  recording: Recording,
): [Row, Cell][] {
  const { rows } = scenario;
  const models = agreements(rows, column, recording);
  const cells = cellsOf(rows, explained(recording, column), column).map(([row, cell]) => {
    const model = models.get(row.id);
    return [row, model ? { ...cell, model } : cell] as [Row, Cell];
  });
  return withoutUnseen(ofUnlistedNames(cells, scenario, column), recording);
}

/** What is told of when a column was measured, with one recording more. */
function measuredWith(before: Measured | undefined, at: number, kept: boolean): Measured {
  const date = new Date(at).toISOString();
  const dates = [date, before?.oldest ?? date, before?.newest ?? date].sort();
  const [oldest = date, , newest = date] = dates;
  return {
    oldest,
    newest,
    scenarios: (before?.scenarios ?? 0) + 1,
    kept: (before?.kept ?? 0) + (kept ? 1 : 0),
  };
}

const key = ({ id }: Scenario, column: ResultColumn) => JSON.stringify([id, column.id]);

/** Where the browser is silent, with the reasons that its model infers. */
const explained = (recording: Recording, { id, version }: ResultColumn): Recording =>
  isAgentId(id) ? withInferredReasons(recording, agentOf(id, version)) : recording;
