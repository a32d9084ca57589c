/** What changed between two results: a browser update, another machine, Docker beside embedded. */
import type { Cell, ResultExchange, Results } from './results.ts';

export interface Change {
  /** The row's id. */
  readonly row: string;
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

export interface Comparison {
  /** Cells that both results have. */
  readonly compared: number;
  readonly changes: readonly Change[];
  /** Columns that were not compared, and why. */
  readonly left: readonly string[];
}

/** Compares the cells of columns that both results have in the same browser version. */
export function compare(before: Results, after: Results): Comparison {
  const left: string[] = [];
  const columns = after.columns.filter(({ id, version }) => {
    const other = before.columns.find((column) => column.id === id);
    if (!other) left.push(`${id}: only in one of the two`);
    else if (other.version !== version) left.push(`${id}: ${other.version} and ${version}`);
    return other?.version === version;
  });
  const old = new Map(before.rows.map((row) => [row.scenario, row.cells]));
  const changes: Change[] = [];
  let compared = 0;
  for (const { scenario, cells } of after.rows) {
    for (const { id } of columns) {
      const [was, is] = [old.get(scenario)?.[id], cells[id]];
      if (!was || !is) continue;
      compared++;
      const [a, b] = [account(was), account(is)];
      if (a !== b) changes.push({ row: scenario, column: id, before: a, after: b });
    }
  }
  return { compared, changes, left };
}

/** What a cell says, as one text: equal texts are equal cells. */
export const account = (cell: Cell): string =>
  [cell.verdict, ...[...exchangeTexts(cell)].map(([as, text]) => `${as}: ${text}`)].join('; ');

/** What was observed in a cell, whatever the verdict on it: a text for each exchange, by label. */
export const exchangeTexts = ({ exchanges }: Cell): Map<string, string> =>
  new Map(exchanges.map((exchange) => [exchange.as, exchangeText(exchange)]));

function exchangeText(exchange: ResultExchange): string {
  const { arrived, sent, status, stored, lifetimes, readable, preflight } = exchange;
  const { documentCookie, cookieStore, cookieChanges, storageAccess } = exchange;
  const list = (names: readonly string[]) => names.join(' ') || '–';
  const facts = [
    arrived ? `sent ${list(sent)}` : 'unsent',
    status !== undefined && `status ${status}`,
    stored && `stored ${list(stored)}`,
    lifetimes && `days ${JSON.stringify(lifetimes)}`,
    readable !== undefined && (readable ? 'read' : 'refused'),
    preflight && 'preflight',
    documentCookie && `document.cookie ${list(documentCookie)}`,
    cookieStore && `cookieStore ${list(cookieStore)}`,
    cookieChanges &&
      `changed ${list(cookieChanges.changed)}, deleted ${list(cookieChanges.deleted)}`,
    storageAccess && `storage access ${storageAccess}`,
  ];
  return facts.filter(Boolean).join(', ');
}
