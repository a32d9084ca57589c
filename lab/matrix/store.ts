/** Writes the results where people and programs look for them. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeOwned } from '../files.ts';
import { markdownReport } from './output/markdown.ts';
import type { Results } from './results.ts';

export const resultsFolder = fileURLToPath(new URL('../../results', import.meta.url));

/** Writes `latest.json` and `matrix.md`, and resolves with their paths. */
export async function storeResults(results: Results, folder = resultsFolder): Promise<string[]> {
  const files = {
    [join(folder, 'latest.json')]: `${JSON.stringify(results, null, 1)}\n`,
    [join(folder, 'matrix.md')]: markdownReport(results),
  };
  for (const [file, text] of Object.entries(files)) await writeOwned(file, text);
  return Object.keys(files);
}
