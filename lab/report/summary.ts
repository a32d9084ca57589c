/** What all outputs say of a result, in the same words. */
import { type Counts, countVerdicts } from '../results/counts.ts';
import { isMeasured } from '../results/measured.ts';
import type {
  Cell,
  ResultColumn,
  ResultExchange,
  ResultRow,
  Results,
  TopologyChange,
} from '../results/results.ts';
import { onlyShows } from '../scenario/rows.ts';
import { cookiesOfRows, observed } from './observed.ts';

export const engineNames = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkit: 'WebKitGTK',
  model: 'Model',
  safari: 'Safari, on paper',
} satisfies Record<ResultColumn['engine'], string>;

/** What a column ran in: `Firefox 153.7.0`; or what it is of, on paper: `Safari 26, on paper`. */
export const browserText = ({ engine, name, version }: ResultColumn) =>
  `${name ?? engineNames[engine]}${engine === 'safari' ? ',' : ''} ${version}`;

/** The engine as a head of a column has it: `WebKitGTK 2.50.6 (not Safari)`. */
export const headText = (column: ResultColumn) =>
  column.engine === 'webkit' && !column.name
    ? `${browserText(column)} (not Safari)`
    : browserText(column);

/** `156.0.8078.79` → `156`, `153.7.0` → `153.7`, `2.54.3` → `2.54` */
export const shortVersion = (version: string) =>
  version.split('.').slice(0, 2).join('.').replace(/\.0$/, '');

export const marks = {
  'as-claimed': { mark: '✓', meaning: 'as claimed' },
  'known-deviation': { mark: '≠', meaning: 'known deviation' },
  surprise: { mark: '✗', meaning: 'unexpected' },
  'not-run': { mark: '·', meaning: 'not run' },
} satisfies Record<Cell['verdict'], { mark: string; meaning: string }>;

/** One line of a table: a row, or the rows of one exchange that are cut by cookie. */
export interface Line {
  readonly topic: string;
  /** The scenario's file below scenarios/. */
  readonly file: string;
  /** The scenario's title; with `part` it heads several lines. */
  readonly title: string;
  /** Which of the scenario's exchanges; empty where the scenario has but one row. */
  readonly part: string;
  readonly claims: readonly string[];
  readonly rows: readonly ResultRow[];
  readonly cells: Readonly<Record<string, LineCell>>;
  /** Nothing was expected of it. */
  readonly shown?: true;
}

export interface LineCell {
  readonly verdict: Cell['verdict'];
  /** What was observed, in a few words. */
  readonly text: string;
  /** What other topologies of the run showed instead. */
  readonly changes: readonly TopologyChange[];
}

/** Cookies that a line can show by a letter each; where a scenario has more, each has its own line. */
const lettersAtMost = 7;

/** The results as lines to print, in order. */
export function linesOf({ rows }: Pick<Results, 'rows'>): Line[] {
  const lines = new Map<string, ResultRow[]>();
  for (const row of rows) {
    // Rows cut by cookie share the exchange that they are about.
    const key = JSON.stringify([row.of.scenario, row.of.exchange]);
    lines.set(key, [...(lines.get(key) ?? []), row]);
  }
  return [...lines.values()].flatMap((line) => {
    const [row] = line;
    if (row && onlyShows(row)) return shownLines(row);
    return line.length > lettersAtMost ? line.map((row) => lineOf([row])) : [lineOf(line)];
  });
}

/** A row that expects nothing, as a line for each of its exchanges. */
function shownLines(row: ResultRow): Line[] {
  const exchanges = Object.values(row.cells).flatMap(({ exchanges }) => exchanges);
  if (exchanges.length === 0) return [lineOf([row])];
  const byLabel = new Map(exchanges.map((exchange) => [exchange.as, exchange]));
  return [...byLabel].map(([as, exchange]) => ({
    ...lineOf([{ ...row, part: as, expect: { [as]: whatToShow(exchange) } }]),
    shown: true,
  }));
}

/** The fields that tell most of an exchange. */
function whatToShow({
  request,
  documentCookie,
  cookieStore,
  storageAccess,
  readable,
}: ResultExchange) {
  if (storageAccess) return { storageAccess };
  if (cookieStore) return { cookieStore };
  if (documentCookie && request.url === '') return { documentCookie };
  return { sent: [], ...(readable !== undefined && { readable: true }) };
}

function lineOf(rows: readonly ResultRow[]): Line {
  const [row] = rows as [ResultRow];
  const { of, topic, title, part, claims } = row;
  const ids = Object.keys(row.cells);
  return {
    topic,
    file: of.scenario,
    title,
    part: rows.length > 1 ? (of.exchange ?? '') : part,
    claims,
    rows,
    cells: Object.fromEntries(ids.map((id) => [id, lineCell(rows, id)])),
  };
}

/** The gravest verdict of several cells, and what their exchange showed. */
function lineCell(rows: readonly ResultRow[], column: string): LineCell {
  const counts = countVerdicts(rows.flatMap((row) => row.cells[column] ?? []));
  const changes = rows.flatMap((row) => row.cells[column]?.changes ?? []);
  return { verdict: gravest(counts), text: observed(rows, column), changes };
}

/** The gravest of the verdicts that were counted. */
export const gravest = (counts: Counts): Cell['verdict'] =>
  (['surprise', 'not-run', 'known-deviation', 'as-claimed'] as const).find(
    (verdict) => counts[verdict] > 0,
  ) ?? 'not-run';

/** What the letters of a scenario's lines stand for: `n none, l lax`; empty where there are none. */
export function legend({ rows }: Pick<Results, 'rows'>, file: string): string {
  const names = new Set(
    cookiesOfRows(rows.filter(({ scenario }) => scenario.startsWith(`${file}#`))),
  );
  if (names.size > lettersAtMost) return '';
  return [...names].map((name) => `${name[0]} ${name}`).join(', ');
}

/** The cells of the browsers, or those of the model: what is measured and what is said are two things. */
export function cellsOf({ columns, rows }: Results, of: 'browsers' | 'model'): Cell[] {
  const ids = columns
    .filter((column) => (of === 'model' ? column.engine === 'model' : isMeasured(column)))
    .map(({ id }) => id);
  return rows.flatMap(({ cells }) => ids.flatMap((id) => cells[id] ?? []));
}

/** How many cells of the browsers have each verdict. */
export const tally = (results: Results): Counts => countVerdicts(cellsOf(results, 'browsers'));

/** The tally in one line: `210 as claimed, 6 known deviations, 0 unexpected`. */
export function tallyLine(results: Results): string {
  const counts = tally(results);
  return (Object.keys(marks) as Cell['verdict'][])
    .filter((verdict) => counts[verdict] > 0 || verdict === 'surprise')
    .map((verdict) => `${marks[verdict].mark} ${counts[verdict]} ${marks[verdict].meaning}`)
    .join('   ');
}

/** What has one and the same reason. */
export interface Deviating {
  readonly because: string;
  readonly see: string;
  /** Rows, and the columns in which each deviates. */
  readonly rows: ReadonlyMap<ResultRow, readonly string[]>;
}

/** A row in a column, with its reason. */
export interface Reasoned {
  readonly row: ResultRow;
  readonly column: string;
  readonly because: string;
  readonly see: string;
}

/** Gathers by reason. */
export function byReason(all: readonly Reasoned[]): Deviating[] {
  const reasons = new Map<string, { see: string; rows: Map<ResultRow, string[]> }>();
  for (const { row, column, because, see } of all) {
    const reason = reasons.get(because) ?? { see, rows: new Map<ResultRow, string[]>() };
    reasons.set(because, reason);
    reason.rows.set(row, [...(reason.rows.get(row) ?? []), column]);
  }
  return [...reasons].map(([because, { see, rows }]) => ({ because, see, rows }));
}

/** Known deviations that were seen, gathered by their reason; what is predicted of Safari has a line of its own. */
export function deviations({ rows, columns }: Results): Deviating[] {
  const predicted = columns.filter(({ engine }) => engine === 'safari').map(({ id }) => id);
  return byReason(
    rows.flatMap((row) =>
      Object.entries(row.cells)
        .filter(([id, { verdict }]) => verdict === 'known-deviation' && !predicted.includes(id))
        .map(([column, { because = '', see = '' }]) => ({ row, column, because, see })),
    ),
  );
}

export interface UnexpectedCell {
  readonly row: ResultRow;
  readonly column: string;
  readonly cell: Cell;
}

export function unexpectedCells({ rows }: Results): UnexpectedCell[] {
  return rows.flatMap((row) =>
    Object.entries(row.cells)
      .filter(([, { verdict }]) => verdict === 'surprise')
      .map(([column, cell]) => ({ row, column, cell })),
  );
}

export const show = (value: unknown) => JSON.stringify(value);
