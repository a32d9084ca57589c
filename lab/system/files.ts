/** Files that the lab writes for whoever called it. */
import { chown, mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file, making its folder. Whoever reads it finds the old text or all of the new, also
 * where the lab is killed meanwhile. The file gets the owner of the folder: in a container that is
 * whoever mounted it, not root.
 */
export async function writeOwned(file: string, text: string, mode = 0o644): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  const unfinished = `${file}.new`;
  await writeFile(unfinished, text, { mode });
  if (process.getuid?.() === 0) {
    const { uid, gid } = await stat(folder);
    await chown(unfinished, uid, gid);
  }
  await rename(unfinished, file);
}
