/** Text fitted to the width of a terminal: colour codes take no room, wide characters take two columns. */
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** What is narrower cannot hold a table, and what is wider cannot be read. */
const narrowest = 60;
const widest = 200;

/** Where nothing tells the width: a pipe, a file, a log. */
const unknownWidth = 100;

/** The columns that a report may use on a stream. `COLUMNS` counts where it is no terminal. */
export function widthOf(stream: { readonly columns?: number | undefined }): number {
  const told = stream.columns || Number(process.env.COLUMNS) || unknownWidth;
  return Math.min(widest, Math.max(narrowest, told));
}

/** The columns that a report on standard output may use. */
export const width = () => widthOf(process.stdout);

/** Breaks a text at spaces, and a longer word wherever the line ends; later lines are indented. */
export function wrap(text: string, indent: number, columns = width()): string {
  return linesWithin(text, columns - indent).join(`\n${' '.repeat(indent)}`);
}

/** The lines of a text in so many columns, each indented as the text is. */
export function linesWithin(text: string, columns: number): string[] {
  const [indent = ''] = /^ */.exec(text) ?? [];
  const room = Math.max(1, columns - indent.length);
  return wrapAnsi(text.slice(indent.length), room, { hard: true })
    .split('\n')
    .map((line) => (line === '' ? '' : indent + line));
}

/** A text filled up with spaces to so many columns. */
export const padded = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - stringWidth(text)));

/**
 * Cells side by side, each wrapped within its own column, with one space between columns.
 *
 *     ['A long title', '✓ sid'] in [6, 9] → 'A long ✓ sid\ntitle'
 */
export function sideBySide(cells: readonly string[], widths: readonly number[]): string {
  const columns = cells.map((cell, place) => linesWithin(cell, widths[place] ?? 1));
  const height = Math.max(...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map((lines, place) => padded(lines[line] ?? '', widths[place] ?? 1))
      .join(' ')
      .trimEnd(),
  ).join('\n');
}

/** A line cut to so many columns, so that it stands in one: for progress, never for an answer. */
export function oneLine(text: string, columns: number): string {
  const [first = '', ...rest] = linesWithin(text, Math.max(1, columns));
  return rest.length === 0 ? first : `${linesWithin(text, columns - 1)[0]}…`;
}
