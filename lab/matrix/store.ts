/** Writes the results where people and programs look for them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LabError } from '../errors.ts';
import { writeOwned } from '../files.ts';
import { htmlReport } from './output/html/report.ts';
import { junitReport } from './output/junit.ts';
import { markdownReport } from './output/markdown.ts';
import type { Results } from './results.ts';

export const resultsFolder = fileURLToPath(new URL('../../results', import.meta.url));

/** The results of the last run. */
export const latestFile = join(resultsFolder, 'latest.json');

/** Writes `latest.json`, `matrix.md`, `matrix.html` and `junit.xml`, and resolves with their paths. */
export async function storeResults(results: Results, folder = resultsFolder): Promise<string[]> {
  const files = {
    [join(folder, 'latest.json')]: `${JSON.stringify(results, null, 1)}\n`,
    [join(folder, 'matrix.md')]: markdownReport(results),
    [join(folder, 'matrix.html')]: htmlReport(results),
    [join(folder, 'junit.xml')]: junitReport(results),
  };
  for (const [file, text] of Object.entries(files)) await writeOwned(file, text);
  return Object.keys(files);
}

/**
 * Reads a results file.
 *
 * @throws {LabError} LAB_USAGE when it is not there or is no results file of this schema.
 */
export async function readResults(file: string): Promise<Results> {
  try {
    const results = JSON.parse(await readFile(file, 'utf8')) as Results;
    if (results.schema !== 1) throw new Error(`its schema is ${results.schema}, not 1`);
    return results;
  } catch (error) {
    throw new LabError('LAB_USAGE', `${file} cannot be read: ${(error as Error).message}`);
  }
}
