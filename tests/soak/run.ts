/** One run of the matrix in the soak: begun, gone on with where it was stopped, until its results are whole. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Results } from '../../lab/results/results.ts';
import { descendants } from '../../lab/system/descendants.ts';
import { commandLine } from '../live/processes.ts';
import { root } from '../rooms.ts';
import { resultsDisk } from './faults.ts';

/** Times a run that was stopped is gone on with; the last ones in peace. */
const tries = 8;
/** Milliseconds after which a run that has not ended never will. */
const hungAfterMs = 600_000;
/** Milliseconds that the processes of a killed run have to be gone: one that is stopped goes on first. */
const goneAfterMs = 30_000;

export interface Ended {
  readonly name: string;
  readonly topics: readonly string[];
  readonly folder: string;
  /** The exit code of the last try. */
  readonly code: number | null;
  readonly codes: readonly (number | string | null)[];
  readonly seconds: number;
  readonly strikes: readonly string[];
  readonly hung: boolean;
  /** What is not as it should be at the end of a try; empty where all is. */
  readonly unclean: string;
  readonly said: string;
  remove(): Promise<void>;
}

/** A run that faults can strike. */
export interface Struck {
  /** The process of the lab, and all below it that was seen; empty between two tries. */
  pid: number | undefined;
  /** What was done to it. */
  readonly strikes: string[];
  /** May it still be stopped as a whole? */
  peace: boolean;
  readonly whole: Promise<Ended>;
}

/** Verdicts by column and row; a column that is missing has the row `*`. */
export type Verdicts = ReadonlyMap<
  string,
  { readonly verdict: string; readonly because?: string; readonly topic: string }
>;

export function begin(name: string, topics: readonly string[]): Struck {
  const folder = join(resultsDisk, name);
  const strikes: string[] = [];
  const struck: Struck = { pid: undefined, strikes, peace: false, whole: whole() };
  return struck;

  async function whole(): Promise<Ended> {
    await Promise.resolve(); // until `struck` is there
    const began = Date.now();
    const codes: (number | string | null)[] = [];
    let said = '';
    let unclean = '';
    let hung = false;
    let code: number | null = null;
    for (let attempt = 1; attempt <= tries; attempt++) {
      struck.peace = attempt > tries / 2;
      // What an earlier try has measured is kept in the folder.
      const browsers = ['--browsers', 'chromium,firefox,webkit'];
      const words = [...browsers, '--scenario', topics.join(), '--out', folder];
      const one = await once1(words);
      code = one.code;
      codes.push(one.code ?? one.signal);
      said += one.said;
      unclean += one.unclean;
      hung ||= one.hung;
      if (code !== null && code <= 3 && existsSync(join(folder, 'latest.json'))) break;
      if (code === 3) await wait(3_000); // a disk that is full for a while
    }
    const seconds = Math.round((Date.now() - began) / 1000);
    const remove = () => rm(folder, { recursive: true, force: true });
    return { name, topics, folder, code, codes, seconds, strikes, hung, unclean, said, remove };
  }

  async function once1(words: readonly string[]) {
    const lab = spawn(process.execPath, ['lab/setup/run.mjs', 'matrix', ...words], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = `\n$ ${words.join(' ')}\n`;
    for (const stream of [lab.stdout, lab.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said = (said + text).slice(-20_000);
      });
    }
    struck.pid = lab.pid;
    const seen = new Map<number, string>();
    const look = setInterval(() => {
      for (const id of descendants(lab.pid as number)) seen.set(id, startOf(id));
    }, 200);
    const hung = await Promise.race([
      once(lab, 'exit').then(() => false),
      wait(hungAfterMs, true, { ref: false }),
    ]);
    clearInterval(look);
    struck.pid = undefined;
    if (hung) await end(lab);
    const left = await leftOf(seen);
    const unclean = left.length > 0 ? `left: ${left.join('; ')}` : '';
    const { exitCode: code, signalCode: signal } = lab;
    return { code, signal, said, hung, unclean: `${unclean}${stackIn(said)}` };
  }
}

async function end(lab: ChildProcess) {
  lab.kill('SIGKILL');
  if (lab.exitCode === null && lab.signalCode === null) await once(lab, 'exit');
}

/** The command lines of processes that still run some seconds later. */
async function leftOf(seen: ReadonlyMap<number, string>): Promise<string[]> {
  const living = () => [...seen].filter(([id, start]) => start !== '' && startOf(id) === start);
  for (const late = Date.now() + goneAfterMs; living().length > 0 && Date.now() < late; ) {
    await wait(200);
  }
  return living().map(([id]) => `${id} ${commandLine(id)}`);
}

/** proc(5) starttime; empty for one that has ended, zombies too. */
function startOf(id: number): string {
  try {
    const fields = readFileSync(`/proc/${id}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? '' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

/** A stack, with the lines before it: it is for nobody who runs the lab. */
const stackIn = (said: string) =>
  /(?:.*\n){0,6} {4}at .+:\d+:\d+\)?\n(?: {4}at .*\n)*/.exec(said)?.[0] ?? '';

export function verdictsIn(folder: string): Verdicts {
  let results: Results;
  try {
    results = JSON.parse(readFileSync(join(folder, 'latest.json'), 'utf8'));
  } catch {
    return new Map();
  }
  const cells = results.rows.flatMap(({ scenario, topic, cells }) =>
    Object.entries(cells).map(
      ([column, { verdict, because }]) =>
        [`${scenario} ${column}`, { verdict, topic, ...(because && { because }) }] as const,
    ),
  );
  const missing = results.missing.map(
    ({ id, because }) => [`* ${id}`, { verdict: 'not-run', because, topic: '' }] as const,
  );
  return new Map([...cells, ...missing]);
}
