/**
 * The recordings in a results folder: what was measured there is not measured again. A recording is
 * taken where all holds of it that decided what it shows, its key:
 *
 * - the code that made it, with its packages and Node.js (code-hash.ts);
 * - the browser's build, its profile, and what else decides about its policy (build.ts);
 * - the plan, with what had to be recorded of it (Need).
 *
 * What was measured before it in the same session is no part of it: a session is used again only
 * where nothing is left in it that would count (session-reuse.ts), and a selection relies on that too.
 *
 * Each line of the file holds for itself. One that was cut off or damaged is passed over; of two for
 * the same the later one counts, and the earlier goes when the file is opened next. So there is one
 * recording at most of a scenario in a column under a topology.
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Naming } from '../base/topology.ts';
import type { Column } from '../browsers/columns.ts';
import type { Browser } from '../browsers/driver.ts';
import { profiles } from '../browsers/profiles.ts';
import type { Recording } from '../scenario/recording.ts';
import type { Scenario } from '../scenario/rows.ts';
import { readText, writeOwned } from '../system/files.ts';
import { hashOf } from '../system/hash.ts';
import { type Build, buildOf, isInstalled, surroundingsOf } from './build.ts';
import type { Need } from './need.ts';
import { type ColumnHead, isSame } from './recorded.ts';

export interface RecordingStore {
  /** What is kept of a column; null where its browser has to start to tell what it is. */
  column(column: Column): KeptColumn | null;
  /** Keeps a recording that a browser has just made. Never rejects. */
  note(about: Noted, recording: Recording): Promise<void>;
}

/** A column whose browser is known to be the one that made its recordings. */
export interface KeptColumn {
  readonly head: ColumnHead;
  /** The recording of a scenario; null when there is none, or what it holds for has changed. */
  recall(scenario: Scenario, need: Need): Recording | null;
}

/** What a recording is of. */
export interface Noted {
  readonly scenario: Scenario;
  readonly column: Column;
  readonly head: ColumnHead;
  readonly need: Need;
  readonly browser: Pick<Browser, 'processes'>;
}

/** A browser that made recordings. */
interface KeptBrowser {
  readonly browser: string;
  readonly column: string;
  /** Of the profile, and of what else decides about the policy. */
  readonly policy: string;
  readonly head: ColumnHead;
  readonly build: Build;
}

interface KeptRecording {
  readonly topology: Naming;
  readonly column: string;
  readonly scenario: string;
  /** A {@link KeptBrowser}. */
  readonly by: string;
  /** Of the code that made it. */
  readonly code: string;
  /** Of its plan. */
  readonly plan: string;
  readonly readJar: boolean;
  readonly standing: readonly string[];
  /** Without its plan. */
  readonly recording: Omit<Recording, 'plan'>;
}

type Kept = KeptBrowser | KeptRecording;

export interface StoreOptions {
  /** Of the code that makes recordings. */
  readonly code: string;
  /** Measure anew: keep, but take nothing. */
  readonly fresh?: boolean;
  /** Is there still a scenario with this id? The recordings of others are given up. */
  readonly isThere?: (scenario: string) => boolean;
}

/** The file of the recordings in a results folder. */
export const recordingsIn = (folder: string) => join(folder, 'recordings.ndjson');

/** Opens the recordings in the folder of a run's results. */
export async function openStore(folder: string, options: StoreOptions): Promise<RecordingStore> {
  const { code, fresh = false, isThere = () => true } = options;
  const file = recordingsIn(folder);
  const lines = new Map<string, string>();
  const kept = new Map<string, Kept>();
  for (const line of (await textOf(file)).split('\n')) {
    const one = parsed(line);
    if (one === null || !isUseful(one, isThere)) continue;
    lines.set(slotOf(one), line);
    kept.set(slotOf(one), one);
  }
  const used = new Set([...kept.values()].flatMap((one) => ('by' in one ? [one.by] : [])));
  for (const [slot, one] of kept) if (!('by' in one) && !used.has(one.browser)) lines.delete(slot);
  // Written anew, so that what is appended does not go on with a line that was cut off.
  await writeOwned(file, [...lines.values()].map((line) => `${line}\n`).join(''));

  const append = appender(file);
  const browsers = new WeakMap<object, Promise<KeptBrowser | null>>();
  const written = new Set<string>();
  return {
    column(column) {
      const found = fresh ? [] : [...kept.values()].filter(isOf(column));
      const head = found.at(-1)?.head;
      if (!head) return null;
      // Two starts of one build may be known by different files of it.
      const same = new Set(
        found.filter((one) => isSame(one.head, head)).map(({ browser }) => browser),
      );
      const recall: KeptColumn['recall'] = (scenario, need) => {
        const { plan } = need;
        const slot = slotOf({ topology: plan.topology, column: head.id, scenario: scenario.id });
        const one = kept.get(slot);
        const holds =
          one && 'by' in one && same.has(one.by) && one.code === code && suffices(one, need);
        return holds ? { ...one.recording, plan } : null;
      };
      return { head, recall };
    },
    async note({ scenario, column, head, need, browser }, { plan, ...recording }) {
      // Which wait is too short depends on the machine, not on what is in the key.
      if (Object.values(recording.observations).some(({ script }) => script.ranOut)) return;
      const by = await (browsers.get(browser) ?? identified(column, head, browser));
      browsers.set(browser, Promise.resolve(by));
      if (by === null) return void browsers.delete(browser);
      if (!written.has(by.browser)) append(by);
      written.add(by.browser);
      append({
        topology: plan.topology,
        column: head.id,
        scenario: scenario.id,
        by: by.browser,
        code,
        ...keyOf(need),
        recording,
      });
    },
  };
}

/** Is a kept browser the one of a column as it is installed now? */
const isOf =
  ({ profile, driver }: Column) =>
  (one: Kept): one is KeptBrowser =>
    driver.installed !== undefined &&
    'build' in one &&
    one.column === profile.id &&
    one.policy === policyOf({ profile, driver }) &&
    isInstalled(one.build);

/** A browser that runs, as it is kept; null where nobody can tell whether another one is the same. */
async function identified(
  column: Column,
  head: ColumnHead,
  running: Pick<Browser, 'processes'>,
): Promise<KeptBrowser | null> {
  const { installed } = column.driver;
  const build = installed && buildOf(installed, (await running.processes?.()) ?? []);
  if (!build) return null;
  const about = { column: column.profile.id, policy: policyOf(column), head, build };
  return { browser: hashOf(about), ...about };
}

const policyOf = ({ profile, driver }: Column) =>
  hashOf([profile, driver.installed && surroundingsOf(driver.installed)]);

const keyOf = ({ plan, readJar, standing }: Need) => ({
  plan: hashOf(plan),
  readJar,
  standing: [...standing],
});

/** Does a recording hold all that is needed? More does no harm. */
function suffices(one: KeptRecording, need: Need): boolean {
  const { plan, readJar, standing } = keyOf(need);
  return (
    one.plan === plan &&
    (one.readJar || !readJar) &&
    one.standing.every((exchange) => standing.includes(exchange))
  );
}

/** Two for one slot are of the same thing: the later counts. */
const slotOf = (one: KeptBrowser | Pick<KeptRecording, 'topology' | 'column' | 'scenario'>) =>
  'topology' in one
    ? JSON.stringify([one.topology, one.column, one.scenario])
    : JSON.stringify([one.browser]);

function isUseful(one: Kept, isThere: (scenario: string) => boolean): boolean {
  const known = profiles.some(({ id }) => id === one.column);
  return known && (!('scenario' in one) || isThere(one.scenario));
}

/** Appends lines to a file. */
function appender(file: string) {
  const unwritten: string[] = [];
  return (one: Kept) => {
    const text = JSON.stringify(one);
    unwritten.push(`{"sum":"${hashOf(text)}","kept":${text}}\n`);
    try {
      appendFileSync(file, unwritten.join(''));
      unwritten.length = 0;
    } catch {
      // A disk that is full for a while costs nothing; one that stays so fails the writing of the
      // results. Half a line may have been written.
      unwritten.unshift('\n');
    }
  };
}

/** What is kept in a file; nothing in the first run here. One that cannot be read is not replaced. */
const textOf = (file: string): Promise<string> =>
  readText(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });

/** What a line keeps; null where it is not as it was written. */
function parsed(line: string): Kept | null {
  const [, sum, text] = /^\{"sum":"([^"]+)","kept":(.+)\}$/.exec(line) ?? [];
  return text !== undefined && hashOf(text) === sum ? JSON.parse(text) : null;
}
