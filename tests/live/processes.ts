/** Signals to browsers, as a crash, the system's lack of memory or a debugger would send them. Linux only. */
import { readFileSync } from 'node:fs';
import type { Engine } from '../../lab/browsers/profiles.ts';
import { descendants } from '../../lab/system/descendants.ts';

/** A browser's own process by its command line: not those of its pages and helpers. */
const mainProcess = {
  chromium: (line) => /^\S*chrom\S* /.test(line) && !line.includes('--type='),
  firefox: (line) => /^\S*firefox\S* /.test(line) && line.includes('--remote-debugging-port'),
  webkit: (line) => /^\S*MiniBrowser /.test(line),
} satisfies Record<Engine, (commandLine: string) => boolean>;

/** Sends a signal to the browsers of an engine below a process, and tells how many there were. */
export function signalBrowsers(below: number, engine: Engine, signal: NodeJS.Signals): number {
  const found = browsersBelow(below, engine);
  for (const id of found) process.kill(id, signal);
  return found.length;
}

/** The ids of an engine's browsers below a process. */
export const browsersBelow = (below: number, engine: Engine): number[] =>
  descendants(below).filter((id) => mainProcess[engine](commandLine(id)));

/** Empty for a process that has ended. */
export function commandLine(id: number): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
