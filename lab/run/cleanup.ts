/** What must not be left behind: browsers, listeners, folders. Ended on success, failure and Ctrl-C alike. */
import { setTimeout as wait } from 'node:timers/promises';
import { endAllProcesses } from '../browsers/processes.ts';
import { descendants, stillRunning } from '../system/descendants.ts';
import {
  makeTemporaryFolder,
  removeTemporaryFolder,
  sweepTemporaryFolders,
} from './temporary-folder.ts';

type Ending = () => Promise<unknown>;

/** Milliseconds that all endings together may take: then what is left is killed. */
const endTimeoutMs = 15_000;
/** Milliseconds that killed processes may take to be gone. */
const killTimeoutMs = 250;

const endings: Ending[] = [];
const lastEndings: (() => void)[] = [];

/** Has something ended when the command ends; what came last is ended first. */
export function atEnd(ending: Ending) {
  endings.push(ending);
}

/** Has something done at the very end of the process, whatever ends it. It must be short and not throw. */
export function atExit(ending: () => void) {
  lastEndings.push(ending);
}

let ended: Promise<void> | undefined;

/** Ends all that was registered. Later calls wait for the first. Never rejects, and takes 15 seconds at most. */
export function endAll(): Promise<void> {
  ended ??= Promise.race([endInTurn(), wait(endTimeoutMs, undefined, { ref: false })]);
  return ended;
}

async function endInTurn() {
  for (let ending = endings.pop(); ending; ending = endings.pop()) {
    await ending().catch(() => {});
  }
}

let interrupted: (() => void) | undefined;
/** When Ctrl-C was taken, in milliseconds of Unix time. */
let takenAt = 0;
/** Milliseconds in which npm passes on the Ctrl-C that the terminal has sent to all. */
const echoMs = 300;

/** Has the next Ctrl-C do something else than end the command. The function that is returned takes it back. */
export function onInterrupt(act: () => void): () => void {
  interrupted = act;
  return () => {
    interrupted = undefined;
  };
}

/** Is this Ctrl-C for whoever asked for it? */
function isTaken(signal: NodeJS.Signals): boolean {
  if (signal !== 'SIGINT') return false;
  if (Date.now() - takenAt < echoMs) return true;
  const act = interrupted;
  interrupted = undefined;
  if (!act) return false;
  takenAt = Date.now();
  act();
  return true;
}

/** The exit code of the signal that is ending the process; undefined while none is. */
export let stoppedBy: number | undefined;

/**
 * Gives the process a temporary folder of its own, below which browsers write their profiles, and
 * ends everything on a signal: in order on the first, at once on the second. Call once, before any
 * browser starts.
 */
export function prepareCleanup() {
  sweepTemporaryFolders();
  const folder = makeTemporaryFolder();
  process.env.TMPDIR = folder;
  process.on('exit', () => {
    endAllProcesses();
    killDescendants();
    removeTemporaryFolder(folder);
    for (const ending of lastEndings) ending();
  });
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(signal, () => {
      if (isTaken(signal)) return;
      if (stoppedBy !== undefined) process.exit(code);
      console.error('\nstopping… (once more: at once)');
      stoppedBy = code;
      endAll().finally(() => process.exit(code));
    });
  }
}

/** Kills every process below this one, and blocks until they are gone: then nobody writes any more. */
function killDescendants() {
  const deadline = Date.now() + killTimeoutMs;
  let left = descendants(process.pid);
  while (left.length > 0 && Date.now() < deadline) {
    left.forEach(kill);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    // One whose parent is gone is found by its number alone.
    left = [...new Set([...descendants(process.pid), ...stillRunning(left)])];
  }
}

function kill(id: number) {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // ended meanwhile
  }
}
