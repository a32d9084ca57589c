/** Live progress on standard error: one line kept up to date on a terminal, a few lines elsewhere. */

import { browserText } from '../report/summary.ts';
import type { Progress } from '../run/run.ts';
import type { Row } from '../scenario/rows.ts';
import { err } from '../system/colours.ts';

/** Shows how far each column is, for a matrix of so many rows. */
export function liveProgress(rows: number, stream = process.stderr): Progress & { end(): void } {
  const done = new Map<string, number>();
  let finished = 0;
  let surprises = 0;
  const tty = stream.isTTY;
  const status = () => {
    const columns = [...done].map(([id, count]) => `${id} ${count}`).join(' · ');
    const odd = surprises > 0 ? err.red(` · surprises ${surprises}`) : '';
    return `${finished}/${rows} rows · ${columns}${odd}`;
  };
  const draw = () => {
    if (tty) stream.write(`\r\x1b[K${status().slice(0, (stream.columns ?? 100) + 10)}`);
  };
  return {
    started(column, milliseconds) {
      done.set(column.id, 0);
      if (tty) return draw();
      stream.write(`${column.id}: ${browserText(column)}, up in ${Math.round(milliseconds)} ms\n`);
    },
    cell({ profile }, _row, { verdict }) {
      done.set(profile.id, (done.get(profile.id) ?? 0) + 1);
      if (verdict === 'surprise') surprises++;
      draw();
    },
    row(_row: Row) {
      finished++;
      if (tty) draw();
      else if (finished === 1 || finished % 25 === 0) stream.write(`${status()}\n`);
    },
    end() {
      if (tty) stream.write('\r\x1b[K');
    },
  };
}
