/** Writes the results, and the views of them, where people and programs look for them. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { topologyIds } from '../base/topology.ts';
import { resultsFolder } from '../results/files.ts';
import { type Results, resultsFile } from '../results/results.ts';
import { writeOwned } from '../system/files.ts';
import { htmlReport } from './html/report.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';

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
