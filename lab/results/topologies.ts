/** One catalogue under several topologies: finds the cells in which the names of hosts matter. */
import type { TopologyId } from '../base/topology.ts';
import { exchangeTexts } from './compare.ts';
import type { Cell, ResultRow, Results, TopologyChange } from './results.ts';

/**
 * The same results, each cell with what other topologies showed instead. Cells that were not run,
 * here or there, say nothing.
 */
export function markTopologies(all: readonly Results[]): Results[] {
  const cells = new Map(all.map((results) => [results.topology, cellsOf(results)]));
  return all.map((results) => {
    const others = [...cells].filter(([topology]) => topology !== results.topology);
    const mark = ({ scenario, cells }: ResultRow, column: string): Cell => {
      const cell = cells[column] as Cell;
      const changes = others.flatMap(([topology, rows]) =>
        changeOf(cell, topology, rows.get(scenario)?.[column]),
      );
      return changes.length > 0 ? { ...cell, changes } : cell;
    };
    return {
      ...results,
      comparedWith: others.map(([topology]) => topology),
      rows: results.rows.map((row) => ({
        ...row,
        cells: Object.fromEntries(Object.keys(row.cells).map((id) => [id, mark(row, id)])),
      })),
    };
  });
}

const cellsOf = ({ rows }: Results) =>
  new Map(rows.map(({ scenario, cells }) => [scenario, cells]));

function changeOf(cell: Cell, topology: TopologyId, other: Cell | undefined): TopologyChange[] {
  if (!other || cell.verdict === 'not-run' || other.verdict === 'not-run') return [];
  const [here, there] = [exchangeTexts(cell), exchangeTexts(other)];
  const differing = [...new Set([...here.keys(), ...there.keys()])].filter(
    (as) => here.get(as) !== there.get(as),
  );
  if (differing.length === 0) return [];
  const text = (texts: ReadonlyMap<string, string>) =>
    differing.map((as) => `${as}: ${texts.get(as) ?? 'not asked'}`).join('; ');
  return [{ topology, verdict: other.verdict, here: text(here), there: text(there) }];
}
