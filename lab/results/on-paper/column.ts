/**
 * The cells of the user agent on paper: RFC 10025 to the letter, third-party cookies allowed. They
 * are computed in milliseconds and need no browser.
 */
import type { TopologyId } from '../../base/topology.ts';
import { prediction, standard } from '../../model/index.ts';
import { modelColumn } from '../../run/model-column.ts';
import { plan } from '../../scenario/plan/plan.ts';
import type { Row, Scenario } from '../../scenario/rows.ts';
import { cellsOf, notRun } from '../cells.ts';
import type { Cell } from '../results.ts';
import { doubtOf, headerDoubtOf } from './agreement.ts';

/** The cells of a scenario's rows. */
export function modelCells({ spec, rows }: Scenario, topology: TopologyId): [Row, Cell][] {
  const predicted = prediction(plan(spec, topology), standard);
  const doubts = new Map(
    rows.map((row) => [row, doubtOf(row, predicted) ?? headerDoubtOf(row, predicted)]),
  );
  const told = rows.filter((row) => doubts.get(row) === undefined);
  const cells = new Map(cellsOf(told, predicted, modelColumn));
  return rows.map((row) => [row, cells.get(row) ?? notRun(doubts.get(row) ?? '')]);
}
