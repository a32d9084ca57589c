/** Files that the lab reads and writes for whoever called it. */
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The text of a file. An error names the file, which Node does not where it is a folder. */
export const readText = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error) => {
    throw Object.assign(error, { path: file });
  });

/**
 * Writes a file, making its folder. Whoever reads it finds the old text or all of the new, also
 * where the lab is killed meanwhile. The file gets the owner of the folder: in a container that is
 * whoever mounted it, not root. An error names the file.
 */
export async function writeOwned(file: string, text: string, mode = 0o644): Promise<void> {
  const folder = dirname(file);
  // Never one that is there: it would keep its mode and its owner, or be a link to elsewhere.
  const unfinished = `${file}.${randomBytes(6).toString('hex')}.new`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(unfinished, text, { mode, flag: 'wx' });
    if (process.getuid?.() === 0) {
      const { uid, gid } = await stat(folder);
      await chown(unfinished, uid, gid);
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw Object.assign(error as Error, { path: file });
  }
}
