/** Where the doctor's traffic comes from: a file, or standard input. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { LabError } from '../base/errors.ts';
import { assumed } from '../diagnosis/doctor/index.ts';
import { type Import, importCurl, importHar, importHeaders } from '../import/index.ts';
import type { PlannedExchange } from '../scenario/plan/planned.ts';
import { err } from '../system/colours.ts';

/** What is said besides the file, for pasted headers. */
export interface Said {
  readonly page?: string;
  readonly request?: string;
  readonly credentials?: PlannedExchange['credentials'];
}

/**
 * Reads traffic: a HAR file, curl commands with or without what they printed, or response headers.
 * Says on a terminal how far it is.
 *
 * @throws {LabError} LAB_IMPORT where it cannot be read: why, and what to do.
 */
export async function importFrom(file: string, said: Said): Promise<Import> {
  if (file === '-') {
    const text = await textOf(process.stdin);
    return isJson(text) ? importHar(text) : importText(text, said);
  }
  const { size, start } = await beginningOf(file);
  if (!isJson(start)) return importText(await textOf(createReadStream(file)), said);
  const imported = await importHar(createReadStream(file), { onProgress: progress(size) });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  return imported;
}

/**
 * The size of a file, and how it begins.
 *
 * @throws {LabError} LAB_IMPORT where there is no such file.
 */
async function beginningOf(file: string): Promise<{ size: number; start: string }> {
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new LabError(
      'LAB_IMPORT',
      `${file} is not a file.`,
      'Give the path of a HAR file. In DevTools: Network, Export HAR (with sensitive data).',
    );
  }
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1024), 0, 1024, 0);
    return { size: statSync(file).size, start: buffer.toString('utf8', 0, bytesRead) };
  } finally {
    await handle.close();
  }
}

const isJson = (text: string) => /^\ufeff?\s*[{[]/.test(text);

function importText(text: string, { page, request, credentials }: Said): Import {
  const at = Date.now();
  const told = { at, ...(page !== undefined && { page }) };
  if (request !== undefined) {
    return importHeaders(text, { ...told, request, ...(credentials && { credentials }) });
  }
  if (text.trim() === '') {
    throw new LabError(
      'LAB_IMPORT',
      'There is nothing to read: the file is empty.',
      'Export a HAR file from DevTools, or paste “Copy as cURL”.',
    );
  }
  if (/(^|\s)curl(\.exe)?\s/m.test(text)) return importCurl(text, told);
  if (/^(set-cookie:|HTTP\/\d)/im.test(text)) {
    throw new LabError(
      'LAB_IMPORT',
      'Response headers alone do not say what was asked.',
      "Add --page URL --request 'GET URL', and --credentials include where the script says so.",
    );
  }
  throw new LabError(
    'LAB_IMPORT',
    'This is neither a HAR file, nor a curl command, nor response headers.',
    'Export a HAR file from DevTools, or paste “Copy as cURL”.',
  );
}

function progress(size: number) {
  return ({ characters, entries }: { characters: number; entries: number }) => {
    if (!process.stderr.isTTY || size < 5_000_000) return;
    const percent = Math.min(99, Math.floor((100 * characters) / size));
    process.stderr.write(`\r\x1b[K${err.dim(`reading: ${percent} %, ${entries} entries`)}`);
  };
}

/**
 * The import with what `--assume` says taken as given.
 *
 * @throws {LabError} LAB_USAGE where it answers nothing that the file leaves open.
 */
export function withAssumptions(read: Import, words: readonly string[]): Import {
  const imported = assumed(read, words);
  if (!('said' in imported)) return imported;
  throw new LabError(
    'LAB_USAGE',
    `--assume ${imported.said} answers nothing that this file leaves open.`,
    imported.possible.length > 0
      ? `Use one of: ${imported.possible.join(', ')}.`
      : 'It leaves nothing open.',
  );
}
