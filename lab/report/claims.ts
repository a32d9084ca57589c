/** The claims with their scenarios and verdicts, for a terminal. */

import { claimTopics } from '../claims/claims.ts';
import type { Counts } from '../results/counts.ts';
import { type Coverage, isCovered, type MemberCoverage } from '../results/coverage.ts';
import type { Cell, ResultColumn, Results } from '../results/results.ts';
import { out } from '../system/colours.ts';
import { engineNames, marks } from './summary.ts';
import { wrap } from './terminal/layout.ts';

export function claimsReport(coverage: readonly Coverage[], results: Results | null): string {
  const sections = Object.entries(claimTopics).map(([letter, topic]) =>
    [
      out.bold(`${letter}  ${topic.toUpperCase()}`),
      ...coverage.filter(({ id }) => id.startsWith(letter)).map(claimLines),
    ].join('\n'),
  );
  const without = coverage.filter((claim) => !isCovered(claim)).map(({ id }) => id);
  const cases = coverage.flatMap(({ members }) => members).length;
  const source = results
    ? `Verdicts, in cells: results of ${results.date}, topology ${results.topology}.`
    : 'No results yet, so no verdicts: npm run matrix.';
  const last =
    without.length > 0
      ? `${coverage.length - without.length} of ${coverage.length} claims have a scenario, and a row for each case; without: ${without.join(', ')}`
      : `All ${coverage.length} claims have a scenario, and all ${cases} cases that they list a row.`;
  return [...sections, source, last].join('\n\n');
}

function claimLines({ id, says, members, scenarios, verdicts }: Coverage): string {
  const engines = Object.entries(verdicts) as [ResultColumn['engine'], Counts][];
  const lines = [
    `${out.bold(id.padEnd(4))}${wrap(says, 4)}`,
    members.length > 0 && `    ${out.dim(wrap(members.map(memberText).join(' · '), 4))}`,
    ...(scenarios.length > 0 ? members : []).flatMap(({ name, unmatched }) =>
      unmatched.map((glob) => out.red(`    ${name}: no row of these scenarios is ${glob}`)),
    ),
    scenarios.length > 0
      ? `    ${wrap(scenarios.join(', '), 4)}`
      : out.red('    no scenario reproduces it'),
    engines.length > 0 &&
      `    ${engines.map(([engine, counts]) => `${engineNames[engine]} ${countsText(counts)}`).join('   ')}`,
  ];
  return lines.filter(Boolean).join('\n');
}

/** `img ✓ 5 ≠ 3`; without verdicts as many rows as show it: `img (8)`. */
const memberText = ({ name, rows, verdicts }: MemberCoverage) =>
  `${name} ${countsText(verdicts) || `(${rows.length})`}`.replaceAll(' ', '\u00a0');

/** `✓ 5 ≠ 3`; what there is none of is left out. */
const countsText = (counts: Counts) =>
  (Object.keys(marks) as Cell['verdict'][])
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${marks[verdict].mark} ${counts[verdict]}`)
    .join(' ');
