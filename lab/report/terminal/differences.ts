/** Known differences, those that touch most people first. */
import type { Results } from '../../results/results.ts';
import { unlistedSuffix } from '../../scenario/facts.ts';
import { out } from '../../system/colours.ts';
import { headAndRest } from '../findings/words.ts';
import { reachOf } from '../people.ts';
import { type Deviating, engineNames } from '../summary.ts';
import { padded, sideBySide, width, wrap } from './layout.ts';

/** Differences told before the rest is only counted. */
const toldAtMost = 8;

/** What stands on the right of a line: `1011 rows`. */
const countWidth = 9;

/** What to run to see more of a difference, by its reason. */
const hints: Readonly<Record<string, string>> = {
  [unlistedSuffix.because]: 'in production it is otherwise: npm run matrix -- --topology com',
};

interface Section {
  readonly title: string;
  /** Every one, with its whole reason and its source. */
  readonly every: boolean;
}

/** A section of differences that have a reason; empty where there is none. */
export function differencesText(
  differences: readonly Deviating[],
  { columns }: Results,
  { title, every }: Section,
): string[] {
  if (differences.length === 0) return [];
  const sorted = [...differences].sort((a, b) => touched(b, columns) - touched(a, columns));
  const told = every ? sorted : sorted.slice(0, toldAtMost);
  const more = sorted.length - told.length;
  const rest = more > 0 ? [out.dim(`  and ${more} more: docs/findings.md, or --table`)] : [];
  const line = every ? wholeText : shortText;
  return [[out.bold(title), ...told.map((one) => line(one, columns)), ...rest].join('\n')];
}

function touched({ rows }: Deviating, columns: Results['columns']): number {
  const seen = [...rows].flatMap(([{ of }, ids]) =>
    columns
      .filter(({ id }) => ids.includes(id))
      .map((column) => ({ scenario: of.scenario, column })),
  );
  return reachOf(seen);
}

const rowsText = ({ rows }: Deviating) => `${rows.size} ${rows.size === 1 ? 'row' : 'rows'}`;

/** `≠ Firefox, WebKitGTK  They treat a cookie without SameSite as None      44 rows` */
function shortText(one: Deviating, columns: Results['columns']): string {
  const [head] = headAndRest(one.because);
  const hint = hints[one.because];
  const names = enginesText(one, columns);
  const nameWidth = Math.min(24, Math.floor(width() / 4));
  const room = width() - 2 - (nameWidth + 1) - (countWidth + 1);
  const count = out.dim(' '.repeat(Math.max(0, countWidth - rowsText(one).length)) + rowsText(one));
  return sideBySide(
    [out.yellow('≠'), padded(names, nameWidth), hint ? `${head}; ${hint}` : head, count],
    [1, nameWidth, room, countWidth],
  );
}

/** The engines in which it was seen; `(not as shipped)` where only with another policy. */
function enginesText({ rows }: Deviating, columns: Results['columns']): string {
  const seen = new Set([...rows.values()].flat());
  const engines = [...new Set(columns.map(({ engine }) => engine))];
  return engines
    .flatMap((engine) => {
      const mine = columns.filter((column) => column.engine === engine && seen.has(column.id));
      if (mine.length === 0) return [];
      const shipped = mine.some(({ id }) => id === engine);
      return shipped ? engineNames[engine] : `${engineNames[engine]} (${mine[0]?.label})`;
    })
    .join(', ');
}

function wholeText(one: Deviating): string {
  const columns = [...new Set([...one.rows.values()].flat())];
  const source = out.dim(`  ${one.see} · ${rowsText(one)}`);
  return `${out.yellow('≠')} ${wrap(`${columns.join(', ')}: ${one.because}`, 2)}\n${source}`;
}
