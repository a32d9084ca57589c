/**
 * The column of the user agent on paper: RFC 6265bis to the letter, third-party
 * cookies allowed. It is computed, in the time of a blink, and needs no browser.
 */

import { matchesGlob } from '../../base/glob.ts';
import type { TopologyId } from '../../base/topology.ts';
import { profiles } from '../../browsers/profiles.ts';
import { draft, standard } from '../../model/index.ts';
import type { Row, Scenario } from '../../scenario/rows.ts';
import { cellsOf, notRun } from '../cells.ts';
import type { Cell, ResultColumn } from '../results.ts';
import { predictScenario } from './predictions.ts';

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

/** The cells of a scenario's rows, by row id. */
export function modelCells(scenario: Scenario, topology: TopologyId): Map<string, Cell> {
  const { plan, observations, doubts } = predictScenario(scenario, standard, topology);
  const doubtOf = ({ expect }: Row) =>
    Object.keys(expect).flatMap((label) => doubts.get(label) ?? [])[0];
  const exchanges = plan.exchanges.filter(({ as }) => observations.has(as));
  const told = cellsOf(
    scenario.rows.filter((row) => doubtOf(row) === undefined),
    { ...plan, exchanges },
    { observations, arrivals: [], standing: new Set() },
    { profile: modelColumn },
  );
  return new Map([
    ...scenario.rows.map((row): [string, Cell] => [row.id, notRun(doubtOf(row) ?? '')]),
    ...told.map(([row, cell]): [string, Cell] => [row.id, cell]),
  ]);
}
