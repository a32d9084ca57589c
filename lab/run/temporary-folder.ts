/** The folder below which a run and its browsers write. One that was left by a run that was killed is swept by the next. */
import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { LabError } from '../base/errors.ts';
import { isRoot } from '../browsers/user.ts';
import { parseOwner, stateOf, thisProcess } from '../system/owner.ts';

const prefix = 'cookie-lab-run-';
/** Says in the folder whose it is: a folder without it is nobody's to remove. */
const ownerFile = 'owner.json';

/** What of a path stands below that folder's place, at most: the socket of a Chromium. */
const ownPart = `/${prefix}XXXXXX/chromium-XXXXXX/org.chromium.Chromium.XXXXXX/SingletonSocket`;
/** Bytes that the path of a Unix socket may have. */
const longestPath = process.platform === 'linux' ? 107 : 103;
/** On every Unix, with a path as short as can be. */
const shortPlace = '/tmp';

/**
 * Where the folders of runs stand: at TMPDIR, or at /tmp where its path leaves browsers no room for
 * their sockets.
 *
 * @throws {LabError} LAB_DISK where neither will do.
 */
export function placeOfFolders(): string {
  const longest = longestPath - ownPart.length;
  if (process.platform === 'win32' || Buffer.byteLength(tmpdir()) <= longest) return tmpdir();
  try {
    accessSync(shortPlace, constants.W_OK | constants.X_OK);
    return shortPlace;
  } catch (error) {
    throw new LabError(
      'LAB_DISK',
      `${tmpdir()}: the path is too long for browsers' sockets, and ${shortPlace} cannot be written.`,
      `Set TMPDIR to a folder whose path has ${longest} characters at most.`,
      error,
    );
  }
}

/**
 * Makes a folder of this process's own, for temporary files. Where we are root, others may pass
 * through it: browsers run as another user, each in a folder of that user's.
 *
 * @throws {LabError} as {@link placeOfFolders} does.
 */
export function makeTemporaryFolder(): string {
  const folder = mkdtempSync(join(placeOfFolders(), prefix));
  if (isRoot()) chmodSync(folder, 0o711);
  writeFileSync(join(folder, ownerFile), JSON.stringify(thisProcess()));
  return folder;
}

export function removeTemporaryFolder(folder: string) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes the folders of this user's runs that have ended without doing so. Never throws. */
export function sweepTemporaryFolders() {
  for (const folder of [...new Set([tmpdir(), shortPlace])].flatMap(below)) {
    if (basename(folder).startsWith(prefix) && isLeft(folder)) {
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

function below(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}
