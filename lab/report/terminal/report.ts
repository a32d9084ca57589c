/** What the matrix prints on a terminal. */

import { isMeasured } from '../../results/measured.ts';
import type { ResultColumn, Results } from '../../results/results.ts';
import { onlyShows } from '../../scenario/rows.ts';
import { out } from '../../system/colours.ts';
import { measuredTexts } from '../measured.ts';
import { differenceLines, modelDifferences, modelLine } from '../model.ts';
import { unreadable } from '../observed.ts';
import { paperLines } from '../paper.ts';
import {
  browserText,
  deviations,
  engineNames,
  marks,
  shortVersion,
  tally,
  unexpectedCells,
} from '../summary.ts';
import { type Changing, changesMark, changesNote, changing } from '../topologies.ts';
import { differencesText } from './differences.ts';
import { wrap } from './layout.ts';
import { tableText } from './table.ts';
import { topicsSection } from './topics.ts';
import { moreText, toldAtMost, unexpectedSection } from './unexpected.ts';

export interface ReportOptions {
  /** The table: of every row, folded to what differs, or left out. */
  readonly table: 'every row' | 'folded' | 'none';
  /** What the last line says of the run, besides the counts. */
  readonly ending?: Ending | undefined;
}

/** How a run ended. */
export interface Ending {
  readonly milliseconds: number;
  readonly exitCode: number;
  /** Where the whole report is. */
  readonly report: string;
}

/** The report of a run under one topology or several; of those after the first only what is unexpected. */
export function matrixReport(
  all: readonly [Results, ...Results[]],
  options: ReportOptions,
): string {
  const [first] = all;
  const table =
    options.table === 'none' ? [] : [tableText(first, { every: options.table === 'every row' })];
  return [headLine(first), ...table, afterTable(all, options)].join('\n\n');
}

/** The report from the end of the table on. */
export function afterTable(
  [first, ...others]: readonly [Results, ...Results[]],
  { table, ending }: ReportOptions,
): string {
  const more = others.map((results) =>
    [headLine(results), ...unexpected(results, table === 'every row'), countsLine(results)].join(
      '\n\n',
    ),
  );
  return [
    ...(table === 'none' ? [] : [key()]),
    ...notes(first, table),
    ...more,
    lastLine(first, ending),
  ].join('\n\n');
}

/** What follows the table: changes, differences, what is unexpected, topics. */
function notes(results: Results, table: ReportOptions['table']): string[] {
  const every = table === 'every row';
  const changes = changesNote(results);
  const model = table === 'folded' ? null : modelLine(results);
  return [
    ...(changes
      ? [[out.bold(wrap(changes, 2)), ...changing(results).map(changingText)].join('\n')]
      : []),
    ...differencesText(deviations(results), results, {
      title: 'Known differences, those that touch most people first',
      every,
    }),
    ...unexpected(results, every),
    ...results.missing.map(({ id, because }) => out.red(wrap(`${id} was not run: ${because}`, 2))),
    ...topicsSection(results),
    ...(model ? [wrap(model, 2)] : []),
    ...paperLines(results).map((line) => wrap(line, 2)),
    ...measured(results),
  ];
}

/** `Measured  chromium, firefox: now · webkit: 2026-11-27 14:03–14:09 UTC  (--fresh measures anew)` */
function measured(results: Results): string[] {
  const texts = measuredTexts(results, true);
  const isKept = results.columns.some(({ measured }) => measured && measured.kept > 0);
  const hint = isKept ? [out.dim('(--fresh measures anew)')] : [];
  const line = [out.bold('Measured'), texts.join(' · '), ...hint].join('  ');
  return texts.length > 0 ? [wrap(line, 2)] : [];
}

const unexpected = (results: Results, every: boolean): string[] => {
  const all = modelDifferences(results);
  const told = every ? all : all.slice(0, toldAtMost);
  const more = all.length - told.length;
  const model = told.map((one) => {
    const [head = '', ...lines] = differenceLines(one);
    return [`${out.red('✗')} ${wrap(head, 2)}`, ...lines.map((line) => wrap(line, 4))].join('\n');
  });
  return [
    ...unexpectedSection(results, every),
    ...(model.length > 0
      ? [[out.bold('Not as the model says'), ...model, ...moreText(more)].join('\n')]
      : []),
  ];
};

/** `Chromium 156 · Firefox 153.7 · WebKitGTK 2.50 (not Safari) · Model · names under .test` */
export function headLine({ columns, topology }: Pick<Results, 'columns' | 'topology'>): string {
  const names = [...new Set(columns.map(browserName))];
  return wrap(out.bold([...names, `names under .${topology}`].join(' · ')), 2);
}

function browserName(column: ResultColumn): string {
  const { engine, name, version } = column;
  if (engine === 'model') return engineNames.model;
  if (engine === 'safari') return browserText(column);
  const text = `${name ?? engineNames[engine]} ${shortVersion(version)}`;
  return engine === 'webkit' && !name ? `${text} (not Safari)` : text;
}

const key = () =>
  out.dim(
    wrap(
      `Cells: the cookies that arrived, – for none, and before them the status where that is judged; unsent: the request never left; ${unreadable} the script could not read.`,
      2,
    ),
  );

const changingText = ({ line, columns, accounts }: Changing): string =>
  [
    `${changesMark} ${wrap(`${line} in ${columns.join(', ')}`, 4)}`,
    ...accounts.map((account) => `    ${wrap(account, 6)}`),
  ].join('\n');

/** `✓ 5555 ≠ 511 ✗ 1` */
function countsLine(results: Results): string {
  const counts = tally(results);
  const shown = (['as-claimed', 'known-deviation', 'surprise', 'not-run'] as const).filter(
    (verdict) => counts[verdict] > 0 || verdict === 'surprise',
  );
  return shown.map((verdict) => `${marks[verdict].mark} ${counts[verdict]}`).join(' ');
}

/** `As expected  1011 rows · 6 columns · 3 m 18 s  ✓ 5555 ≠ 511 ✗ 0  exit code 0  results/matrix.html` */
function lastLine(results: Results, ending?: Ending): string {
  const odd =
    tally(results).surprise + modelDifferences(results).length || unexpectedCells(results).length;
  const good = results.rows.every(onlyShows)
    ? out.bold('Shown')
    : out.green(out.bold('As expected'));
  const verdict = odd > 0 ? out.red(out.bold(`${odd} not as expected`)) : good;
  const browsers = results.columns.filter(isMeasured).length;
  const size = [
    `${results.rows.length} ${results.rows.length === 1 ? 'row' : 'rows'}`,
    browsers > 0 && `${browsers} ${browsers === 1 ? 'column' : 'columns'}`,
    ending && duration(ending.milliseconds),
  ];
  const parts = [
    verdict,
    size.filter(Boolean).join(' · '),
    browsers > 0 && countsLine(results),
    ending && `exit code ${ending.exitCode}`,
    ending?.report,
  ];
  return wrap(parts.filter(Boolean).join('  '), 2);
}

/** `3 m 18 s`, `9 s`; tenths below ten seconds: `2.4 s` */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} m ${whole % 60} s`;
}
