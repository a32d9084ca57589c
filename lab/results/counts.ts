/** How many cells have each verdict. */
import type { Cell } from './results.ts';

export type Counts = Readonly<Record<Cell['verdict'], number>>;

export function countVerdicts(cells: readonly Cell[]): Counts {
  const counts = { 'as-claimed': 0, 'known-deviation': 0, surprise: 0, 'not-run': 0 };
  for (const { verdict } of cells) counts[verdict]++;
  return counts;
}
