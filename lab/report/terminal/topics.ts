/** What each topic came to in the browsers, or where none was asked in the model: a line each. */
import { countVerdicts } from '../../results/counts.ts';
import { isMeasured } from '../../results/measured.ts';
import type { Cell, Results } from '../../results/results.ts';
import { out } from '../../system/colours.ts';
import { cellsOf, gravest, marks } from '../summary.ts';

const colours = {
  'as-claimed': out.green,
  'known-deviation': out.yellow,
  surprise: out.red,
  'not-run': out.dim,
} satisfies Record<Cell['verdict'], (text: string) => string>;

/** Topics by their folder; a single one needs no summary. */
export function topicsSection(results: Results): string[] {
  const topics = [...new Set(results.rows.map(({ topic }) => topic))];
  if (topics.length < 2) return [];
  const asked = results.columns.some(isMeasured) ? 'browsers' : 'model';
  const longest = Math.max(...topics.map((topic) => topic.length));
  const lines = topics.map((topic) => {
    const rows = results.rows.filter((row) => row.topic === topic);
    const counts = countVerdicts(cellsOf({ ...results, rows }, asked));
    const mark = (verdict: Cell['verdict']) => colours[verdict](marks[verdict].mark);
    const others = (['known-deviation', 'surprise', 'not-run'] as const)
      .filter((verdict) => counts[verdict] > 0)
      .map((verdict) => `${mark(verdict)} ${counts[verdict]}`);
    return [
      mark(gravest(counts)),
      topic.padEnd(longest),
      `${rows.length} ${rows.length === 1 ? 'row ' : 'rows'}`.padStart(10),
      '',
      ...others,
    ]
      .join(' ')
      .trimEnd();
  });
  return [[out.bold('Topics'), ...lines].join('\n')];
}
