/** The table: a line for each row, or one for all rows of a scenario on which every column agrees. */
import type { Cell, ResultColumn, ResultRow, Results } from '../../results/results.ts';
import { out } from '../../system/colours.ts';
import { engineNames, type Line, legend, linesOf, marks, shortVersion } from '../summary.ts';
import { changesMarkOf } from '../topologies.ts';
import { linesWithin, sideBySide, width } from './layout.ts';

export interface TableOptions {
  /** Every row by itself, with its claims. */
  readonly every?: boolean | undefined;
}

const colours = {
  'as-claimed': out.green,
  'known-deviation': out.yellow,
  surprise: out.red,
  'not-run': out.dim,
} satisfies Record<Cell['verdict'], (text: string) => string>;

/** The whole table: its head, then topic by topic. */
export function tableText(results: Results, options: TableOptions = {}): string {
  const { columns } = results;
  let before: string | undefined;
  const sections = scenariosOf(results).map((rows) => {
    const text = scenarioText(rows, columns, before, options);
    before = rows[0]?.topic;
    return text;
  });
  return [tableHead(columns), ...sections].join('\n');
}

/** The rows of each scenario, in the order of the results. */
export function scenariosOf({ rows }: Pick<Results, 'rows'>): ResultRow[][] {
  const scenarios = new Map<string, ResultRow[]>();
  for (const row of rows) {
    const { scenario } = row.of;
    scenarios.set(scenario, [...(scenarios.get(scenario) ?? []), row]);
  }
  return [...scenarios.values()];
}

/** In columns that are too narrow for the names. */
const shortNames = {
  chromium: 'Chr',
  firefox: 'Fx',
  webkit: 'WK',
  model: 'Model',
  safari: 'Safari',
} satisfies Record<ResultColumn['engine'], string>;
const shortLabels: Readonly<Record<string, string>> = {
  'third-party allowed': '3p on',
  'third-party blocked': '3p off',
  'tracking prevention': 'ITP',
  incognito: 'incog.',
};
const narrow = 14;

/** The names of the columns, each with its version, and its policy where it is not as shipped. */
export function tableHead(columns: readonly ResultColumn[]): string {
  const widths = widthsFor(columns);
  const isNarrow = (widths[1] ?? 0) < narrow;
  const heads = columns.map(({ id, engine, name, version, label }) => {
    if (engine === 'model') return out.bold(engineNames.model);
    if (engine === 'safari') return `${out.bold(name ?? '')}\n${out.dim(version)}`;
    const browser = name ?? (isNarrow ? shortNames : engineNames)[engine];
    const policy = isNarrow ? (shortLabels[label] ?? label) : label;
    const which = id === engine ? '' : `\n${out.dim(policy)}`;
    return `${out.bold(`${browser} ${shortVersion(version)}`)}${which}`;
  });
  return sideBySide(['', ...heads], widths);
}

/** One scenario; under the head of its topic, where the scenario `before` was of another. */
export function scenarioText(
  rows: readonly ResultRow[],
  columns: readonly ResultColumn[],
  before: string | undefined,
  { every = false }: TableOptions = {},
): string {
  const lines = linesOf({ rows });
  const [first] = lines as [Line];
  const topic = first.topic === before ? [] : ['', out.bold(first.topic.toUpperCase())];
  const widths = widthsFor(columns);
  const across = (text: string) => linesWithin(text, width()).join('\n');
  const claims = every && first.claims.length > 0 ? ` ${out.dim(first.claims.join(' '))}` : '';
  const title = `${first.title}${claims}`;
  const row = (text: string, line: Line) =>
    sideBySide([text, ...columns.map((column) => cellText(line, column))], widths);

  if (first.part === '') return [...topic, row(title, first)].join('\n');
  const fold = !every && !first.shown && columns.length > 1;
  if (fold && lines.every((line) => agrees(line, columns))) {
    const text = `${title} ${out.dim(countText(lines))}`;
    return [...topic, row(text, alike(lines))].join('\n');
  }
  const letters = legend({ rows }, first.file);
  return [
    ...topic,
    across(title),
    ...(letters ? [out.dim(across(`  ${letters}`))] : []),
    ...(fold ? folded(lines, columns) : lines).map((line) => row(`  ${line.part}`, line)),
  ].join('\n');
}

const countText = (lines: readonly Line[]) => `${lines.flatMap(({ rows }) => rows).length} rows`;

/** Different answers on which all columns agree that are told one by one, beside those on which they do not. */
const agreeingAtMost = 4;

/** Lines with the same cells as one; where all columns agree, and the answers are many, these as one too. */
function folded(lines: readonly Line[], columns: readonly ResultColumn[]): Line[] {
  const groups = grouped(lines);
  const agreeing = groups.filter((line) => agrees(line, columns));
  if (agreeing.length <= agreeingAtMost) return groups;
  const others = groups.filter((line) => !agreeing.includes(line));
  return [...others, { ...alike(agreeing), part: `the other ${countText(agreeing)}` }];
}

/** Lines whose cells are the same as one, whose part names them all. */
function grouped(lines: readonly Line[]): Line[] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const key = JSON.stringify(line.cells);
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()].map((group) => ({
    ...(group[0] as Line),
    part: group.map(({ part }) => part).join(', '),
    rows: group.flatMap(({ rows }) => rows),
  }));
}

/** Are all columns as claimed, and show the same? */
function agrees({ cells }: Line, columns: readonly ResultColumn[]): boolean {
  const shown = columns.map(({ id }) => cells[id]);
  return shown.every(
    (cell) =>
      cell?.verdict === 'as-claimed' && cell.text === shown[0]?.text && cell.changes.length === 0,
  );
}

/** Lines on which all columns agree as one, which shows what they have in common. */
function alike(lines: readonly Line[]): Line {
  const [first] = lines as [Line];
  const same = lines.every(
    ({ cells }) => Object.values(cells)[0]?.text === Object.values(first.cells)[0]?.text,
  );
  if (same) return first;
  const cells = Object.entries(first.cells).map(([id, cell]) => [id, { ...cell, text: '' }]);
  return { ...first, cells: Object.fromEntries(cells) };
}

function cellText({ cells, shown }: Line, { id }: ResultColumn): string {
  const cell = cells[id];
  if (!cell) return '';
  if (shown && cell.verdict === 'as-claimed') return cell.text;
  return colours[cell.verdict](
    `${marks[cell.verdict].mark} ${cell.text}`.trim() + changesMarkOf(cell),
  );
}

/** What a title has at least, as a share of the width; and the most that an answer needs. */
const titleShare = 0.36;
const widestCell = 18;

/** The columns of a terminal that the title and each column of the table have. */
function widthsFor(columns: readonly ResultColumn[]): number[] {
  const all = width();
  const share = Math.floor((all * (1 - titleShare)) / Math.max(1, columns.length)) - 1;
  const cell = Math.min(widestCell, Math.max(4, share));
  return [all - columns.length * (cell + 1), ...columns.map(() => cell)];
}
