/** Finds and reads the scenario files: every `.ts` below scenarios/ is one. */
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LabError } from '../base/errors.ts';
import { profiles } from '../browsers/profiles.ts';
import { check } from '../scenario/check/check.ts';
import type { Complaint } from '../scenario/check/complaint.ts';
import { rowsOf, type Scenario, topicOf } from '../scenario/rows.ts';
import { scenario, type Written } from '../scenario/scenario.ts';
import { readText } from '../system/files.ts';
import { idsNamed } from './named.ts';
import { modelColumn } from './paper-columns.ts';

export const scenariosFolder = fileURLToPath(new URL('../../scenarios', import.meta.url));

/** Topics in the order in which they are read: what is said first explains what comes later. */
const topicOrder = ['concepts', 'flow', 'samesite', 'third-party', 'designs'];

/**
 * Reads the scenarios that words name (named.ts); all without one. They come topic by topic: those
 * that explain the others first, then by name.
 *
 * @throws {LabError} LAB_SCENARIO for a file that is no scenario, naming file, step and fix;
 *   LAB_USAGE for a word that names none, with what may be meant.
 */
export async function loadScenarios(
  words: readonly string[] = [],
  folder = scenariosFolder,
): Promise<Scenario[]> {
  const ids = await idsIn(folder);
  if (words.length === 0) return Promise.all(ids.map((id) => load(id, folder)));
  const wanted = new Set(words.flatMap((word) => idsNamed(word, ids, folder)));
  return Promise.all(ids.filter((id) => wanted.has(id)).map((id) => load(id, folder)));
}

/** Reads the scenarios that are marked as essential, and no others. */
export async function loadEssentials(folder = scenariosFolder): Promise<Scenario[]> {
  const ids = await idsIn(folder);
  const texts = await Promise.all(ids.map((id) => readText(join(folder, `${id}.ts`))));
  // To import all of them would take longer than the first browser takes to start.
  const likely = ids.filter((_, place) => /\bessential: true\b/.test(texts[place] ?? ''));
  const scenarios = await Promise.all(likely.map((id) => load(id, folder)));
  return scenarios.filter(({ spec }) => spec.essential);
}

/** The ids of all scenarios, in the order in which they are read. */
export async function idsIn(folder = scenariosFolder): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'),
  );
  const place = (id: string) => {
    const found = topicOrder.indexOf(topicOf(id));
    return found === -1 ? topicOrder.length : found;
  };
  return files
    .map((file) => file.slice(0, -'.ts'.length).split(sep).join('/'))
    .sort()
    .sort((a, b) => place(a) - place(b));
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
  const spec = scenario(exported as Written);
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
