/** The table for a terminal, 100 columns wide. */

import Table from 'cli-table3';
import type { Cell, ResultColumn, Results } from '../results/results.ts';
import { out } from '../system/colours.ts';
import { evidence } from './evidence.ts';
import { differenceLines, explained, tallyLines, unexplained } from './model.ts';
import { unreadable } from './observed.ts';
import {
  browserText,
  type Deviating,
  deviations,
  legend,
  linesOf,
  marks,
  surprises,
} from './summary.ts';
import { type Changing, changesMark, changesMarkOf, changesNote, changing } from './topologies.ts';
import { width, wrap } from './wrap.ts';

const cellWidth = 9;

const colours = {
  'as-claimed': out.green,
  'known-deviation': out.yellow,
  surprise: out.red,
  'not-run': out.dim,
} satisfies Record<Cell['verdict'], (text: string) => string>;

/** The whole report: table, deviations, surprises, tally. */
export function terminalReport(results: Results): string {
  const changes = changesNote(results);
  return [
    table(results),
    key,
    ...(changes
      ? [[out.bold(wrap(changes, 2)), ...changing(results).map(changingText)].join('\n')]
      : []),
    ...notes(results),
    tallyLines(results).join('\n'),
  ].join('\n\n');
}

/** The report of a run under several topologies: of those after the first only what surprised. */
export function matrixReport([first, ...others]: readonly [Results, ...Results[]]): string {
  const more = others.map((results) =>
    [
      `${out.bold(`topology: ${results.topology}`)}  ${tallyLines(results).join('\n')}`,
      ...oddSection('Surprises', surprises(results).map(evidence)),
    ].join('\n\n'),
  );
  return [terminalReport(first), ...more].join('\n\n');
}

const key = out.dim(
  wrap(
    `Cells: the cookies that arrived, – for none, and before them the status where that is judged; unsent: the request never left; ${unreadable} the script could not read.`,
    2,
  ),
);

function table(results: Results): string {
  const { columns, topology } = results;
  const titleWidth = width - columns.length * cellWidth - 1;
  const table = new Table({
    chars: noLines,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1 },
    colWidths: [titleWidth, ...columns.map(() => cellWidth)],
    wordWrap: true,
  });
  table.push(['', ...engineHeads(columns)]);
  table.push([
    out.dim(`topology: ${topology}`),
    ...columns.map((column) => out.dim(short(column))),
  ]);
  const across = (content: string) => table.push([{ content, colSpan: columns.length + 1 }]);
  let topic = '';
  let file = '';
  for (const line of linesOf(results)) {
    if (line.topic !== topic) across(`\n${out.bold(line.topic.toUpperCase())}`);
    const claims = line.claims.length > 0 ? out.dim(` ${line.claims.join(' ')}`) : '';
    if (line.part && line.file !== file) {
      const letters = legend(results, line.file);
      across(`${line.title}${claims}${letters && out.dim(`\n  ${letters}`)}`);
    }
    [topic, file] = [line.topic, line.file];
    const cells = columns.map(({ id }) => {
      const cell = line.cells[id];
      if (!cell) return '';
      const mark = changesMarkOf(cell);
      const text = clip(`${marks[cell.verdict].mark} ${cell.text}`, cellWidth - 1 - mark.length);
      return colours[cell.verdict](text + mark);
    });
    table.push([line.part ? `  ${line.part}` : `${line.title}${claims}`, ...cells]);
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const noLines = {
  ...Object.fromEntries(
    ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left'].map(
      (name) => [name, ''],
    ),
  ),
  ...Object.fromEntries(
    ['bottom-right', 'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'].map(
      (name) => [name, ''],
    ),
  ),
};

/** One head for the neighbouring columns of an engine, with its real version. */
function engineHeads(columns: readonly ResultColumn[]) {
  const heads: { content: string; colSpan: number }[] = [];
  let last = '';
  for (const column of columns) {
    // So that the name of the model's draft breaks where it can.
    const name = browserText(column).replace('bis', ' bis');
    const head = heads.at(-1);
    if (head && name === last) head.colSpan++;
    else heads.push({ content: name, colSpan: 1 });
    last = name;
  }
  return heads.map(({ content, colSpan }) => ({ content: out.bold(content), colSpan }));
}

const shortLabels: Readonly<Record<string, string>> = {
  'third-party allowed': '3p allow',
  'third-party blocked': '3p block',
  'tracking prevention': 'tracking prev.',
};
const short = ({ label }: ResultColumn) => shortLabels[label] ?? label;

const clip = (text: string, length: number) =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;

function notes(results: Results): string[] {
  return [
    ...reasonsSection('Known deviations', deviations(results)),
    ...oddSection('Surprises', surprises(results).map(evidence)),
    ...reasonsSection('Known differences from the model', explained(results)),
    ...oddSection('Surprises of the model', unexplained(results).map(differenceLines)),
    ...results.missing.map(({ id, because }) => out.red(`${id} was not run: ${because}`)),
  ];
}

const changingText = ({ line, columns, accounts }: Changing): string =>
  [
    `${changesMark} ${wrap(`${line} in ${columns.join(', ')}`, 4)}`,
    ...accounts.map((account) => `    ${wrap(account, 6)}`),
  ].join('\n');

function reasonsSection(title: string, reasons: readonly Deviating[]): string[] {
  if (reasons.length === 0) return [];
  const lines = reasons.map(({ because, see, rows }) => {
    const columns = [...new Set([...rows.values()].flat())];
    const source = out.dim(`  ${see} · ${rows.size} ${rows.size === 1 ? 'row' : 'rows'}`);
    return `${out.yellow('≠')} ${wrap(`${columns.join(', ')}: ${because}`, 2)}\n${source}`;
  });
  return [`${out.bold(title)}\n${lines.join('\n')}`];
}

function oddSection(title: string, blocks: readonly string[][]): string[] {
  if (blocks.length === 0) return [];
  const marked = blocks.map(([head, ...rest]) => [`${out.red('✗')} ${head}`, ...rest].join('\n'));
  return [`${out.bold(title)}\n${marked.join('\n\n')}`];
}
