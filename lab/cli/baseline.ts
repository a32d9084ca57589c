/** npm run baseline: makes stored results the baseline of their browsers, or compares them with it. */

import { LabError } from '../base/errors.ts';
import { unexpectedCells } from '../report/summary.ts';
import { baselineFolder, writeBaselines } from '../results/baseline.ts';
import { latestFile, readResults } from '../results/files.ts';
import { loadScenarios } from '../run/load-scenarios.ts';
import { changedFromBaselines } from './changes.ts';
import { exit, runCommand, say, wordsOf } from './command.ts';

const command = wordsOf('baseline')
  .description(
    `Writes what results say into ${baselineFolder}, a file for each browser version and policy.\n` +
      'Commit them: later runs of the same browser are compared with them, and its next version too.\n' +
      'Exit code: 0 written, or nothing changed; 1 with --check, something changed.',
  )
  .argument('[results...]', 'results files', [latestFile])
  .option('--check', 'write nothing: list what differs from the baselines');

await runCommand(async () => {
  const { check } = command.parse().opts<{ check?: true }>();
  const all = await Promise.all((command.processedArgs[0] as string[]).map(readResults));
  if (check) return (await changedFromBaselines(all)) > 0 ? exit.unexpected : exit.ok;

  const odd = all.flatMap(unexpectedCells).length;
  if (odd > 0) {
    throw new LabError(
      'LAB_USAGE',
      `${odd} cells are not as expected: a baseline holds what is explained.`,
      'Fix them or record them as deviations, run the matrix again, then write the baseline.',
    );
  }
  const scenarios = await loadScenarios();
  const rows = new Set(scenarios.flatMap((scenario) => scenario.rows.map(({ id }) => id)));
  const files = new Set<string>();
  for (const results of all) {
    for (const file of await writeBaselines(results, rows)) files.add(file);
  }
  for (const file of files) say(file);
  return exit.ok;
});
