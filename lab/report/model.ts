/** What outputs say of the user agent on paper: how it judges, and where browsers do otherwise. */

import { countVerdicts } from '../results/counts.ts';
import { isMeasured } from '../results/measured.ts';
import type { Agreement, Cell, ResultRow, Results } from '../results/results.ts';
import type { Difference } from '../results/verdict.ts';
import { paperLines } from './paper.ts';
import { cellsOf, marks, show, tallyLine } from './summary.ts';

export interface Differing {
  readonly row: ResultRow;
  readonly column: string;
  readonly model: Agreement;
}

/** Does a browser do other than its model says? */
export const differsFromModel = ({ model }: Pick<Cell, 'model'>): boolean =>
  model !== undefined && model.differs.length > 0;

/** The cells in which a browser does other than its model says. */
export const modelDifferences = ({ rows }: Results): Differing[] =>
  rows.flatMap((row) =>
    Object.entries(row.cells).flatMap(([column, { model }]) =>
      model && differsFromModel({ model }) ? { row, column, model } : [],
    ),
  );

/** A difference as lines of text. */
export function differenceLines({ row, column, model }: Differing): string[] {
  return [
    `${row.scenario} in ${column}: ${row.title}`,
    ...model.differs.map((one) => `  ${disagreementText(one)}`),
  ];
}

/** `call: the model says sent [], the browser ["sid"]` */
export const disagreementText = ({ as, field, expected, observed }: Difference) =>
  `${as}: the model says ${field} ${show(expected)}, the browser ${show(observed)}`;

/** What a report ends with: the tally of the browsers, then the model's, then what is predicted. */
export function tallyLines(results: Results): string[] {
  const measured = results.columns.some(isMeasured);
  const said = [...[modelLine(results) ?? []].flat(), ...paperLines(results)];
  return [...(measured || said.length === 0 ? [tallyLine(results)] : []), ...said];
}

/**
 * The model in one line; null where it was not asked.
 *
 *     model: ✓ 187   ≠ 1   ✗ 0; agrees with the browsers in 99.6 % of 1128 cells; 4 differ
 */
export function modelLine(results: Results): string | null {
  const line = [verdictsOf(results), agreementOf(results)].filter((part) => part !== '');
  return line.length > 0 ? `model: ${line.join('; ')}` : null;
}

function verdictsOf(results: Results): string {
  const cells = cellsOf(results, 'model');
  if (cells.length === 0) return '';
  const counts = countVerdicts(cells);
  return (Object.keys(marks) as Cell['verdict'][])
    .filter((verdict) => counts[verdict] > 0 || verdict === 'surprise')
    .map((verdict) => `${marks[verdict].mark} ${counts[verdict]} ${modelMeaning(verdict)}`)
    .join('   ');
}

/** It runs nothing: what it does not dare to say is not predicted. */
const modelMeaning = (verdict: Cell['verdict']) =>
  verdict === 'not-run' ? 'not predicted' : marks[verdict].meaning;

function agreementOf(results: Results): string {
  const models = results.rows.flatMap(({ cells }) =>
    Object.values(cells).flatMap(({ model }) => model ?? []),
  );
  if (models.length === 0) return '';
  const differing = models.filter(({ differs }) => differs.length > 0).length;
  const share = Math.floor((1000 * (models.length - differing)) / models.length) / 10;
  return `agrees with the browsers in ${share} % of ${models.length} cells${differing > 0 ? `; ${differing} differ` : ''}`;
}
