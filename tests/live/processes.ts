/** Signals to browsers, as a crash, the system's lack of memory or a debugger would send them. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Engine } from '../../lab/browsers/profiles.ts';

/** A browser's own process by its command line: not those of its pages and helpers. */
const mainProcess = {
  chromium: (line) => /^\S*chrom\S* /.test(line) && !line.includes('--type='),
  firefox: (line) => /^\S*firefox\S* /.test(line) && line.includes('--remote-debugging-port'),
  webkit: (line) => /^\S*MiniBrowser /.test(line),
} satisfies Record<Engine, (commandLine: string) => boolean>;

/** Sends a signal to the browsers of an engine below a process, and tells how many there were. */
export function signalBrowsers(below: number, engine: Engine, signal: NodeJS.Signals): number {
  const found = descendants(below).filter((id) => mainProcess[engine](commandLine(id)));
  for (const id of found) process.kill(id, signal);
  return found.length;
}

/** The ids of all processes below one. */
export function descendants(of: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = parentOf(name);
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const below = (id: number): number[] =>
    (children.get(id) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(of);
}

/** proc(5): pid (comm) state ppid …; null for one that has ended, also when nobody has collected it. */
function parentOf(id: string): number | null {
  try {
    const [state, parent] = readFileSync(`/proc/${id}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return state === 'Z' ? null : Number(parent);
  } catch {
    return null;
  }
}

/** Empty for a process that has ended. */
export function commandLine(id: number): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
