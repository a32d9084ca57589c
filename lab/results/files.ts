/** Where results files are, and how one is read; lab/report/store.ts writes them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LabError } from '../base/errors.ts';
import { readJson } from './read-json.ts';
import type { Results } from './results.ts';
import { resultsShape } from './shapes.ts';

export const resultsFolder = fileURLToPath(new URL('../../results', import.meta.url));

/** The results of the last run. */
export const latestFile = join(resultsFolder, 'latest.json');

/**
 * Reads a results file.
 *
 * @throws {LabError} LAB_USAGE when it is not there, LAB_RESULTS when it is no results file.
 */
export async function readResults(file: string): Promise<Results> {
  const fix = 'Name a latest.json, or another results file that a run of the matrix wrote.';
  if (!existsSync(file)) throw new LabError('LAB_USAGE', `There is no file ${file}.`, fix);
  return readJson<Results>(file, resultsShape, { what: 'a results file', fix });
}
