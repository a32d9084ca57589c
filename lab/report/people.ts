/**
 * How many people something touches, roughly: enough to put what touches many before what touches few.
 */

import type { ResultColumn } from '../results/results.ts';
import { topicOf } from '../scenario/rows.ts';

/**
 * Shares of page views by engine, to one digit, as StatCounter counts them (2026: Chrome, Edge, Opera
 * and Samsung Internet are Chromium's, Safari is WebKit's). WebKitGTK stands for its engine here.
 */
const shares = {
  ...{ chromium: 0.8, webkit: 0.17, firefox: 0.03 },
  // What is on paper was not seen.
  ...{ model: 0, safari: 0 },
} satisfies Record<ResultColumn['engine'], number>;

/** Of those who use an engine, the share that has set another policy than the shipped one. */
const otherPolicy = 0.1;

/** The share of people who browse as a column does: an engine's, less where its policy is not as shipped. */
const peopleOf = ({ id, engine }: Pick<ResultColumn, 'id' | 'engine'>): number =>
  shares[engine] * (id === engine ? 1 : otherPolicy);

/** Where odd cookies and limits are tried: what few sites ever do. */
const rare = { topic: 'beyond', share: 0.2 };

/**
 * How many people meet something, roughly: the share of those who browse so, for each scenario in
 * which it shows. Rows do not count, as some scenarios are cut into fifty.
 *
 * @param seen a scenario's id, and the column in which it showed
 */
export function reachOf(
  seen: readonly {
    readonly scenario: string;
    readonly column: Pick<ResultColumn, 'id' | 'engine'>;
  }[],
): number {
  const met = new Map<string, number>();
  for (const { scenario, column } of seen) {
    const weight = topicOf(scenario) === rare.topic ? rare.share : 1;
    met.set(`${scenario} ${column.id}`, weight * peopleOf(column));
  }
  return [...met.values()].reduce((sum, people) => sum + people, 0);
}
