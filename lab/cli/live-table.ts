/** The table while it is measured: each scenario as soon as it and those before it are done. */

import type { TopologyId } from '../base/topology.ts';
import type { Column } from '../browsers/columns.ts';
import { headLine } from '../report/terminal/report.ts';
import {
  scenariosOf,
  scenarioText,
  type TableOptions,
  tableHead,
} from '../report/terminal/table.ts';
import { resultRow } from '../results/cells.ts';
import { paperCells } from '../results/on-paper/index.ts';
import type { Cell, ResultColumn, Results } from '../results/results.ts';
import type { ColumnHead } from '../run/recorded.ts';
import type { Scenario } from '../scenario/rows.ts';
import type { Progress } from './progress.ts';

export interface LiveTable extends Progress {
  /** Prints what was not printed yet: scenarios that a lost browser kept from being whole. */
  finish(results: Results): void;
}

interface Shown extends TableOptions {
  readonly scenarios: readonly Scenario[];
  /** The browsers' columns, in the order of the table. */
  readonly columns: readonly Column[];
  /** The columns on paper. */
  readonly papers: readonly ColumnHead[];
  readonly topology: TopologyId;
}

export function liveTable(
  { scenarios, columns, papers, topology, every }: Shown,
  print: (text: string) => void,
): LiveTable {
  const heads = new Map<string, ResultColumn>();
  const cells = new Map<string, Record<string, Cell>>();
  const waiting = [...scenarios];
  let before: string | undefined;
  let headed = false;

  const shown = (): ResultColumn[] => [
    ...columns.flatMap(({ profile }) => heads.get(profile.id) ?? []),
    ...papers,
  ];
  const show = (rows: Results['rows'], heads: readonly ResultColumn[]) => {
    if (!headed) print(`${headLine({ columns: heads, topology })}\n\n${tableHead(heads)}`);
    headed = true;
    print(scenarioText(rows, heads, before, { every }));
    before = rows[0]?.topic;
  };
  const isWhole = ({ rows }: Scenario) =>
    rows.every(({ id }) => Object.keys(cells.get(id) ?? {}).length === columns.length);
  const rowsOf = (scenario: Scenario) => {
    const paper = papers.map(
      ({ id }, place) =>
        [id, new Map(paperCells(scenario, topology, papers[place] as ColumnHead))] as const,
    );
    return scenario.rows.map((row) => {
      const said = paper.flatMap(([id, cells]) => {
        const cell = cells.get(row);
        return cell ? [[id, cell] as const] : [];
      });
      return resultRow(row, { ...cells.get(row.id), ...Object.fromEntries(said) });
    });
  };
  return {
    started(column) {
      heads.set(column.id, column);
    },
    recorded(column, told) {
      for (const [row, cell] of told)
        cells.set(row.id, { ...cells.get(row.id), [column.id]: cell });
      for (let next = waiting[0]; next && isWhole(next); next = waiting[0]) {
        show(rowsOf(next), shown());
        waiting.shift();
      }
    },
    finish(results) {
      const left = new Set(waiting.map(({ id }) => id));
      for (const rows of scenariosOf(results)) {
        if (rows[0] && left.has(rows[0].of.scenario)) show(rows, results.columns);
      }
      waiting.length = 0;
    },
  };
}
