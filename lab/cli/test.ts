/** npm test: types, lint, the lab's own tests, and every scenario asserted in every default column. */

import { spawnSync } from 'node:child_process';
import { err } from '../system/colours.ts';
import { exit, runCommand, say } from './command.ts';

const matrix = (...options: string[]) =>
  ['node', 'lab/setup/run.mjs', 'matrix', ...options] as const;

/** What is checked, measured anew, in order; the first that fails ends the run. */
const checks: readonly (readonly [command: string, ...args: string[]])[] = [
  ['tsc'],
  ['biome', 'check', '--error-on-warnings'],
  ['knip'],
  // First the matrix: it installs the browsers. What is not as expected, or was not run, fails.
  matrix(
    ...['--fresh', '--all', '--browsers', 'model,chromium,firefox,webkit'],
    ...['--require', 'chromium,firefox,webkit'],
  ),
  // Other policies, where they matter most.
  matrix(
    ...['--fresh', '--browsers', 'chromium:blocked,chromium:incognito,firefox:allowed,webkit:itp'],
    ...['--scenario', 'third-party,samesite', '--out', 'results/policies'],
  ),
  ['playwright', 'test', '--project=lab', '--project=browsers'],
  // The same scenarios as tests of Playwright: a few show that the adapter holds.
  ['playwright', 'test', '--project=chromium', '-g', 'concepts/'],
];

await runCommand(async () => {
  for (const [command, ...args] of checks) {
    say(err.bold(`\n${command} ${args.join(' ')}`));
    const { status } = spawnSync(command, args, { stdio: 'inherit' });
    if (status !== 0) {
      say(err.red(`failed: ${command} ${args.join(' ')}`));
      return exit.unexpected;
    }
  }
  return exit.ok;
});
