/**
 * The journal of a run: a line for each scenario that a column has done, so that a run which was
 * killed can go on. It stands beside the results, and goes when all of it is in them.
 *
 * The first line says what was asked for. Every other says by itself what it holds for; a line that
 * was cut off in the middle of writing is passed over, and of two for the same the later one counts.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LabError } from '../base/errors.ts';
import type { TopologyId } from '../base/topology.ts';
import type { Cell, ResultColumn } from '../results/results.ts';
import type { Row, Scenario } from '../scenario/rows.ts';
import { writeOwned } from '../system/files.ts';
import { codeHash } from './code-hash.ts';

type Cells = readonly (readonly [row: Row, cell: Cell])[];

/** What decides which cells a run has: who goes on with it asks for the same. */
export interface Asked {
  readonly browsers: readonly string[];
  readonly scenario: readonly string[];
  readonly topology: readonly TopologyId[];
  readonly slow: boolean;
}

/** The first line of a journal. */
interface Head extends Asked {
  /** When the run began: ISO 8601. */
  readonly date: string;
  /** Of the lab's code that ran. */
  readonly code: string;
}

export interface Journal {
  /** When the run began that it is the journal of: ISO 8601. */
  readonly date: string;
  /** The cells of a scenario that were noted; null when there are none, or what they hold for has changed. */
  recall(scenario: Scenario, column: ResultColumn, topology: TopologyId): Cells | null;
  /** Notes the cells of a scenario. Those that were not run are left out: they are tried again. */
  note(scenario: Scenario, column: ResultColumn, topology: TopologyId, cells: Cells): void;
  /** What was recalled and what had changed, a line each. */
  account(): string[];
  /** Removes the file. */
  remove(): Promise<void>;
}

interface Entry {
  readonly topology: TopologyId;
  readonly column: string;
  readonly scenario: string;
  /** The browser's version and switches. */
  readonly browser: string;
  /** Of the scenario, as it was run. */
  readonly hash: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

const fileIn = (folder: string) => join(folder, 'journal.ndjson');

/** Begins the journal of a run in the folder of its results. */
export function beginJournal(folder: string, asked: Asked): Promise<Journal> {
  const { browsers, scenario, topology, slow } = asked;
  const date = new Date().toISOString();
  return open(folder, { date, code: codeHash(), browsers, scenario, topology, slow }, []);
}

/**
 * Goes on with the journal in a folder.
 *
 * @throws {LabError} LAB_RESUME when there is none, or the lab's code has changed since.
 */
export function resumeJournal(folder: string): Promise<Journal> {
  const [head, entries] = read(folder);
  if (head.code !== codeHash()) {
    throw notResumed('The code of the lab has changed since the run was stopped.');
  }
  return open(folder, head, entries);
}

/**
 * What the run was asked for whose journal is in a folder.
 *
 * @throws {LabError} LAB_RESUME when there is none.
 */
export function askedIn(folder: string): Asked {
  const [{ browsers, scenario, topology, slow }] = read(folder);
  return { browsers, scenario, topology, slow };
}

async function open(folder: string, head: Head, entries: readonly Entry[]): Promise<Journal> {
  const known = new Map(entries.map((entry) => [keyOf(entry), entry]));
  // Written anew, so that what is appended does not go on with a line that was cut off.
  const lines = [head, ...known.values()];
  const file = fileIn(folder);
  await writeOwned(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  let recalled = 0;
  const changed = new Set<string>();
  return {
    date: head.date,
    recall(scenario, column, topology) {
      const now = entryOf(scenario, column, topology, {});
      const entry = known.get(keyOf(now));
      if (!entry) return null;
      if (entry.hash !== now.hash) changed.add(`scenario ${scenario.id}`);
      if (entry.browser !== now.browser) {
        changed.add(`browser of ${column.id}: was ${entry.browser}, is ${now.browser}`);
      }
      if (entry.hash !== now.hash || entry.browser !== now.browser) return null;
      recalled++;
      return scenario.rows.map((row) => [row, entry.cells[row.id] as Cell]);
    },
    note(scenario, column, topology, cells) {
      if (cells.some(([, { verdict }]) => verdict === 'not-run')) return;
      const byRow = Object.fromEntries(cells.map(([{ id }, cell]) => [id, cell]));
      appendFileSync(file, `${JSON.stringify(entryOf(scenario, column, topology, byRow))}\n`);
    },
    account: () => [
      `resumed the run of ${head.date}: ${recalled} performances of scenarios were done already`,
      ...[...changed].map((what) => `run again, as it has changed: ${what}`),
    ],
    remove: () => rm(file, { force: true }),
  };
}

const entryOf = (
  { id: scenario, spec }: Scenario,
  { id: column, version, switches }: ResultColumn,
  topology: TopologyId,
  cells: Entry['cells'],
): Entry => ({
  topology,
  column,
  scenario,
  browser: [version, ...switches].join(' '),
  hash: createHash('sha256').update(JSON.stringify(spec)).digest('base64url'),
  cells,
});

const keyOf = ({ topology, column, scenario }: Entry) =>
  JSON.stringify([topology, column, scenario]);

/** What is in the journal of a folder, without lines that were cut off. */
function read(folder: string): [Head, Entry[]] {
  const file = fileIn(folder);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [head, ...entries] = text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as unknown];
    } catch {
      return [];
    }
  });
  if (!head) throw notResumed(`No run was stopped whose results go to ${folder}.`);
  return [head as Head, entries as Entry[]];
}

const notResumed = (message: string) =>
  new LabError('LAB_RESUME', message, 'Begin anew: leave out --resume.');
