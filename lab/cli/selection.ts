/** What of the catalogue a run of the matrix takes, and how it is shown. */
import { type Command, Option } from 'commander';
import { LabError } from '../base/errors.ts';
import type { Unnamed } from '../browsers/columns.ts';
import type { ReportOptions } from '../report/terminal/report.ts';
import { loadEssentials, loadScenarios, quick } from '../run/load-scenarios.ts';
import type { Scenario } from '../scenario/rows.ts';
import { list } from './command.ts';

/** What was asked for. */
export interface SelectionOptions {
  readonly scenario: readonly string[];
  /** Everything: all scenarios where none is named, in all default columns. */
  readonly all: boolean;
  readonly slow: boolean;
  readonly table?: true;
}

/** Gives a command the words and options that select scenarios. */
export const withSelection = (command: Command): Command =>
  command
    .argument('[scenarios...]', 'what to run, as --scenario; without: the essentials')
    .addOption(
      new Option(
        '--scenario <list>',
        'scenarios, as topics, ids, globs, files or folders: samesite, "concepts/*"',
      )
        .argParser(list)
        .default([], 'the essentials'),
    )
    .option('--all', 'everything: every scenario, in six columns', false)
    .option('--table', 'print every row of the table; without it what agrees is folded');

/** The options of a command with its words as scenarios. */
export function wordsAsScenarios<Options extends { readonly scenario: readonly string[] }>(
  options: Options,
  words: readonly string[],
): Options {
  refuseSwallowed();
  return {
    ...options,
    scenario: [...options.scenario, ...words.flatMap((word) => list(word, []))],
  };
}

/** The scenarios that are asked for. @throws {LabError} LAB_USAGE where only slow ones are. */
export async function selected({ scenario, all, slow }: SelectionOptions): Promise<Scenario[]> {
  if (scenario.length === 0 && !all) return loadEssentials();
  const found = await loadScenarios(scenario);
  const scenarios = slow ? found : quick(found);
  if (scenarios.length > 0) return scenarios;
  throw new LabError('LAB_USAGE', 'Only slow scenarios match.', 'Add --slow to run them.');
}

/**
 * Those that the lab in Docker can perform: it stands in for no hosts of a scenario's own. All of them
 * where there are no others: each then says why it is not run.
 */
export function performableInDocker(scenarios: readonly Scenario[]): readonly Scenario[] {
  const others = scenarios.filter(({ spec }) => (spec.hosts ?? []).length === 0);
  return others.length > 0 ? others : scenarios;
}

/** The columns where none is named. */
export const unnamedColumns = ({ all }: SelectionOptions): Unnamed =>
  all ? 'default' : 'as shipped';

/** How much of the table is printed: of everything none, for it would be a thousand rows. */
export function tableOf({ all, scenario, table }: SelectionOptions): ReportOptions['table'] {
  if (table) return 'every row';
  return all && scenario.length === 0 ? 'none' : 'folded';
}

/** Options of the matrix that npm takes for its own where `--` is left out. */
const swallowable = [
  ...['all', 'table', 'slow', 'headed', 'fresh', 'why', 'list', 'baseline', 'browsers'],
];

/** @throws {LabError} LAB_USAGE where npm kept an option to itself. */
function refuseSwallowed() {
  const kept = swallowable.filter((name) => process.env[`npm_config_${name}`] === 'true');
  if (kept.length === 0) return;
  const options = kept.map((name) => `--${name}`).join(' ');
  throw new LabError(
    'LAB_USAGE',
    `npm kept ${options} to itself.`,
    `Write -- before the options: npm run matrix -- ${options}`,
  );
}
