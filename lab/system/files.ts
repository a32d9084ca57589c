/** Files that the lab writes for whoever called it. */
import { randomBytes } from 'node:crypto';
import { chown, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

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
