/** What a run need not measure, as it is kept. */
import { setImmediate } from 'node:timers/promises';
import type { TopologyId } from '../base/topology.ts';
import type { Column } from '../browsers/columns.ts';
import type { Recording } from '../scenario/recording.ts';
import type { Scenario } from '../scenario/rows.ts';
import { needOf } from './need.ts';
import type { ColumnHead, Recorded, Run } from './recorded.ts';
import type { RecordingStore } from './store.ts';

/** The recordings of one column that are kept. */
export interface KeptRecordings {
  readonly head: ColumnHead;
  readonly recordings: ReadonlyMap<Scenario, Recording>;
}

interface Asked {
  readonly scenarios: readonly Scenario[];
  readonly columns: readonly Column[];
  readonly topology: TopologyId;
  /** Why a recording tells too little, as a wait ran out; undefined where it tells enough. */
  readonly doubtOf?: (one: Recorded) => string | undefined;
}

/** What is kept of the scenarios, by column; those whose browser has to start to tell what it is are missing. */
export function keptOf(
  { scenarios, columns, topology, doubtOf }: Asked,
  store: RecordingStore,
): Map<Column, KeptRecordings> {
  const kept = new Map<Column, KeptRecordings>();
  for (const column of columns) {
    const known = store.column(column);
    if (!known) continue;
    const { head } = known;
    const recordings = new Map<Scenario, Recording>();
    for (const scenario of scenarios) {
      const recording = known.recall(scenario, needOf(scenario, column.profile, topology));
      const tells = recording && doubtOf?.({ scenario, column: head, recording }) === undefined;
      if (tells) recordings.set(scenario, recording);
    }
    kept.set(column, { head, recordings });
  }
  return kept;
}

/** Who hears of the columns of a run, and of what was recorded in them. */
interface Hearers {
  readonly started?: (column: ColumnHead, milliseconds: number | null) => void;
  readonly recorded: (one: Recorded) => void;
  /** Aborting it ends the run, which then rejects. */
  readonly signal?: AbortSignal;
}

/** Is a column kept as a whole, so that its browser need not start? */
export const isWhole = (
  kept: KeptRecordings | undefined,
  scenarios: readonly Scenario[],
): kept is KeptRecordings =>
  kept !== undefined && scenarios.every((one) => kept.recordings.has(one));

/** After so many recordings others have their turn: to judge one takes milliseconds, and browsers start meanwhile. */
const atATime = 10;

/** Hands over what is kept of a column. Rejects when the signal is aborted. */
export async function handOver(
  { head, recordings }: KeptRecordings,
  { recorded, signal }: Pick<Hearers, 'recorded' | 'signal'>,
) {
  let count = 0;
  for (const [scenario, recording] of recordings) {
    recorded({ scenario, column: head, recording, kept: true });
    if (++count % atATime === 0) await setImmediate();
    signal?.throwIfAborted();
  }
}

/** The run of columns that are all kept as a whole: without any browser. */
export async function keptRun(
  columns: readonly Column[],
  kept: ReadonlyMap<Column, KeptRecordings>,
  hearers: Hearers,
): Promise<Run> {
  const date = new Date().toISOString();
  const all = columns.flatMap((column) => kept.get(column) ?? []);
  for (const { head } of all) hearers.started?.(head, null);
  for (const one of all) await handOver(one, hearers);
  return { date, columns: all.map(({ head }) => head), missing: [] };
}
