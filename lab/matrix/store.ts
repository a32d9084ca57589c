/** Writes the results where people and programs look for them. */
import { chown, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { markdownReport } from './output/markdown.ts';
import type { Results } from './results.ts';

export const resultsFolder = fileURLToPath(new URL('../../results', import.meta.url));

/**
 * Writes `latest.json` and `matrix.md`. The files get the owner of the folder:
 * in a container that is whoever called, not root.
 */
export async function storeResults(results: Results, folder = resultsFolder): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files = {
    [join(folder, 'latest.json')]: `${JSON.stringify(results, null, 1)}\n`,
    [join(folder, 'matrix.md')]: markdownReport(results),
  };
  for (const [file, text] of Object.entries(files)) {
    await writeFile(file, text);
    await giveToOwnerOf(dirname(file), file);
  }
  return Object.keys(files);
}

async function giveToOwnerOf(folder: string, file: string) {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(folder);
  await chown(file, uid, gid);
}
