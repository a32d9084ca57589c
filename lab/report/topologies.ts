/** What outputs say of cells that change with the topology. */
import type { TopologyId } from '../base/topology.ts';
import { type Results, resultsFile } from '../results/results.ts';
import { type LineCell, linesOf, marks } from './summary.ts';

/** Marks a cell that changes with the topology. */
export const changesMark = '†';

/** The mark of a cell, where it has one. */
export const changesMarkOf = ({ changes }: LineCell): string =>
  changes.length > 0 ? changesMark : '';

/** What the mark says, and how many cells have it; null where one topology was run alone. */
export function changesNote({ topology, comparedWith = [], rows }: Results): string | null {
  if (comparedWith.length === 0) return null;
  const cells = rows.flatMap(({ cells }) => Object.values(cells));
  const counts = comparedWith.map((other) => {
    const changed = cells.filter(({ changes }) =>
      changes?.some(({ topology }) => topology === other),
    );
    return `${changed.length} under ${other} (results: ${resultsFile(other)})`;
  });
  return `${changesMark} Changes with the topology. Of ${cells.length} cells under ${topology} these differ: ${counts.join(', ')}.`;
}

/** A line of the table that changes with the topology, in the columns in which it does so alike. */
export interface Changing {
  /** The line's scenario, and which exchange of it. */
  readonly line: string;
  readonly columns: readonly string[];
  /** What was observed where, the topology of the results first: `test: ≠ call: sent –`. */
  readonly accounts: readonly string[];
}

/** Everything that changes with the topology, in the order of the table. */
export function changing(results: Results): Changing[] {
  const { topology, columns } = results;
  return linesOf(results).flatMap(({ file, part, cells }) => {
    const alike = new Map<string, string[]>();
    for (const { id } of columns) {
      const cell = cells[id];
      if (!cell || cell.changes.length === 0) continue;
      const text = accountsOf(cell, topology).join('\n');
      alike.set(text, [...(alike.get(text) ?? []), id]);
    }
    const line = part === '' ? file : `${file}, ${part}`;
    return [...alike].map(([text, ids]) => ({ line, columns: ids, accounts: text.split('\n') }));
  });
}

/** What was observed in a cell under each topology; those under which it was the same together. */
export function accountsOf(
  { verdict, changes }: Pick<LineCell, 'verdict' | 'changes'>,
  topology: TopologyId,
): string[] {
  const alike = new Map<string, TopologyId[]>();
  const add = (under: TopologyId, account: string) => {
    const known = alike.get(account) ?? [];
    if (!known.includes(under)) alike.set(account, [...known, under]);
  };
  for (const { here } of changes) add(topology, account(verdict, here));
  for (const { topology: other, verdict, there } of changes) add(other, account(verdict, there));
  return [...alike].map(([account, topologies]) => `${topologies.join(', ')}: ${account}`);
}

const account = (verdict: LineCell['verdict'], text: string) => `${marks[verdict].mark} ${text}`;
