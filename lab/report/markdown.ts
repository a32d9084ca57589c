/** The table for people who read it on a web site: results/matrix.md. */
import type { Results } from '../results/results.ts';
import { evidence } from './evidence.ts';
import { measuredTexts } from './measured.ts';
import { differenceLines, modelDifferences, tallyLines } from './model.ts';
import {
  type Deviating,
  deviations,
  headText,
  legend,
  linesOf,
  marks,
  unexpectedCells,
} from './summary.ts';
import { type Changing, changesMark, changesMarkOf, changesNote, changing } from './topologies.ts';

export function markdownReport(results: Results): string {
  const { columns, date, topology } = results;
  const heads = columns.map((column) => `${headText(column)}, ${column.label}`);
  const lines = linesOf(results);
  const changes = changesNote(results);
  const topics = [...new Set(lines.map(({ topic }) => topic))];
  const sections = topics.map((topic) => {
    const body = lines
      .filter((line) => line.topic === topic)
      .map((line) => {
        const letters = legend(results, line.file);
        const title = [line.title, line.part && `**${line.part}**`, letters && `(${letters})`];
        const cells = columns.map(({ id }) => {
          const cell = line.cells[id];
          if (!cell) return '';
          return `${marks[cell.verdict].mark} ${cell.text}`.trim() + changesMarkOf(cell);
        });
        return tableLine([title.filter(Boolean).join(' '), line.claims.join(' '), ...cells]);
      });
    return [
      `## ${topic}`,
      '',
      tableLine(['', 'claims', ...heads]),
      tableLine(['---', '---', ...heads.map(() => '---')]),
      ...body,
    ].join('\n');
  });
  return `${[
    '# The matrix',
    `The run of ${date}, under the topology \`${topology}\`.`,
    measuredTexts(results, false)
      .map((text) => `- measured ${text}`)
      .join('\n'),
    tallyLines(results).join('\\\n'),
    ...(changes ? [changes] : []),
    ...sections,
    ...notes(results),
  ].join('\n\n')}\n`;
}

function notes(results: Results): string[] {
  const known = deviations(results).map(reasonLine);
  const odd = unexpectedCells(results).map((one) => fenced(evidence(one)));
  const oddOfModel = modelDifferences(results).map((one) => fenced(differenceLines(one)));
  const changes = changing(results).map(changingLine);
  return [
    ...(changes.length > 0
      ? [`## ${changesMark} Changes with the topology`, changes.join('\n')]
      : []),
    ...(known.length > 0 ? ['## Known deviations', known.join('\n')] : []),
    ...(odd.length > 0 ? ['## Not as expected', odd.join('\n\n')] : []),
    ...(oddOfModel.length > 0 ? ['## Not as the model says', oddOfModel.join('\n\n')] : []),
  ];
}

function reasonLine({ because, see, rows }: Deviating): string {
  const where = [...rows].map(([row, columns]) => `\`${row.scenario}\` in ${columns.join(', ')}`);
  const source = see.startsWith('https://') ? `<${see}>` : see;
  return `- ${because} (${source})\n  ${where.join('; ')}`;
}

const changingLine = ({ line, columns, accounts }: Changing): string =>
  [`- \`${line}\` in ${columns.join(', ')}`, ...accounts.map((account) => `  - ${account}`)].join(
    '\n',
  );

const fenced = (lines: readonly string[]) => `\`\`\`text\n${lines.join('\n')}\n\`\`\``;

const tableLine = (cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
