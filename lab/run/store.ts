/**
 * The recordings of a run, on disk: a line for each scenario, column and topology. With them a run
 * that was killed can go on, and a run that is over can be judged and diagnosed again without a
 * browser, as long as what made the recordings has not changed.
 *
 * The first line says what was asked for. Every other says by itself what it holds for; a line that
 * was cut off in the middle of writing is passed over, and of two for the same the later one counts.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../base/errors.ts';
import { type Naming, type TopologyId, topologyIds } from '../base/topology.ts';
import type { Recording } from '../scenario/recording.ts';
import type { Scenario } from '../scenario/rows.ts';
import { writeOwned } from '../system/files.ts';
import { makersHash } from './code-hash.ts';
import type { ColumnHead } from './recorded.ts';
import type { Need } from './run.ts';

/** What decides what a run records: who goes on with it asks for the same. */
export interface Asked {
  readonly browsers: readonly string[];
  readonly scenario: readonly string[];
  readonly topology: readonly TopologyId[];
  readonly slow: boolean;
  readonly all: boolean;
}

/** The first line of the file. */
interface Head extends Asked {
  /** When the run began: ISO 8601. */
  readonly date: string;
  /** Of the code that made the recordings. */
  readonly code: string;
}

export interface RecordingStore {
  /** When the run began: ISO 8601. */
  readonly date: string;
  /** The recording of a scenario; null when there is none, or what it holds for has changed. */
  recall(scenario: Scenario, column: ColumnHead, need: Need): Recording | null;
  note(scenario: Scenario, column: ColumnHead, need: Need, recording: Recording): void;
  /** What was recalled and what had changed, a line each. */
  account(): string[];
}

interface Entry {
  readonly topology: Naming;
  readonly column: string;
  readonly scenario: string;
  /** The browser's version and switches. */
  readonly browser: string;
  /** Of what was to be recorded. */
  readonly need: string;
  /** Without its plan: the need has it. */
  readonly recording: Omit<Recording, 'plan'>;
}

const fileIn = (folder: string) => join(folder, 'recordings.ndjson');

/** Begins the recordings of a run, in the folder of its results. */
export function beginStore(folder: string, asked: Asked): Promise<RecordingStore> {
  const { browsers, scenario, topology, slow, all } = asked;
  const date = new Date().toISOString();
  return open(folder, { date, code: makersHash(), browsers, scenario, topology, slow, all }, []);
}

/**
 * Goes on with the recordings in a folder.
 *
 * @throws {LabError} LAB_RESUME when there are none, or the code that makes them has changed since.
 */
export function resumeStore(folder: string): Promise<RecordingStore> {
  const [head, entries] = read(folder);
  if (head.code !== makersHash()) {
    throw notResumed('The code that records has changed since that run.');
  }
  return open(folder, head, entries);
}

/**
 * What the run was asked for whose recordings are in a folder.
 *
 * @throws {LabError} LAB_RESUME when there are none.
 */
export function askedIn(folder: string): Asked {
  const [{ browsers, scenario, topology, slow, all }] = read(folder);
  return { browsers, scenario, topology, slow, all };
}

async function open(
  folder: string,
  head: Head,
  entries: readonly Entry[],
): Promise<RecordingStore> {
  const known = new Map(entries.map((entry) => [keyOf(entry), entry]));
  // Written anew, so that what is appended does not go on with a line that was cut off.
  const lines = [head, ...known.values()];
  const file = fileIn(folder);
  await writeOwned(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  let recalled = 0;
  const unwritten: string[] = [];
  const changed = new Set<string>();
  return {
    date: head.date,
    recall(scenario, column, need) {
      const now = aboutOf(scenario, column, need);
      const entry = known.get(keyOf(now));
      if (!entry) return null;
      if (entry.need !== now.need) changed.add(`scenario ${scenario.id}`);
      if (entry.browser !== now.browser) {
        changed.add(`browser of ${column.id}: was ${entry.browser}, is ${now.browser}`);
      }
      if (entry.need !== now.need || entry.browser !== now.browser) return null;
      recalled++;
      return { ...entry.recording, plan: need.plan };
    },
    note(scenario, column, need, { plan: _, ...recording }) {
      const entry: Entry = { ...aboutOf(scenario, column, need), recording };
      unwritten.push(`${JSON.stringify(entry)}\n`);
      try {
        appendFileSync(file, unwritten.join(''));
        unwritten.length = 0;
      } catch {
        // A disk that is full for a while costs nothing; one that stays so fails the writing of the
        // results. Half a line may have been written.
        unwritten.unshift('\n');
      }
    },
    account: () => [
      `resumed the run of ${head.date}: ${recalled} recordings were there already`,
      ...[...changed].map((what) => `run again, as it has changed: ${what}`),
    ],
  };
}

const aboutOf = (
  { id: scenario }: Scenario,
  { id: column, version, switches }: ColumnHead,
  { plan, readJar, standing }: Need,
): Omit<Entry, 'recording'> => ({
  topology: plan.topology,
  column,
  scenario,
  browser: [version, ...switches].join(' '),
  need: createHash('sha256')
    .update(JSON.stringify([plan, readJar, [...standing]]))
    .digest('base64url'),
});

const keyOf = ({ topology, column, scenario }: Pick<Entry, 'topology' | 'column' | 'scenario'>) =>
  JSON.stringify([topology, column, scenario]);

/** What is in the file of a folder, without lines that were cut off or are none of its own. */
function read(folder: string): [Head, Entry[]] {
  const file = fileIn(folder);
  if (!existsSync(file)) throw notResumed(`No run is recorded whose results go to ${folder}.`);
  const [head, ...entries] = readFileSync(file, 'utf8').split('\n').map(parsed);
  if (!isHead(head)) throw notResumed(`${file} does not begin with what a run was asked for.`);
  return [head, entries.filter(isEntry)];
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function isHead(line: unknown): line is Head {
  const { date, code, browsers, scenario, topology, slow } = Object(line) as Partial<Head>;
  return (
    [date, code].every(isText) &&
    [browsers, scenario, topology].every((list) => Array.isArray(list) && list.every(isText)) &&
    (topology as readonly TopologyId[]).every((id) => topologyIds.includes(id)) &&
    typeof slow === 'boolean'
  );
}

function isEntry(line: unknown): line is Entry {
  const { topology, column, scenario, browser, need, recording } = Object(line) as Partial<Entry>;
  return (
    [topology, column, scenario, browser, need].every(isText) &&
    typeof recording === 'object' &&
    recording !== null
  );
}

const isText = (value: unknown) => typeof value === 'string';

const notResumed = (message: string) =>
  new LabError('LAB_RESUME', message, 'Begin anew: leave out --resume.');
