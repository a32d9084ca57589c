/** The user agent on paper in the matrix: a column of its own, and a measure of every other. */

import type { TopologyId } from '../../base/topology.ts';
import type { Scenario } from '../../scenario/rows.ts';
import { resultRow } from '../cells.ts';
import type { Cell, ResultColumn, ResultRow, Results } from '../results.ts';
import { agreements } from './agreement.ts';
import { modelCells, modelColumn } from './column.ts';

export { browserGlobs, modelColumn, namesModel } from './column.ts';

/** Results without any column: what there is when no browser was asked for. */
export function emptyResults(scenarios: readonly Scenario[], topology: TopologyId): Results {
  const rows = scenarios.flatMap((scenario) => scenario.rows).map((row) => resultRow(row, {}));
  return { schema: 1, date: new Date().toISOString(), topology, columns: [], missing: [], rows };
}

/**
 * Puts the model beside what browsers did: in every cell of theirs what it says otherwise, and
 * its own column if asked. Results that were stored can be given again.
 */
export function withModel(
  results: Results,
  scenarios: readonly Scenario[],
  { column }: { readonly column: boolean },
): Results {
  const { topology } = results;
  const columns = results.columns.filter(({ id }) => id !== modelColumn.id);
  const cells = new Map(results.rows.map(({ scenario, cells }) => [scenario, measured(cells)]));
  for (const scenario of scenarios) {
    for (const head of columns) compareColumn(scenario, head, topology, cells);
    if (!column) continue;
    for (const [row, cell] of modelCells(scenario, topology)) {
      const line = cells.get(row);
      if (line) line[modelColumn.id] = cell;
    }
  }
  return {
    ...results,
    columns: column ? [...columns, modelColumn] : columns,
    rows: results.rows.map((row) => ({ ...row, cells: cells.get(row.scenario) ?? {} })),
  };
}

/** Cells without what an earlier model said. */
const measured = (cells: ResultRow['cells']): Record<string, Cell> =>
  Object.fromEntries(
    Object.entries(cells)
      .filter(([id]) => id !== modelColumn.id)
      .map(([id, { model: _, ...cell }]) => [id, cell]),
  );

function compareColumn(
  scenario: Scenario,
  head: ResultColumn,
  topology: TopologyId,
  cells: ReadonlyMap<string, Record<string, Cell>>,
) {
  const own = new Map(scenario.rows.map(({ id }) => [id, cells.get(id)?.[head.id]]));
  for (const [id, model] of agreements(scenario, head, topology, own)) {
    const line = cells.get(id) as Record<string, Cell>;
    line[head.id] = { ...(line[head.id] as Cell), model };
  }
}
