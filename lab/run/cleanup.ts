/** What must not be left behind: browsers, listeners, folders. Ended on success, failure and Ctrl-C alike. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endAllProcesses } from '../browsers/processes.ts';

type Ending = () => Promise<unknown>;

const endings: Ending[] = [];

/** Has something ended when the command ends; what came last is ended first. */
export function atEnd(ending: Ending) {
  endings.push(ending);
}

let ended: Promise<void> | undefined;

/** Ends all that was registered. Later calls wait for the first. Never rejects. */
export function endAll(): Promise<void> {
  ended ??= (async () => {
    for (let ending = endings.pop(); ending; ending = endings.pop()) {
      await ending().catch(() => {});
    }
  })();
  return ended;
}

/** The exit code of the signal that is ending the process; undefined while none is. */
export let stoppedBy: number | undefined;

/**
 * Gives the process a temporary folder of its own, below which browsers write
 * their profiles, and ends everything on a signal. Call once, before any browser starts.
 */
export function prepareCleanup() {
  const folder = mkdtempSync(join(tmpdir(), 'cookie-lab-'));
  process.env.TMPDIR = folder;
  process.on('exit', () => {
    endAllProcesses();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      console.error('\nstopping…');
      stoppedBy = code;
      endAll().finally(() => process.exit(code));
    });
  }
}
