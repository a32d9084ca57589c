/**
 * The cells of the columns on paper, computed without any browser: the user agent on paper, which is
 * RFC 10025 to the letter with third-party cookies allowed, and Safari by its sources.
 */
import { once, remembering } from '../../base/remember.ts';
import type { TopologyId } from '../../base/topology.ts';
import { agentsOnPaper, type OpenRule, predict, prediction, standard } from '../../model/index.ts';
import { modelColumn } from '../../run/paper-columns.ts';
import type { ColumnHead } from '../../run/recorded.ts';
import { plan } from '../../scenario/plan/plan.ts';
import type { ExchangeId, Plan } from '../../scenario/plan/planned.ts';
import type { Recording } from '../../scenario/recording.ts';
import type { Row, Scenario } from '../../scenario/rows.ts';
import { witnessed } from '../../scenario/witnessed.ts';
import { cellsOf, notRun } from '../cells.ts';
import type { Cell } from '../results.ts';
import { disagreements } from '../verdict.ts';
import { doubtOf, headerDoubtOf } from './agreement.ts';

/** The cells of a scenario's rows in a column on paper: the live table shows them, and the results hold them. */
export const paperCells = (
  scenario: Scenario,
  topology: TopologyId,
  column: ColumnHead,
): readonly [Row, Cell][] => cellsMade(scenario)(column)(topology);

const cellsMade = once((scenario: Scenario) =>
  once((column: ColumnHead) =>
    remembering((topology) => makeCells(scenario, topology as TopologyId, column)),
  ),
);

function makeCells(scenario: Scenario, topology: TopologyId, column: ColumnHead): [Row, Cell][] {
  const { agent, open } = known(column);
  const predicted = prediction(plan(scenario.spec, topology), agent);
  const cells = cellsThat(scenario.rows, predicted, column, open);
  return column.engine === 'safari' ? cells.map(([row, cell]) => [row, asPredicted(cell)]) : cells;
}

/** The agent of a column, and what no source says of it. */
const known = ({ id }: ColumnHead) => ({
  agent: standard,
  open: [],
  ...Object.values(agentsOnPaper).find(({ agent }) => agent.id === id),
});

/**
 * What a column on paper makes of a plan. An exchange that a rule decides which no source tells is a
 * gap, with that as the reason.
 */
export function paperRecording(plan: Plan, column: ColumnHead): Recording {
  const { agent, open } = known(column);
  const predicted = prediction(plan, agent);
  const gaps: Record<string, string> = { ...predicted.gaps };
  for (const { because, otherwise } of open) {
    const other = predict(plan, otherwise, { at: predicted.at });
    for (const { id } of plan.exchanges) {
      if (shownOf(other, id) !== shownOf(predicted, id)) gaps[id] ??= because;
    }
  }
  const kept = Object.entries(predicted.observations).filter(([id]) => gaps[id] === undefined);
  return { ...predicted, observations: Object.fromEntries(kept), gaps };
}

/** What shows of an exchange; reasons alone show nothing. */
function shownOf({ observations, gaps }: Recording, id: ExchangeId): string {
  const { messages, script, stored } = observations[id] ?? {};
  return JSON.stringify([messages, script, stored, gaps[id]]);
}

/** The cells of the user agent on paper, made anew. */
export const modelCells = (scenario: Scenario, topology: TopologyId): [Row, Cell][] =>
  makeCells(scenario, topology, modelColumn);

function cellsThat(
  rows: readonly Row[],
  predicted: Recording,
  column: ColumnHead,
  open: readonly OpenRule[],
): [Row, Cell][] {
  const opens = openRows(rows, predicted, column, open);
  const doubts = new Map(
    rows.map((row) => [
      row,
      doubtOf(row, predicted) ?? headerDoubtOf(row, predicted) ?? opens.get(row),
    ]),
  );
  const told = rows.filter((row) => doubts.get(row) === undefined);
  const cells = new Map(cellsOf(told, predicted, column));
  return rows.map((row) => [row, cells.get(row) ?? notRun(doubts.get(row) ?? '')]);
}

/** The rows that a rule decides which no source tells, with the first such rule as the reason. */
function openRows(
  rows: readonly Row[],
  { plan, at, ...predicted }: Recording,
  { id, policy }: ColumnHead,
  open: readonly OpenRule[],
): Map<Row, string> {
  const found = new Map<Row, string>();
  const observer = { column: id, policy, topology: plan.topology };
  const says = witnessed({ plan, at, ...predicted });
  for (const { because, otherwise } of open) {
    const other = predict(plan, otherwise, { at });
    const shows = witnessed(other);
    for (const row of rows) {
      const isOpen =
        doubtOf(row, other) !== undefined || disagreements(row, says, shows, observer).length > 0;
      if (isOpen && !found.has(row)) found.set(row, because);
    }
  }
  return found;
}

/** What is predicted of a browser is never unexpected: there is nothing that was measured. */
function asPredicted(cell: Cell): Cell {
  if (cell.verdict !== 'surprise') return cell;
  const { differences: _, ...rest } = cell;
  const because = 'Predicted on paper: its rules differ from what is claimed';
  return { ...rest, verdict: 'known-deviation', because, see: 'docs/safari.md' };
}
