/**
 * The column of the user agent on paper: RFC 6265bis to the letter, third-party
 * cookies allowed. It is computed, in the time of a blink, and needs no browser.
 */

import { matchesGlob } from '../../base/glob.ts';
import type { TopologyId } from '../../base/topology.ts';
import { profiles } from '../../browsers/profiles.ts';
import { draft, prediction, standard } from '../../model/index.ts';
import { plan } from '../../scenario/plan/plan.ts';
import type { Row, Scenario } from '../../scenario/rows.ts';
import { cellsOf, notRun } from '../cells.ts';
import type { Cell, ResultColumn } from '../results.ts';
import { doubtOf } from './agreement.ts';

export const modelColumn: ResultColumn = {
  id: 'model',
  engine: 'model',
  version: draft,
  build: 'paper',
  policy: standard.thirdParty,
  label: 'on paper',
  switches: [],
};

/** Do globs name the model? Without any it is one of the default columns. */
export const namesModel = (globs: readonly string[]): boolean =>
  globs.length === 0 || globs.some((glob) => matchesGlob(glob, modelColumn.id));

/** The globs without those that name the model alone; null where none is left: no browser is needed. */
export function browserGlobs(globs: readonly string[]): readonly string[] | null {
  const left = globs.filter(
    (glob) =>
      !matchesGlob(glob, modelColumn.id) || profiles.some(({ id }) => matchesGlob(glob, id)),
  );
  return left.length === 0 && globs.length > 0 ? null : left;
}

/** The cells of a scenario's rows. */
export function modelCells({ spec, rows }: Scenario, topology: TopologyId): [Row, Cell][] {
  const predicted = prediction(plan(spec, topology), standard);
  const doubts = new Map(rows.map((row) => [row, doubtOf(row, predicted)]));
  const told = rows.filter((row) => doubts.get(row) === undefined);
  const cells = new Map(cellsOf(told, predicted, modelColumn));
  return rows.map((row) => [row, cells.get(row) ?? notRun(doubts.get(row) ?? '')]);
}
