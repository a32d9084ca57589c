/** The bytes of a file or of standard input: unpacked, and their beginning looked at. */
import { createReadStream, statSync } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { encodingOf } from '../base/encoding.ts';
import { LabError } from '../base/errors.ts';

export interface Input {
  /** So many bytes has the file; null where nobody knows. */
  readonly size: number | null;
  /** How its text begins. */
  readonly start: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * What a file holds, `-` standing for standard input; a gzip file unpacked.
 *
 * @throws {LabError} LAB_IMPORT where there is no such file.
 */
export async function inputFrom(file: string): Promise<Input> {
  const found = file === '-' ? null : statSync(file, { throwIfNoEntry: false });
  if (found !== null && !found?.isFile()) {
    throw new LabError(
      'LAB_IMPORT',
      found === undefined ? `There is no file ${file}.` : `${file} is not a file.`,
      'Give the path of a HAR file. In DevTools: Network, Export HAR (with sensitive data).',
    );
  }
  const packed = await peeked(file === '-' ? process.stdin : createReadStream(file));
  const isGzip = packed.start[0] === 0x1f && packed.start[1] === 0x8b;
  const { start, all } = isGzip ? await peeked(unpacked(packed.all)) : packed;
  const text = new TextDecoder(encodingOf(start)).decode(start.subarray(0, enough));
  return { size: found?.size ?? null, start: text, bytes: all };
}

/** All of it as text. */
export async function textOf({ bytes }: Input): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  return new TextDecoder(encodingOf(whole)).decode(whole);
}

const enough = 1024;

/** A stream, and so much of its beginning as tells what it is. */
async function peeked(stream: AsyncIterable<Uint8Array>) {
  const iterator = stream[Symbol.asyncIterator]();
  const next = async () => (await iterator.next()) as IteratorResult<Uint8Array, undefined>;
  let start = new Uint8Array();
  while (start.length < enough) {
    const { value } = await next();
    if (value === undefined) break;
    start = Buffer.concat([start, value]);
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    if (start.length > 0) yield start;
    for (let one = await next(); one.value !== undefined; one = await next()) yield one.value;
  }
  return { start, all: all() };
}

/** One that is cut off or damaged ends where it cannot be unpacked any further: what came before is read. */
async function* unpacked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  pipeline(Readable.from(bytes), gunzip, () => {});
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array;
  } catch {
    return;
  }
}
