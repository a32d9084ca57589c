/** Files that the lab writes for whoever called it. */
import { chown, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file, making its folder. The file gets the owner of the folder: in a
 * container that is whoever mounted it, not root. `mode` is that of a new file.
 */
export async function writeOwned(file: string, text: string, mode = 0o644): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  await writeFile(file, text, { mode });
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(folder);
  await chown(file, uid, gid);
}
