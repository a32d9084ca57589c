/** The results as JUnit XML, which CI systems read: a suite for each column and topology, a case for each row. */
import { countVerdicts } from '../results/counts.ts';
import type { Cell, ResultColumn, ResultRow, Results } from '../results/results.ts';
import { evidence } from './evidence.ts';
import { differenceLines, differsFromModel } from './model.ts';
import { engineNames } from './summary.ts';

/** The report of a run, under one topology or several. */
export function junitReport(all: readonly Results[]): string {
  const suites = all.flatMap((results) =>
    results.columns.map((column) =>
      suite(column, results, all.length > 1 ? `${column.id}, ${results.topology}` : column.id),
    ),
  );
  const missing = all.flatMap((results) => results.missing.map(missingSuite));
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="matrix">
${[...suites, ...missing].join('\n')}
</testsuites>
`;
}

const missingSuite = ({ id, because }: Results['missing'][number]) =>
  `<testsuite name="${xml(id)}" tests="1" failures="0" errors="1" skipped="0">
<testcase classname="${xml(id)}" name="starts"><error message="${xml(because)}"/></testcase>
</testsuite>`;

function suite(column: ResultColumn, results: Results, name: string): string {
  const { id, engine, version, label } = column;
  const rows = results.rows.filter(({ cells }) => cells[id]);
  const cells = rows.flatMap((row) => row.cells[id] ?? []);
  const counts = countVerdicts(cells);
  const failures = cells.filter((cell) => cell.verdict === 'surprise' || differsFromModel(cell));
  const properties = {
    engine: engineNames[engine],
    version,
    label,
    topology: results.topology,
  };
  return `<testsuite name="${xml(name)}" timestamp="${results.date.slice(0, 19)}" tests="${rows.length}" failures="${failures.length}" errors="0" skipped="${counts['not-run']}">
<properties>
${Object.entries(properties)
  .map(([property, value]) => `<property name="${property}" value="${xml(value)}"/>`)
  .join('\n')}
</properties>
${rows.map((row) => testcase(row, id, name)).join('\n')}
</testsuite>`;
}

function testcase(row: ResultRow, column: string, suiteName: string): string {
  const cell = row.cells[column] as Cell;
  const name = row.part === '' ? row.title : `${row.title}: ${row.part}`;
  const because = xml(cell.because ?? '');
  const outcome = {
    'as-claimed': () => '',
    'known-deviation': () =>
      `<system-out>known deviation: ${because} (${xml(cell.see ?? '')})</system-out>`,
    surprise: () => '',
    'not-run': () => `<skipped message="${because}"/>`,
  }[cell.verdict]();
  return `<testcase classname="${xml(`${suiteName}.${row.of.scenario}`)}" name="${xml(name)}">${outcome}${failure(row, column, cell)}</testcase>`;
}

/** Not as claimed, or not as the model of this browser says; empty where it is no failure. */
function failure(row: ResultRow, column: string, cell: Cell): string {
  const { verdict, model } = cell;
  const odd = verdict === 'surprise' ? evidence({ row, column, cell }) : [];
  const other = model && differsFromModel(cell) ? differenceLines({ row, column, model }) : [];
  if (odd.length + other.length === 0) return '';
  const message = odd.length > 0 ? 'not as claimed' : 'not as its model says';
  return `<failure message="${message}">${xml([...odd, ...other].join('\n'))}</failure>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text for XML 1.0; the control characters that it cannot hold (§2.2) as U+FFFD. */
const xml = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"]/g, (one) => entities[one] ?? one);
