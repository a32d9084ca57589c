/**
 * Starts the lab and its browsers while the rest of a command is still being loaded, which takes as long
 * as a browser takes to start: so the first row is there a second earlier.
 */
import { existsSync } from 'node:fs';
import { SessionSupply } from '../browsers/supply.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { atEnd } from '../run/cleanup.ts';
import { lockUntilExit } from '../run/lock.ts';
import { browserGlobs } from '../run/paper-columns.ts';
import { recordingsIn } from '../run/store.ts';
import { find } from '../setup/browsers.ts';
import type { Options } from './matrix-run.ts';
import { unnamedColumns } from './selection.ts';

/** A lab that is up, and its browsers, by the ids of their columns. */
export interface Started {
  readonly gateway: Gateway;
  readonly supplies: ReadonlyMap<string, SessionSupply>;
}

export type EarlyStart = Promise<Started>;

/**
 * Null where browsers may not be needed, as something is kept; where some are to be installed first;
 * where scenarios are named: whether there are any is told first; or where all are asked for, as some
 * have hosts of their own, which the lab has to be told when it starts.
 */
export function startEarly(options: Options): EarlyStart | null {
  const { browsers, scenario, topology, all, fresh, headed, list, out } = options;
  const globs = browserGlobs(browsers);
  const isNeeded = fresh || headed || !existsSync(recordingsIn(out));
  if (!globs || list || all || scenario.length > 0 || topology.length > 1 || !isNeeded) return null;
  const { columns, missing } = find(globs, unnamedColumns(options));
  if (columns.length === 0 || missing.length > 0) return null;
  lockUntilExit(out);
  const started = (async () => {
    const { networkOf, openLab } = await import('../run/network.ts');
    const open = await openLab();
    const network = networkOf(open, headed ?? false);
    const supplies = new Map(
      columns.map((column) => [column.profile.id, new SessionSupply(column, network)]),
    );
    atEnd(() => Promise.all([...supplies.values()].map((supply) => supply.end())));
    // Who waits for the browser is told why it does not start.
    for (const { profile, driver } of columns) {
      if (driver.startsEarly)
        supplies
          .get(profile.id)
          ?.browser()
          .catch(() => {});
    }
    return { gateway: await open.started, supplies };
  })();
  started.catch(() => {}); // whoever waits for the lab is told
  return started;
}
