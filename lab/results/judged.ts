/**
 * Cells that were judged before, kept in the results folder of a run. Judging and diagnosing take most
 * of the time of a run in which nothing is measured. Cells are taken from here if nothing changed of
 * what they are made of: the code that judges, the scenario, the column, and the recording.
 *
 * There is at most one line for a scenario in a column under a topology, of four fields with tabs
 * between: the slot (`["test","firefox","samesite/none"]`), a hash of what the cells are made of, a
 * checksum, and the cells as JSON. A damaged line is passed over.
 */
import { join } from 'node:path';
import type { Recording } from '../scenario/recording.ts';
import type { Scenario } from '../scenario/rows.ts';
import { readText, writeOwned } from '../system/files.ts';
import { hashOf } from '../system/hash.ts';
import type { Cell, ResultColumn } from './results.ts';

/** What cells are made of, besides code. */
export interface Judging {
  readonly scenario: Scenario;
  readonly column: ResultColumn;
  readonly recording: Recording;
}

/** The file of the cells in a results folder. */
export const judgedIn = (folder: string) => join(folder, 'judged.ndjson');

export class JudgedCells {
  readonly #file: string;
  readonly #code: string;
  readonly #lines: Map<string, string>;
  #changed = false;

  private constructor(file: string, code: string, lines: Map<string, string>) {
    this.#file = file;
    this.#code = code;
    this.#lines = lines;
  }

  /** @param code a hash of the code that judges */
  static async open(folder: string, code: string): Promise<JudgedCells> {
    const file = judgedIn(folder);
    const text = await readText(file).catch(() => '');
    const lines = text
      .split('\n')
      .map((line): [string, string] => [line.split('\t', 1)[0] ?? '', line]);
    return new JudgedCells(file, code, new Map(lines.filter(([, line]) => line !== '')));
  }

  /** The cells of a scenario's rows, in their order: as they were judged, or as `judge` finds them. */
  of(judging: Judging, judge: () => readonly Cell[]): readonly Cell[] {
    const { scenario, column, recording } = judging;
    const { maker, at, plan, observations, gaps } = recording;
    const slot = JSON.stringify([plan.topology, column.id, scenario.id]);
    const recorded = [maker, at, plan, observations, gaps];
    const key = hashOf([this.#code, scenario.id, scenario.spec, column, recorded]);
    const [, madeOf, sum, text = ''] = this.#lines.get(slot)?.split('\t') ?? [];
    if (madeOf === key && sum === hashOf(text)) return JSON.parse(text);
    const cells = judge();
    const made = JSON.stringify(cells);
    this.#lines.set(slot, [slot, key, hashOf(made), made].join('\t'));
    this.#changed = true;
    return cells;
  }

  /** Writes the cells of the scenarios that still exist, if any changed. */
  async save(isThere: (scenario: string) => boolean): Promise<void> {
    if (!this.#changed) return;
    const left = [...this.#lines].filter(([slot]) => isThere(scenarioIn(slot)));
    await writeOwned(this.#file, left.map(([, line]) => `${line}\n`).join(''));
  }
}

/** The scenario of a slot; empty where the line is damaged. */
function scenarioIn(slot: string): string {
  try {
    const [, , scenario] = JSON.parse(slot);
    return String(scenario);
  } catch {
    return '';
  }
}
