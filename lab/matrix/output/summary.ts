/** What all outputs say of a result, in the same words. */
import type { Cell, ResultColumn, ResultRow, Results } from '../results.ts';

export const engineNames = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkit: 'WebKitGTK',
  model: 'Model',
} satisfies Record<ResultColumn['engine'], string>;

export const marks = {
  'as-claimed': { mark: '✓', meaning: 'as claimed' },
  'known-deviation': { mark: '≠', meaning: 'known deviation' },
  surprise: { mark: '✗', meaning: 'surprise' },
  'not-run': { mark: '·', meaning: 'not run' },
} satisfies Record<Cell['verdict'], { mark: string; meaning: string }>;

/**
 * What was observed of the exchange that a row is about, in a word or two:
 * the cookies sent where these are judged, else what else is.
 */
export function observed(row: ResultRow, cell: Cell): string {
  const judged = Object.entries(row.expect);
  const [as, expectation] =
    judged.findLast(([, { sent, stored }]) => sent ?? stored) ?? judged.at(-1) ?? [];
  const exchange = cell.exchanges.find((one) => one.as === as);
  if (!exchange || !expectation) return '';
  const { about } = expectation;
  const list = (names: readonly string[]) =>
    about === undefined ? names.join(' ') || 'none' : names.includes(about) ? 'yes' : 'no';
  if (expectation.sent) return exchange.arrived ? list(exchange.sent) : 'never left';
  if (expectation.stored) return list(exchange.stored ?? []);
  if (expectation.documentCookie) return list(exchange.documentCookie ?? []);
  if (expectation.readable !== undefined) return exchange.readable ? 'readable' : 'refused';
  if (expectation.arrived !== undefined) return exchange.arrived ? 'arrived' : 'never left';
  return '';
}

/** How many cells have each verdict. */
export function tally({ rows }: Results): Record<Cell['verdict'], number> {
  const counts = { 'as-claimed': 0, 'known-deviation': 0, surprise: 0, 'not-run': 0 };
  for (const { cells } of rows) {
    for (const { verdict } of Object.values(cells)) counts[verdict]++;
  }
  return counts;
}

/** The tally in one line: `210 as claimed, 6 known deviations, 0 surprises`. */
export function tallyLine(results: Results): string {
  const counts = tally(results);
  return (Object.keys(marks) as Cell['verdict'][])
    .filter((verdict) => counts[verdict] > 0 || verdict === 'surprise')
    .map((verdict) => `${marks[verdict].mark} ${counts[verdict]} ${marks[verdict].meaning}`)
    .join('   ');
}

export interface Deviating {
  readonly because: string;
  readonly see: string;
  /** Row ids, and the columns in which each deviates. */
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

/** Known deviations, gathered by their reason. */
export function deviations({ rows }: Results): Deviating[] {
  const reasons = new Map<string, { see: string; rows: Map<string, string[]> }>();
  for (const { scenario, cells } of rows) {
    for (const [column, { verdict, because = '', see = '' }] of Object.entries(cells)) {
      if (verdict !== 'known-deviation') continue;
      const reason = reasons.get(because) ?? { see, rows: new Map<string, string[]>() };
      reasons.set(because, reason);
      reason.rows.set(scenario, [...(reason.rows.get(scenario) ?? []), column]);
    }
  }
  return [...reasons].map(([because, { see, rows }]) => ({ because, see, rows }));
}

export interface Surprising {
  readonly row: ResultRow;
  readonly column: string;
  readonly cell: Cell;
}

export function surprises({ rows }: Results): Surprising[] {
  return rows.flatMap((row) =>
    Object.entries(row.cells)
      .filter(([, { verdict }]) => verdict === 'surprise')
      .map(([column, cell]) => ({ row, column, cell })),
  );
}

/** A surprise with its evidence, as lines of text. */
export function evidence({ row, column, cell }: Surprising): string[] {
  const lines = [`${row.scenario} in ${column}: ${row.title}`];
  for (const { as, field, expected, observed } of cell.differences ?? []) {
    lines.push(`  ${as}: ${field} should be ${show(expected)}, but is ${show(observed)}`);
  }
  for (const { as, request, answer, arrivals, error } of cell.exchanges) {
    lines.push(
      `  · ${as}: ${[request.kind, request.method, request.url].filter(Boolean).join(' ')}`,
    );
    for (const line of answer.setCookie ?? []) lines.push(`      answered  Set-Cookie: ${line}`);
    for (const { method, preflight, cookieHeader, origin, secFetch } of arrivals) {
      const parts = [
        `Cookie: ${cookieHeader ?? '(none)'}`,
        origin !== null && `Origin: ${origin}`,
        secFetch.site !== undefined && `Sec-Fetch-Site: ${secFetch.site}`,
      ];
      lines.push(
        `      arrived   ${preflight ? 'preflight' : method}  ${parts.filter(Boolean).join('  ')}`,
      );
    }
    if (arrivals.length === 0 && request.url !== '') lines.push('      never arrived');
    if (error !== undefined) lines.push(`      the page saw  ${error}`);
  }
  return lines;
}

const show = (value: unknown) => JSON.stringify(value);
