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
function account({ verdict, exchanges }: Cell): string {
  return [verdict, ...exchanges.map(exchangeAccount)].join('; ');
}

function exchangeAccount(exchange: ResultExchange): string {
  const { as, arrived, sent, stored, readable, preflight, documentCookie } = exchange;
  const facts = [
    arrived ? `sent ${sent.join(' ') || '–'}` : 'unsent',
    stored && `stored ${stored.join(' ') || '–'}`,
    readable !== undefined && (readable ? 'read' : 'refused'),
    preflight && 'preflight',
    documentCookie && `document.cookie ${documentCookie.join(' ') || '–'}`,
  ];
  return `${as}: ${facts.filter(Boolean).join(', ')}`;
}
