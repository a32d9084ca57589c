/** The table for people who read it on a web site: results/matrix.md. */
import type { Results } from '../results.ts';
import {
  deviations,
  engineNames,
  evidence,
  marks,
  observed,
  surprises,
  tallyLine,
} from './summary.ts';

export function markdownReport(results: Results): string {
  const { rows, columns, date, topology } = results;
  const heads = columns.map(
    ({ engine, version, label }) => `${engineNames[engine]} ${version}, ${label}`,
  );
  const topics = [...new Set(rows.map(({ topic }) => topic))];
  const sections = topics.map((topic) => {
    const lines = rows
      .filter((row) => row.topic === topic)
      .map((row) => {
        const cells = columns.map(({ id }) => {
          const cell = row.cells[id];
          return cell ? `${marks[cell.verdict].mark} ${observed(row, cell)}`.trim() : '';
        });
        return line([row.title, row.claims.join(' '), ...cells]);
      });
    return [
      `## ${topic}`,
      '',
      line(['', 'claims', ...heads]),
      line(['---', '---', ...heads.map(() => '---')]),
      ...lines,
    ].join('\n');
  });
  return `${[
    '# The matrix',
    `Measured ${date} under the topology \`${topology}\`.`,
    tallyLine(results),
    ...sections,
    ...notes(results),
  ].join('\n\n')}\n`;
}

function notes(results: Results): string[] {
  const known = deviations(results).map(({ because, see, rows }) => {
    const where = [...rows].map(([row, columns]) => `\`${row}\` in ${columns.join(', ')}`);
    const source = see.startsWith('https://') ? `<${see}>` : see;
    return `- ${because} (${source})\n  ${where.join('; ')}`;
  });
  const odd = surprises(results).map((one) => `\`\`\`text\n${evidence(one).join('\n')}\n\`\`\``);
  return [
    ...(known.length > 0 ? ['## Known deviations', known.join('\n')] : []),
    ...(odd.length > 0 ? ['## Surprises', odd.join('\n\n')] : []),
  ];
}

const line = (cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
