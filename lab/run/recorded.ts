/** What a run brings: a recording for each scenario and column, or why there is none. */
import type { Engine } from '../browsers/profiles.ts';
import type { Recording } from '../scenario/recording.ts';
import type { Scenario } from '../scenario/rows.ts';
import type { Policy } from '../scenario/scenario.ts';

/** A column, and the browser that was found to run it. */
export interface ColumnHead {
  readonly id: string;
  /** Of what no browser runs: the model, or Safari by its sources. */
  readonly engine: Engine | 'model' | 'safari';
  /** What the browser calls itself, where nothing else tells what it is. */
  readonly name?: string;
  /** As the browser itself states it. */
  readonly version: string;
  readonly build: string;
  readonly policy: Policy;
  readonly label: string;
  /** Switches, preferences and capabilities that could touch cookies. */
  readonly switches: readonly string[];
}

/** Do two heads tell of the same browser? */
export const isSame = (one: ColumnHead, other: ColumnHead): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** One scenario in one column. */
export interface Recorded {
  readonly scenario: Scenario;
  readonly column: ColumnHead;
  readonly recording: Recording | NotRun;
  /** It was not measured in this run. */
  readonly kept?: true;
}

export interface NotRun {
  readonly notRun: string;
}

/** A whole run: its columns, and those that could not be run. What was recorded is handed over as it is done. */
export interface Run {
  /** ISO 8601, when the run began. */
  readonly date: string;
  readonly columns: readonly ColumnHead[];
  readonly missing: readonly { readonly id: string; readonly because: string }[];
}
