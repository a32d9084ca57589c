/** npm run claims: which scenarios and rows reproduce each claim, and what the browsers said to it. */
import { existsSync } from 'node:fs';
import { claimsReport } from '../report/claims.ts';
import { coverageOf, isCovered } from '../results/coverage.ts';
import { latestFile, readResults } from '../results/files.ts';
import { loadScenarios } from '../run/load-scenarios.ts';
import { exit, notEmpty, runCommand, wordsOf } from './command.ts';

const command = wordsOf('claims')
  .description(
    'Lists the claims, the cases that each names, the scenarios that reproduce it, and the verdicts ' +
      'of the last run.\n' +
      'Exit code: 0 every claim has a scenario and every case a row, 1 one has none.',
  )
  .option('--json', 'print them as JSON')
  .option(
    '--results <file>',
    'the results to take verdicts from (default: the last run’s)',
    notEmpty,
  );

await runCommand(async () => {
  const { json, results: file } = command.parse().opts<{ json?: true; results?: string }>();
  const known = file !== undefined || existsSync(latestFile);
  const results = known ? await readResults(file ?? latestFile) : null;
  const coverage = coverageOf(await loadScenarios(), results);
  console.log(json ? JSON.stringify(coverage, null, 1) : claimsReport(coverage, results));
  return coverage.every(isCovered) ? exit.ok : exit.unexpected;
});
