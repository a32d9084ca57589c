/** Live progress on standard error: one line kept up to date on a terminal, a few lines elsewhere. */

import { browserText } from '../report/summary.ts';
import type { Cell, ResultColumn } from '../results/results.ts';
import type { Row } from '../scenario/rows.ts';
import { err } from '../system/colours.ts';

export interface Progress {
  started(column: ResultColumn, milliseconds: number): void;
  /** Cells of a column are known. */
  recorded(column: ResultColumn, cells: readonly (readonly [Row, Cell])[]): void;
  end(): void;
}

/** Shows how far each column is, for a matrix of so many rows and columns. */
export function liveProgress(rows: number, columns: number, stream = process.stderr): Progress {
  const done = new Map<string, number>();
  const known = new Map<Row, number>();
  let finished = 0;
  let surprises = 0;
  const tty = stream.isTTY;
  const status = () => {
    const counts = [...done].map(([id, count]) => `${id} ${count}`).join(' · ');
    const odd = surprises > 0 ? err.red(` · surprises ${surprises}`) : '';
    return `${finished}/${rows} rows · ${counts}${odd}`;
  };
  const draw = () => {
    if (tty) stream.write(`\r\x1b[K${status().slice(0, (stream.columns ?? 100) + 10)}`);
  };
  const rowDone = () => {
    finished++;
    if (!tty && (finished === 1 || finished % 25 === 0)) stream.write(`${status()}\n`);
  };
  return {
    started(column, milliseconds) {
      done.set(column.id, 0);
      if (tty) return draw();
      stream.write(`${column.id}: ${browserText(column)}, up in ${Math.round(milliseconds)} ms\n`);
    },
    recorded(column, cells) {
      for (const [row, { verdict }] of cells) {
        done.set(column.id, (done.get(column.id) ?? 0) + 1);
        if (verdict === 'surprise') surprises++;
        const count = (known.get(row) ?? 0) + 1;
        known.set(row, count);
        if (count === columns) rowDone();
      }
      draw();
    },
    end() {
      if (tty) stream.write('\r\x1b[K');
    },
  };
}
