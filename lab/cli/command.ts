/** What all commands share: how they end, and how they show an error. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { LabError } from '../base/errors.ts';
import { type TopologyId, topologies, topologyIds } from '../base/topology.ts';
import { otherNames } from '../browsers/other-names.ts';
import { endAll, prepareCleanup, stoppedBy } from '../run/cleanup.ts';
import { paperColumns } from '../run/paper-columns.ts';
import { err } from '../system/colours.ts';
import { diskError } from './disk-errors.ts';

/** Exit codes of every command. */
export const exit = {
  ok: 0,
  /** Something in the matrix is not as expected. */
  unexpected: 1,
  usage: 2,
  couldNotRun: 3,
} as const;

/** The words of a command, called as `npm run <name> --`. Wrong ones end it with the usage code. */
export const wordsOf = (name: string) =>
  new Command(`npm run ${name} --`).exitOverride(({ exitCode }) =>
    process.exit(exitCode === 0 ? exit.ok : exit.usage),
  );

/** Parses names with commas between, for an option that may repeat. A comma in braces is a glob's. */
export const list = (text: string, previous: string[]) => {
  const names = text.split(/,(?![^{}]*\})/).map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('a name is empty.');
  return [...previous, ...names];
};

/** Parses the path of an option: an empty one is a variable that was not set. */
export function notEmpty(path: string): string {
  if (path.trim() === '') throw new InvalidArgumentError('it is empty.');
  return path;
}

/** `--browsers`, of the columns with these ids. */
export const browsersOption = (columns: readonly { readonly id: string }[], unsaid: string) =>
  new Option(
    '--browsers <list>',
    `columns, as ids or globs: ${columns.map(({ id }) => id).join(', ')}`,
  )
    .argParser((text: string, previous: string[]) => [
      ...previous,
      ...list(text, []).map((name) => columnCalled(name, columns)),
    ])
    .default([], unsaid);

/** The column of a name that people call a browser by, and says what it is; any other as it is. */
export function columnCalled(name: string, columns: readonly { readonly id: string }[]): string {
  const has = (id: string) => columns.some((column) => column.id === id);
  if (!has(name) && paperColumns.some(({ id }) => id === name)) {
    throw new LabError(
      'LAB_USAGE',
      `${name} is on paper: no browser runs it.`,
      'Use webkit:itp, the nearest that runs here; the matrix, explain and the doctor know it on paper.',
    );
  }
  const known = otherNames[name.toLowerCase()];
  if (!known) return name;
  const { column, note } = has(known.column) ? known : (known.otherwise ?? known);
  say(`${name}: the column ${column}: ${note}`);
  return column;
}

export const topologiesAbout = topologyIds.map((id) => `${id}: ${topologies[id].about}`).join('; ');

export const topologyOption = () =>
  new Option('--topology <id>', topologiesAbout).choices(topologyIds).default('test');

/** Parses topologies with commas between; `all` stands for every one. */
export function parseTopologies(text: string): TopologyId[] {
  const names = text === 'all' ? topologyIds : list(text, []);
  for (const name of names) {
    if (!(topologyIds as readonly string[]).includes(name)) {
      throw new InvalidArgumentError(`use ${topologyIds.join(', ')} or all.`);
    }
  }
  return [...new Set(names)] as TopologyId[];
}

/** Runs a command to its end: cleans up, shows errors with their fix, and sets the exit code. */
export async function runCommand(main: () => Promise<number>): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return; // whoever reads the results may have read enough
    showError(Object.assign(error, { path: 'standard output' }));
    process.exit(exit.couldNotRun);
  });
  process.stderr.on('error', () => {}); // nobody can be told
  let code: number = exit.couldNotRun;
  try {
    prepareCleanup();
    code = await main();
  } catch (error) {
    if (stoppedBy === undefined) showError(error);
    if (error instanceof LabError && ['LAB_USAGE', 'LAB_IMPORT', 'LAB_SITE'].includes(error.code)) {
      code = exit.usage;
    }
  } finally {
    await endAll();
  }
  await Promise.all([process.stdout, process.stderr].map(written));
  process.exit(stoppedBy ?? code);
}

/** Resolves when all has left that was written: a pipe takes 64 KB at a time, and the end of the process drops the rest. */
const written = (stream: NodeJS.WriteStream) =>
  new Promise<void>((resolve) => stream.write('', () => resolve()));

function showError(error: unknown) {
  const known = error instanceof LabError ? error : diskError(error);
  if (known === null) return console.error(error);
  console.error(`${err.red(known.code)}: ${known.message}`);
  if (known.fix) console.error(`  ${known.fix}`);
}

/** Says a line that is no result: on standard error, so that results can be piped. */
export const say = (line: string) => console.error(line);
