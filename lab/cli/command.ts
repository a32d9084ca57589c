/** What all commands share: how they end, and how they show an error. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { err } from '../colours.ts';
import { LabError } from '../errors.ts';
import { topologies, topologyIds } from '../topology.ts';
import { endAll, prepareCleanup, stoppedBy } from './cleanup.ts';

/** Exit codes of every command. */
export const exit = {
  ok: 0,
  /** The matrix holds surprises. */
  surprises: 1,
  usage: 2,
  couldNotRun: 3,
} as const;

/** The words of a command, called as `npm run <name> --`. Wrong ones end it with the usage code. */
export const wordsOf = (name: string) =>
  new Command(`npm run ${name} --`).exitOverride(({ exitCode }) =>
    process.exit(exitCode === 0 ? exit.ok : exit.usage),
  );

/** Parses names with commas between, for an option that may repeat. */
export const list = (text: string, previous: string[]) => {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('a name is empty.');
  return [...previous, ...names];
};

export const topologyOption = () =>
  new Option(
    '--topology <id>',
    topologyIds.map((id) => `${id}: ${topologies[id].about}`).join('; '),
  )
    .choices(topologyIds)
    .default('test');

/** Runs a command to its end: cleans up, shows errors with their mend, and sets the exit code. */
export async function runCommand(main: () => Promise<number>): Promise<void> {
  prepareCleanup();
  let code: number = exit.couldNotRun;
  try {
    code = await main();
  } catch (error) {
    if (stoppedBy === undefined) showError(error);
    if (error instanceof LabError && error.code === 'LAB_USAGE') code = exit.usage;
  } finally {
    await endAll();
  }
  process.exit(stoppedBy ?? code);
}

function showError(error: unknown) {
  if (!(error instanceof LabError)) return console.error(error);
  console.error(`${err.red(error.code)}: ${error.message}`);
  if (error.mend) console.error(`  ${error.mend}`);
}

/** Says a line that is no result: on standard error, so that results can be piped. */
export const say = (line: string) => console.error(line);
