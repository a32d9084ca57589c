/** Where the doctor's traffic comes from: a file, or standard input. */
import { LabError } from '../base/errors.ts';
import { assumed } from '../diagnosis/doctor/index.ts';
import {
  type Import,
  importCurl,
  importHar,
  importHeaders,
  importRaw,
  isCurl,
  isOtherCopy,
  isRawHttp,
  refuseOtherFormats,
} from '../import/index.ts';
import type { PlannedExchange } from '../scenario/plan/planned.ts';
import { err } from '../system/colours.ts';
import { inputFrom, textOf } from './input.ts';

/** What is said besides the file, for pasted headers. */
export interface Said {
  readonly page?: string;
  readonly request?: string;
  readonly credentials?: PlannedExchange['credentials'];
}

/**
 * Reads traffic: a HAR file, curl commands with or without what they printed, requests and responses
 * as text, or response headers; in UTF-8 or UTF-16, packed with gzip or not. Shows its progress on a
 * terminal.
 *
 * @throws {LabError} LAB_IMPORT where it cannot be read: why, and what to do.
 */
export async function importFrom(file: string, said: Said): Promise<Import> {
  const input = await inputFrom(file);
  if (!isJson(input.start)) return importText(await textOf(input), said);
  const imported = await importHar(input.bytes, { onProgress: progress(input.size ?? 0) });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  return imported;
}

const isJson = (text: string) => /^\s*[{[]/.test(text);

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
  if (isRawHttp(text) && !isCurl(text)) return importRaw(text, told);
  // Of what is no curl command it says what to copy in its place.
  if (/(^|\s)curl(\.exe)?\s/m.test(text) || isOtherCopy(text)) return importCurl(text, told);
  if (/^(set-cookie:|HTTP\/\d)/im.test(text)) {
    throw new LabError(
      'LAB_IMPORT',
      'Response headers alone do not say what was asked.',
      "Add --page URL --request 'GET URL', and --credentials include where the script says so.",
    );
  }
  refuseOtherFormats(text);
  const isBinary = text.slice(0, 1000).includes('\0');
  throw new LabError(
    'LAB_IMPORT',
    isBinary
      ? 'This is a binary file.'
      : 'This is neither a HAR file, nor a curl command, nor response headers.',
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
