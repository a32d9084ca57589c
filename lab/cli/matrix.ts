/**
 * npm run matrix: the table of what browsers really do. Here are its words, and what takes longest:
 * the rest is loaded while browsers start.
 */

import { Option } from 'commander';
import { profiles } from '../browsers/profiles.ts';
import { resultsFolder } from '../results/files.ts';
import { modelColumn, paperColumns } from '../run/paper-columns.ts';
import {
  browsersOption,
  list,
  notEmpty,
  parseTopologies,
  runCommand,
  topologiesAbout,
  wordsOf,
} from './command.ts';
import { startEarly } from './early-start.ts';
import type { Options } from './matrix-run.ts';
import { withSelection, wordsAsScenarios } from './selection.ts';

const command = withSelection(wordsOf('matrix'))
  .description(
    'Runs scenarios in the browsers, and prints which cookies were really sent. Without arguments: ' +
      'the essentials, in each engine as shipped and the model.\n' +
      'Exit code: 0 as expected, known differences included; 1 not as expected; 2 usage; 3 could not run.',
  )
  .addOption(
    browsersOption(
      [...profiles, modelColumn, ...paperColumns],
      'each engine as shipped, and the model',
    ),
  )
  .addOption(
    new Option('--topology <list>', `${topologiesAbout}; all: one after the other`)
      .argParser(parseTopologies)
      .default(['test'], 'test'),
  )
  .addOption(
    new Option('--require <list>', 'columns or engines that must run; a missing one is an error')
      .argParser(list)
      .default([], 'none'),
  )
  .option('--headed', 'show the browser windows: all is measured anew, and nothing is kept')
  .option('--json', 'print the results object instead of the table')
  .option('--why', 'say after the table why cookies did not arrive and answers could not be read')
  .option('--slow', 'run those as well that take minutes', false)
  .option('--list', 'list the scenarios and end')
  .option(
    '--compare <file>',
    'list what differs from an earlier latest.json; exit code 1 if anything',
    notEmpty,
  )
  .option(
    '--baseline',
    'list what differs from the committed baselines; exit code 1 if anything in the same version',
  )
  .option('--fresh', 'measure anew, also what was measured before and has not changed')
  .option(
    '--out <folder>',
    'where the results are written, in every form',
    notEmpty,
    resultsFolder,
  );

await runCommand(async () => {
  command.parse();
  const options = wordsAsScenarios(command.opts<Options>(), command.args);
  const early = startEarly(options);
  // What loads meanwhile would delay the lab, and with it the browsers.
  await early?.catch(() => {});
  const { runCatalogue } = await import('./matrix-run.ts');
  return runCatalogue(options, early);
});
