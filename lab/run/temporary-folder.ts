/** The folder below which a run and its browsers write. One that was left by a run that was killed is swept by the next. */
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseOwner, stateOf, thisProcess } from '../system/owner.ts';

const prefix = 'cookie-lab-run-';
/** Says in the folder whose it is: a folder without it is nobody's to remove. */
const ownerFile = 'owner.json';

/** Makes a folder of this process's own, below the system's folder for temporary files. */
export function makeTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  writeFileSync(join(folder, ownerFile), JSON.stringify(thisProcess()));
  return folder;
}

export function removeTemporaryFolder(folder: string) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes the folders of this user's runs that have ended without doing so. Never throws. */
export function sweepTemporaryFolders() {
  for (const name of namesIn(tmpdir())) {
    const folder = join(tmpdir(), name);
    if (name.startsWith(prefix) && isLeft(folder)) {
      try {
        removeTemporaryFolder(folder);
      } catch {
        // the next run tries again
      }
    }
  }
}

function isLeft(folder: string): boolean {
  try {
    const about = lstatSync(folder);
    if (!about.isDirectory() || (process.getuid && about.uid !== process.getuid())) return false;
    const owner = parseOwner(readFileSync(join(folder, ownerFile), 'utf8'));
    return owner !== null && stateOf(owner) === 'ended';
  } catch {
    return false;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
