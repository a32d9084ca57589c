/** The claims with their scenarios and verdicts, for a terminal. */
import { claimTopics } from '../../claims.ts';
import { out } from '../../colours.ts';
import type { Coverage } from '../coverage.ts';
import type { Cell, ResultColumn, Results } from '../results.ts';
import { type Counts, engineNames, marks } from './summary.ts';
import { wrap } from './wrap.ts';

export function claimsReport(coverage: readonly Coverage[], results: Results | null): string {
  const sections = Object.entries(claimTopics).map(([letter, topic]) =>
    [
      out.bold(`${letter}  ${topic.toUpperCase()}`),
      ...coverage.filter(({ id }) => id.startsWith(letter)).map(claimLines),
    ].join('\n'),
  );
  const without = coverage.filter(({ scenarios }) => scenarios.length === 0).map(({ id }) => id);
  const source = results
    ? `Verdicts, in cells: results of ${results.date}, topology ${results.topology}.`
    : 'No results yet, so no verdicts: npm run matrix.';
  const last =
    without.length > 0
      ? `${coverage.length - without.length} of ${coverage.length} claims have a scenario; without: ${without.join(', ')}`
      : `All ${coverage.length} claims have a scenario.`;
  return [...sections, source, last].join('\n\n');
}

function claimLines({ id, says, members, scenarios, verdicts }: Coverage): string {
  const engines = Object.entries(verdicts) as [ResultColumn['engine'], Counts][];
  const lines = [
    `${out.bold(id.padEnd(4))}${wrap(says, 4)}`,
    members && out.dim(`    ${wrap(members.join(' · '), 4)}`),
    scenarios.length > 0
      ? `    ${wrap(scenarios.join(', '), 4)}`
      : out.red('    no scenario reproduces it'),
    engines.length > 0 &&
      `    ${engines.map(([engine, counts]) => `${engineNames[engine]} ${countsText(counts)}`).join('   ')}`,
  ];
  return lines.filter(Boolean).join('\n');
}

/** `✓ 5 ≠ 3`; what there is none of is left out. */
const countsText = (counts: Counts) =>
  (Object.keys(marks) as Cell['verdict'][])
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${marks[verdict].mark} ${counts[verdict]}`)
    .join(' ');
