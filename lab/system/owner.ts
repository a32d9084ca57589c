/** Which process something on disk belongs to, and whether it still runs: for locks and temporary folders. */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process, so that one that has its number later is not mistaken for it. */
export interface Owner {
  readonly pid: number;
  /** When it took what it owns: ISO 8601. */
  readonly since: string;
  /** Where its number means something: the host, and on Linux its process namespace. A container has its own. */
  readonly space: string;
  /** proc(5) `starttime`: clock ticks since the machine booted; null where there is no /proc. */
  readonly started: string | null;
}

/** This process, as the owner of something from now on. */
export const thisProcess = (): Owner => ({
  pid: process.pid,
  since: new Date().toISOString(),
  space: spaceOfThis(),
  started: startOf(process.pid),
});

/** Does the owner still run? `unknown` where its number means nothing here, as that of another container. */
export function stateOf({ pid, space, started }: Owner): 'running' | 'ended' | 'unknown' {
  if (space !== spaceOfThis()) return 'unknown';
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and another user's.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return 'ended';
  }
  return startOf(pid) === started ? 'running' : 'ended';
}

/** Reads what {@link thisProcess} gave, from JSON; null where the text is something else. */
export function parseOwner(text: string): Owner | null {
  try {
    const { pid, since, space, started } = JSON.parse(text);
    const isOwner =
      Number.isInteger(pid) &&
      pid > 0 &&
      typeof since === 'string' &&
      typeof space === 'string' &&
      (started === null || typeof started === 'string');
    return isOwner ? { pid, since, space, started } : null;
  } catch {
    return null;
  }
}

function spaceOfThis(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** proc(5): pid (comm) state ppid …, starttime the 22nd; comm may hold spaces and parentheses. */
function startOf(pid: number): string | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '');
    return fields.split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
