/** What the page shows of a cell when it is opened: data that is embedded in it. */
import type { Cell, ResultExchange, Results } from '../../results/results.ts';
import { type Line, linesOf } from '../summary.ts';

/** Exchanges stand once each, as rows that are cut from one scenario share them. */
export interface Evidence {
  readonly exchanges: readonly ResultExchange[];
  /** In the order of the table's lines; by column. */
  readonly lines: readonly Readonly<Record<string, CellEvidence>>[];
}

export interface CellEvidence {
  /** One for each row of the line, without its exchanges. */
  readonly judged: readonly (Omit<Cell, 'exchanges'> & { readonly part: string })[];
  /** Places in {@link Evidence.exchanges}. */
  readonly exchanges: readonly number[];
}

export function evidenceOf(results: Results, lines: readonly Line[] = linesOf(results)): Evidence {
  const places = new Map<string, number>();
  const exchanges: ResultExchange[] = [];
  const placeOf = (exchange: ResultExchange) => {
    const text = JSON.stringify(exchange);
    const place = places.get(text) ?? exchanges.push(exchange) - 1;
    places.set(text, place);
    return place;
  };
  const cellEvidence = (line: Line, column: string): CellEvidence => {
    const cells = line.rows.flatMap(({ part, cells }) => {
      const cell = cells[column];
      return cell ? [{ part, cell }] : [];
    });
    return {
      judged: cells.map(({ part, cell: { exchanges: _, ...rest } }) => ({ part, ...rest })),
      exchanges: [...new Set(cells.flatMap(({ cell }) => cell.exchanges.map(placeOf)))],
    };
  };
  return {
    lines: lines.map((line) =>
      Object.fromEntries(Object.keys(line.cells).map((id) => [id, cellEvidence(line, id)])),
    ),
    exchanges,
  };
}
