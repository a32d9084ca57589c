/** Where the doctor's traffic comes from: a file, or standard input. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { LabError } from '../base/errors.ts';
import { type Import, importHar } from '../import/index.ts';
import { err } from '../system/colours.ts';

/**
 * Reads traffic; says on a terminal how far it is.
 *
 * @throws {LabError} LAB_IMPORT where it cannot be read: why, and what to do.
 */
export async function importFrom(file: string): Promise<Import> {
  if (file === '-') return importHar(process.stdin);
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new LabError(
      'LAB_IMPORT',
      `${file} is not a file.`,
      'Give the path of a HAR file. In DevTools: Network, Export HAR (with sensitive data).',
    );
  }
  const size = statSync(file).size;
  const imported = await importHar(createReadStream(file), { onProgress: progress(size) });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  return imported;
}

function progress(size: number) {
  return ({ characters, entries }: { characters: number; entries: number }) => {
    if (!process.stderr.isTTY || size < 5_000_000) return;
    const percent = Math.min(99, Math.floor((100 * characters) / size));
    process.stderr.write(`\r\x1b[K${err.dim(`reading: ${percent} %, ${entries} entries`)}`);
  };
}
