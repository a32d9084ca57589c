/** Finds and reads the scenario files: every `.ts` below scenarios/ is one. */
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LabError } from '../base/errors.ts';
import { matchesGlob } from '../base/glob.ts';
import { profiles } from '../browsers/profiles.ts';
import { modelColumn } from '../results/on-paper/column.ts';
import { check } from '../scenario/check/check.ts';
import type { Complaint } from '../scenario/check/complaint.ts';
import { rowsOf, type Scenario, topicOf } from '../scenario/rows.ts';
import type { ScenarioSpec } from '../scenario/scenario.ts';

export const scenariosFolder = fileURLToPath(new URL('../../scenarios', import.meta.url));

/**
 * Reads the scenarios whose id, topic or row id matches a glob; all without one.
 *
 * @throws {LabError} LAB_SCENARIO for a file that is no scenario, naming file, step and fix;
 *   LAB_USAGE when nothing matches.
 */
export async function loadScenarios(
  globs: readonly string[] = [],
  folder = scenariosFolder,
): Promise<Scenario[]> {
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'),
  );
  const ids = files.map((file) => file.slice(0, -'.ts'.length).split(sep).join('/')).sort();
  const wanted = ids.filter(
    (id) =>
      globs.length === 0 ||
      globs.some((glob) => {
        const [path = ''] = glob.split('#'); // rows share the requests of their scenario
        return matchesGlob(path, id) || matchesGlob(path, topicOf(id));
      }),
  );
  if (wanted.length === 0) {
    throw new LabError(
      'LAB_USAGE',
      `No scenario matches ${globs.join(', ')}.`,
      'npm run matrix -- --list names them all.',
    );
  }
  return Promise.all(wanted.map((id) => load(id, folder)));
}

/** Those that do not take minutes. */
export const quick = (scenarios: readonly Scenario[]): Scenario[] =>
  scenarios.filter(({ spec }) => !spec.slow);

async function load(id: string, folder: string): Promise<Scenario> {
  const file = join(folder, `${id}.ts`);
  const where = relative(process.cwd(), file);
  let exported: unknown;
  try {
    exported = (await import(pathToFileURL(file).href)).default;
  } catch (error) {
    const { place, problem } = importFault(error, file);
    const named = relative(process.cwd(), place);
    throw new LabError('LAB_SCENARIO', `${named} cannot be read: ${problem}`, seeTypes, error);
  }
  const complaint = complaintOf(exported);
  if (complaint) {
    const { at, problem, fix } = complaint;
    throw new LabError('LAB_SCENARIO', `${where}: ${at} ${problem}.`, fix);
  }
  const spec = exported as ScenarioSpec;
  return { id, topic: topicOf(id), spec, rows: rowsOf(id, spec) };
}

/** All columns that a deviation can be of. */
const columns = [...profiles.map(({ id }) => id), modelColumn.id];

/** What kept a file from being imported, and where: `file:line` as far as that is known. */
function importFault(error: unknown, file: string): { place: string; problem: string } {
  const { message = String(error), stack = '' } = Object(error) as Partial<Error>;
  // Of a syntax error: `Transform failed with 1 error:`, then a line for each.
  const syntax = /^(.+:\d+):\d+: ERROR: (.+)$/m.exec(message);
  if (syntax) return { place: syntax[1] ?? file, problem: `${syntax[2]}.` };
  const line = stack.split(file)[1]?.match(/^:(\d+)/)?.[1];
  return { place: line ? `${file}:${line}` : file, problem: message.split('\n')[0] ?? '' };
}

/** What is wrong; also where it is so wrong that the check itself stumbles. */
function complaintOf(exported: unknown): Complaint | null {
  try {
    return check(exported, columns);
  } catch (error) {
    const { message } = error as Error;
    return { at: 'the scenario', problem: `cannot be understood: ${message}`, fix: seeTypes };
  }
}

const seeTypes =
  'Build it with the functions of #lab; an editor with TypeScript shows what is wrong.';
