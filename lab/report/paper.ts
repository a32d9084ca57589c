/** What outputs say of browsers on paper: predicted from sources, and never measured. */
import { countVerdicts } from '../results/counts.ts';
import type { Results } from '../results/results.ts';
import { browserText, marks } from './summary.ts';

/** `Safari 26, on paper: predicted, not measured (docs/safari.md): ✓ 41 as claimed   ≠ 9 otherwise   · 3 not predicted` */
export const paperLines = ({ columns, rows }: Results): string[] =>
  columns
    .filter(({ engine }) => engine === 'safari')
    .map((column) => {
      const counts = countVerdicts(rows.flatMap(({ cells }) => cells[column.id] ?? []));
      const told = (['as-claimed', 'known-deviation', 'not-run'] as const)
        .map((verdict) => `${marks[verdict].mark} ${counts[verdict]} ${meanings[verdict]}`)
        .join('   ');
      return `${browserText(column)}: predicted, not measured (docs/safari.md): ${told}`;
    });

const meanings = {
  'as-claimed': marks['as-claimed'].meaning,
  'known-deviation': 'otherwise',
  'not-run': 'not predicted',
} as const;
