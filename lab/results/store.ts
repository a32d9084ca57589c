/** Writes the results where people and programs look for them. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LabError } from '../base/errors.ts';
import { topologyIds } from '../base/topology.ts';
import { htmlReport } from '../report/html/report.ts';
import { junitReport } from '../report/junit.ts';
import { markdownReport } from '../report/markdown.ts';
import { resultsFile } from '../report/topologies.ts';
import { writeOwned } from '../system/files.ts';
import { readJson } from './read-json.ts';
import type { Results } from './results.ts';
import { resultsShape } from './shapes.ts';

export const resultsFolder = fileURLToPath(new URL('../../results', import.meta.url));

/** The results of the last run. */
export const latestFile = join(resultsFolder, 'latest.json');

/**
 * Writes the first of the results as `latest.json`, `matrix.md` and `matrix.html`, those of other
 * topologies as `com.json` and the like, and `junit.xml` of them all. What an earlier run wrote of
 * topologies that this one left out is removed. Resolves with the paths written.
 */
export async function storeResults(
  all: readonly [Results, ...Results[]],
  folder = resultsFolder,
): Promise<string[]> {
  const [first, ...others] = all;
  const files: Record<string, string> = {
    'latest.json': json(first),
    'matrix.md': markdownReport(first),
    'matrix.html': htmlReport(first),
    'junit.xml': junitReport(all),
  };
  for (const results of others) files[resultsFile(results.topology)] = json(results);
  for (const name of topologyIds.map(resultsFile)) await rm(join(folder, name), { force: true });
  for (const [name, text] of Object.entries(files)) await writeOwned(join(folder, name), text);
  return Object.keys(files).map((name) => join(folder, name));
}

const json = (results: Results) => `${JSON.stringify(results, null, 1)}\n`;

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
