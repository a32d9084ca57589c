/** Tells whether two runs were made by the same code. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Folders that decide what a cell says. Scenarios are told apart one by one instead. */
const folders = ['lab', 'services'];

/** A hash of the lab's code and its services' as they are on disk, and of the packages they use. */
export function codeHash(): string {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', ...folders.flatMap(filesIn)]) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('base64url');
}

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(path) : [path];
    });
