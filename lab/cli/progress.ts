/** Live progress on standard error: one line kept up to date on a terminal, a few lines elsewhere. */

import { setInterval } from 'node:timers';
import { browserText } from '../report/summary.ts';
import { oneLine } from '../report/terminal/layout.ts';
import { duration } from '../report/terminal/report.ts';
import type { Cell, ResultColumn } from '../results/results.ts';
import type { Row } from '../scenario/rows.ts';
import { err } from '../system/colours.ts';

/** Who is told how a run goes. */
export interface Progress {
  /** A column's browser is up; `null` where it is not started, as all is kept. */
  started(column: ResultColumn, milliseconds: number | null): void;
  /** Cells of a column are known; `kept`: from an earlier run. */
  recorded(column: ResultColumn, cells: readonly (readonly [Row, Cell])[], kept?: true): void;
}

export interface LiveProgress extends Progress {
  /** Prints something where the line of progress stands, which comes again below. */
  aside(print: () => void): void;
  end(): void;
}

/** Where progress is shown. */
interface Shown {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Milliseconds between two drawings of the line, and between two lines in a log. */
const redrawMs = 100;
const logMs = 10_000;

const clearLine = '\r\x1b[K';

/** Shows how far a matrix of so many rows and columns is, for how long it runs, and how long it will. */
export function liveProgress(
  rows: number,
  columns: number,
  stream: Shown = process.stderr,
): LiveProgress {
  const began = performance.now();
  const done = new Map<string, number>();
  const known = new Map<Row, number>();
  let [finished, unexpected, drawn, taken] = [0, 0, 0, 0];
  // A terminal that cannot go back in a line is told as a log is.
  const inPlace = stream.isTTY === true && process.env.TERM !== 'dumb';
  const status = () => {
    const passed = performance.now() - began;
    const cells = [...done.values()].reduce((sum, count) => sum + count, 0);
    const measured = cells - taken;
    const left = measured > 0 ? (passed / measured) * (rows * columns - cells) : 0;
    return [
      `${finished}/${rows} rows`,
      duration(passed),
      left > 0 && `about ${duration(left)} left`,
      ...[...done].map(([id, count]) => `${id} ${count}`),
      unexpected > 0 && err.red(`${unexpected} not as expected`),
    ]
      .filter(Boolean)
      .join(' · ');
  };
  const draw = () => {
    drawn = performance.now();
    // The last column stays free: some terminals go on to the next line after it.
    stream.write(clearLine + oneLine(status(), (stream.columns ?? 80) - 1));
  };
  const update = () => {
    const since = performance.now() - drawn;
    if (inPlace && since >= redrawMs) draw();
    if (!inPlace && since >= logMs) {
      drawn = performance.now();
      stream.write(`${status()}\n`);
    }
  };
  const timer = setInterval(update, 1000).unref();
  if (!inPlace) drawn = began;
  return {
    started(column, milliseconds) {
      done.set(column.id, 0);
      if (inPlace) return draw();
      const how = milliseconds === null ? 'measured earlier' : `up in ${duration(milliseconds)}`;
      stream.write(`${column.id}: ${browserText(column)}, ${how}\n`);
    },
    recorded(column, cells, kept) {
      if (kept) taken += cells.length;
      for (const [row, { verdict }] of cells) {
        done.set(column.id, (done.get(column.id) ?? 0) + 1);
        if (verdict === 'surprise') unexpected++;
        const count = (known.get(row) ?? 0) + 1;
        known.set(row, count);
        if (count === columns) finished++;
      }
      update();
    },
    aside(print) {
      if (inPlace) stream.write(clearLine);
      print();
      if (inPlace) draw();
    },
    end() {
      clearInterval(timer);
      if (inPlace) stream.write(clearLine);
    },
  };
}
