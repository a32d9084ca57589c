/** Why cookies did not arrive and answers could not be read: the broken chains of a run. */

import { advice } from '../diagnosis/index.ts';
import type { BrokenChain, ResultRow, Results } from '../results/results.ts';
import { out } from '../system/colours.ts';
import { missed } from './evidence.ts';
import { marks } from './summary.ts';
import { wrap } from './terminal/layout.ts';

/** Each row whose chain broke, with what broke it; columns in which the same did are told together. */
export function whyReport({ rows }: Results): string {
  const blocks = rows.flatMap((row) => {
    const chains = chainsOf(row);
    if (chains.size === 0) return [];
    const head = `${out.bold(row.scenario)}: ${row.title}${row.part && ` (${row.part})`}`;
    return [[wrap(head, 2), ...[...chains.values()].map(lines)].join('\n')];
  });
  const what =
    'Why: the first of the twelve links that broke, where a cookie or an answer is missed';
  if (blocks.length === 0) return `${out.bold(what)}\nnone broke`;
  return [out.bold(what), ...blocks].join('\n\n');
}

interface Together {
  readonly chain: BrokenChain;
  readonly columns: string[];
}

/** The broken chains of a row, those that say the same as one. */
function chainsOf({ cells }: ResultRow): Map<string, Together> {
  const found = new Map<string, Together>();
  for (const [id, { chain, verdict }] of Object.entries(cells)) {
    if (!chain) continue;
    const key = [chain.code, chain.evidence].join('\n');
    const column = `${marks[verdict].mark} ${id}`;
    const together = found.get(key);
    if (together) together.columns.push(column);
    else found.set(key, { chain, columns: [column] });
  }
  return found;
}

const lines = ({ chain, columns }: Together): string =>
  [
    `  ${columns.join('  ')}`,
    `    ${wrap(`${out.red(`link ${chain.broke}`)} ${chain.code}: ${missed(chain)}. ${advice[chain.code].meaning}`, 6)}`,
    `    ${wrap(`seen  ${chain.evidence}`, 10)}`,
    `    ${wrap(`fix   ${chain.fix}`, 10)}`,
    ...chain.write.map((line) => `    write ${line}`),
    out.dim(`    rule  ${chain.rule}`),
  ].join('\n');
