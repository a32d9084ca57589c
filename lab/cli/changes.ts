/** What commands say of differences from earlier results and from baselines. */

import { browserText, engineNames } from '../report/summary.ts';
import { type BaselineComparison, compareWithBaselines } from '../results/baseline.ts';
import { type Change, compare } from '../results/compare.ts';
import type { Results } from '../results/results.ts';
import { say } from './command.ts';

/** Says what differs from earlier results of the same topology; returns how many cells do. */
export function changedFrom(earlier: Results, all: readonly Results[]): number {
  const { topology, date } = earlier;
  const results = all.find((one) => one.topology === topology);
  if (!results) {
    say(`not compared: the earlier results are of the topology ${topology}`);
    return 0;
  }
  const { changes, left, compared } = compare(earlier, results);
  changes.forEach(sayChange);
  for (const line of left) say(`not compared: ${line}`);
  say(`compared ${compared} cells with the results of ${date}: ${changes.length} changed`);
  return changes.length;
}

/**
 * Says what differs from the baselines. Resolves with how many cells do that must come of a change
 * of code: those compared with a baseline of the very version of their browser.
 */
export async function changedFromBaselines(all: readonly Results[]): Promise<number> {
  let changed = 0;
  for (const results of all) {
    for (const comparison of await compareWithBaselines(results)) {
      const { column, against, changes } = comparison;
      changes.forEach(sayChange);
      say(`${column.id} under ${results.topology}: ${baselineText(comparison)}`);
      if (against === column.version) changed += changes.length;
    }
  }
  return changed;
}

function baselineText({ column, against, compared, changes, fresh }: BaselineComparison): string {
  const { engine, version } = column;
  const name = browserText(column);
  if (against === null) return `no baseline of ${name} or older; npm run baseline writes one`;
  const more = fresh > 0 ? `; ${fresh} ${fresh === 1 ? 'row is' : 'rows are'} new` : '';
  const blame = against === version ? 'by a change of code' : `or its change since ${against}`;
  const what = changes.length > 0 ? `${changes.length} changed, ${blame}` : 'none changed';
  return `${compared} cells compared with the baseline of ${engineNames[engine]} ${against}: ${what}${more}`;
}

function sayChange({ row, column, before, after }: Change) {
  say(`${row} in ${column}\n  was ${before}\n  is  ${after}`);
}
