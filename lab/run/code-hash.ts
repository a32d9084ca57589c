/** Tells whether two recordings were made by the same code. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Folders whose code makes recordings. Those that only read them do not count. */
const folders = [
  ...['lab/base', 'lab/scenario/plan', 'lab/scenario/steps', 'lab/system'],
  ...['lab/page', 'lab/gateway', 'lab/browsers', 'lab/run', 'services'],
];

/** A hash of the code that makes recordings, as it is on disk, and of the packages it uses. */
export function makersHash(): string {
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
