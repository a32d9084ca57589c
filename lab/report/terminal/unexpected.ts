/** Unexpected results: what happened, its cause and its fix, and only then the evidence. */
import type { BrokenChain, Results } from '../../results/results.ts';
import { out } from '../../system/colours.ts';
import { evidence } from '../evidence.ts';
import { insteadText } from '../instead.ts';
import { engineNames, type UnexpectedCell, unexpectedCells } from '../summary.ts';
import { wrap } from './layout.ts';

/** Unexpected results told before the rest is only counted; and those of them that show their evidence. */
export const toldAtMost = 20;
const evidenceAtMost = 3;

/** What is the same in several columns. */
interface Together {
  readonly first: UnexpectedCell;
  readonly columns: string[];
}

/** The section of unexpected results; empty where there is none. */
export function unexpectedSection(results: Results, every: boolean): string[] {
  const groups = together(unexpectedCells(results));
  if (groups.length === 0) return [];
  const told = every ? groups : groups.slice(0, toldAtMost);
  const more = groups.length - told.length;
  return [
    [
      out.bold('Not as expected'),
      ...told.map((group, place) => groupText(group, results, every || place < evidenceAtMost)),
      ...moreText(more),
    ].join('\n'),
  ];
}

/** Where those are that were not told; empty where there are none. */
export const moreText = (more: number): string[] =>
  more > 0 ? [out.dim(`  and ${more} more: results/matrix.html, or --table`)] : [];

function together(all: readonly UnexpectedCell[]): Together[] {
  const groups = new Map<string, Together>();
  for (const one of all) {
    const { row, cell, column } = one;
    const key = JSON.stringify([row.scenario, cell.differences, cell.chain?.code]);
    const group = groups.get(key);
    if (group) group.columns.push(column);
    else groups.set(key, { first: one, columns: [column] });
  }
  return [...groups.values()];
}

function groupText({ first, columns }: Together, results: Results, whole: boolean): string {
  const { row, cell } = first;
  const where = columns.map((id) => nameOf(id, results)).join(', ');
  const { differences = [] } = cell;
  const happened = differences.map(insteadText);
  // After its head and the differences, which are told above.
  const account = evidence(first).slice(1 + differences.length);
  return [
    `${out.red('✗')} ${out.bold(row.scenario)}  ${where}`,
    ...happened.map((text) => `    ${wrap(text, 4)}`),
    ...(cell.chain ? causeLines(cell.chain) : []),
    `    more  npm run explain -- ${row.of.scenario}`,
    ...(whole ? account.map((line) => out.dim(`    ${wrap(line, 8)}`)) : []),
  ].join('\n');
}

/** `Firefox`, `Firefox (third-party allowed)` */
function nameOf(id: string, { columns }: Results): string {
  const column = columns.find((one) => one.id === id);
  if (!column) return id;
  const name = column.name ?? engineNames[column.engine];
  return column.id === column.engine ? name : `${name} (${column.label})`;
}

const causeLines = ({ broke, evidence: seen, fix, write }: BrokenChain): string[] => [
  `    why   ${wrap(`${seen} (link ${broke})`, 10)}`,
  `    fix   ${wrap(fix, 10)}`,
  ...write.map((line) => `          ${out.bold(line)}`),
];
