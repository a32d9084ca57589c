/**
 * One run at a time writes into a results folder. The lock is a file in it that names its owner; one
 * that a killed run left is taken over.
 */
import {
  closeSync,
  constants,
  fchownSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../base/errors.ts';
import { type Owner, parseOwner, stateOf, thisProcess } from '../system/owner.ts';
import { atExit } from './cleanup.ts';

/** Milliseconds between two signs of life of an owner. */
const signOfLifeMs = 5_000;
/** Milliseconds without one after which an owner that cannot be looked for, as in a container, has ended. */
const silenceMs = 60_000;

export interface Lock {
  /** Gives the folder back. It does nothing where another has taken it over. Never throws. */
  release(): void;
}

/** The file that locks a results folder. */
export const lockFileIn = (folder: string) => join(folder, 'run.lock');

/**
 * Locks a results folder for this process, making the folder.
 *
 * @throws {LabError} LAB_BUSY when another run has it.
 * @throws what Node does where the lock cannot be made, read or taken over, with its path.
 */
export function lockResults(folder: string): Lock {
  mkdirSync(folder, { recursive: true });
  const file = lockFileIn(folder);
  const text = JSON.stringify(thisProcess());
  while (!created(file, text)) {
    const held = holderOf(file);
    if (held && isHeld(held)) throw busy(folder, held.owner);
    if (held) takeAway(file, held.text);
  }
  const timer = setInterval(() => giveSign(file), signOfLifeMs).unref();
  return {
    release: () => {
      clearInterval(timer);
      if (isOwn(file, text)) rmSync(file, { force: true });
    },
  };
}

/** Locks a results folder until the command ends. @throws {LabError} as {@link lockResults}. */
export function lockUntilExit(folder: string) {
  const lock = lockResults(folder);
  atExit(() => lock.release());
}

interface Holder {
  readonly text: string;
  /** Null where the file is still empty, or says something else. */
  readonly owner: Owner | null;
  /** Milliseconds since its last sign of life. */
  readonly silentFor: number;
}

/** Who holds the lock; null where it is gone. */
function holderOf(file: string): Holder | null {
  return unlessGone(file, () => {
    // A link that leads nowhere is not gone: no lock can be made in its place.
    const handle = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const text = readFileSync(handle, 'utf8');
      return { text, owner: parseOwner(text), silentFor: Date.now() - fstatSync(handle).mtimeMs };
    } finally {
      closeSync(handle);
    }
  });
}

/** What is done with a file; null where another run has just removed it. */
function unlessGone<Value>(file: string, act: () => Value): Value | null {
  try {
    return act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw Object.assign(error as Error, { path: file });
  }
}

function isOwn(file: string, text: string): boolean {
  try {
    return holderOf(file)?.text === text;
  } catch {
    return false;
  }
}

function isHeld({ owner, silentFor }: Holder): boolean {
  const state = owner ? stateOf(owner) : 'unknown';
  return state === 'running' || (state === 'unknown' && silentFor < silenceMs);
}

function created(file: string, text: string): boolean {
  try {
    const handle = openSync(file, 'wx', 0o644);
    try {
      writeFileSync(handle, text);
      // In a container: whoever mounted the folder may remove the file.
      const { uid, gid } = statSync(join(file, '..'));
      if (process.getuid?.() === 0) fchownSync(handle, uid, gid);
      return true;
    } catch (error) {
      rmSync(file, { force: true }); // a full disk takes the name, and not the text
      throw error;
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw Object.assign(error as Error, { path: file });
  }
}

/** Removes a lock that was left. If another run was quicker and this is its new lock, it is put back. */
function takeAway(file: string, left: string) {
  const aside = `${file}.${process.pid}`;
  const moved = unlessGone(file, () => {
    renameSync(file, aside);
    return true;
  });
  if (!moved) return;
  if (readFileSync(aside, 'utf8') === left) rmSync(aside);
  else renameSync(aside, file);
}

function giveSign(file: string) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // gone, with the folder
  }
}

function busy(folder: string, owner: Owner | null): LabError {
  const who = owner
    ? `process ${owner.pid}${stateOf(owner) === 'unknown' ? ' (in another container or machine)' : ''}, since ${owner.since}`
    : 'one that is just starting';
  return new LabError(
    'LAB_BUSY',
    `Another run writes its results to ${folder}: ${who}.`,
    `Wait until it has ended, or give this run a folder of its own: --out <folder>. If no such run is left, remove ${lockFileIn(folder)}.`,
  );
}
