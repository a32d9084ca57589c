/**
 * The column of the user agent on paper: RFC 6265bis to the letter, third-party
 * cookies allowed. It is computed, in the time of a blink, and needs no browser.
 */
import { profiles } from '../../browsers/profiles.ts';
import { matchesGlob } from '../../glob.ts';
import { draft, standard } from '../../model/index.ts';
import type { Scenario } from '../../scenario/rows.ts';
import type { TopologyId } from '../../topology.ts';
import { cellOf, notRun } from '../cells.ts';
import type { Cell, ResultColumn } from '../results.ts';
import { type Foretold, foretell } from './foretell.ts';

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
  const foretold = foretell(scenario, standard, topology);
  return new Map(scenario.rows.map((row) => [row.id, modelCell(row, foretold)]));
}

function modelCell(row: Scenario['rows'][number], { plan, observations, doubts }: Foretold): Cell {
  const doubt = Object.keys(row.expect).find((label) => doubts.has(label));
  if (doubt !== undefined) return notRun(doubts.get(doubt) ?? '');
  const exchanges = plan.exchanges.filter(({ as }) => observations.has(as));
  return cellOf(
    row,
    { ...plan, exchanges },
    { observations, arrivals: [], standing: new Set() },
    { profile: modelColumn },
  );
}
