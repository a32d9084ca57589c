/** Reads a HAR file of any size, and says what it could not read. */
import { encodingOf } from '../../base/encoding.ts';
import { LabError } from '../../base/errors.ts';
import { exportAgain, refuseOtherFormats } from '../other-formats.ts';
import type { Entry } from '../traffic/entry.ts';
import { field, readEntry, text } from './read-entry.ts';
import { type Damage, type Place, Scanner } from './scan.ts';

/** The text, or its pieces as they arrive: a file's stream. */
export type HarSource = string | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

export interface ReadOptions {
  /** Called for every mebibyte or so, with how many characters and entries have been read. */
  readonly onProgress?: (progress: {
    readonly characters: number;
    readonly entries: number;
  }) => void;
}

export interface NamedBrowser {
  readonly name: string;
  readonly version: string;
  /** The lab's column, in a recording of the lab's own; null elsewhere. */
  readonly column: string | null;
}

/** The field of `log.browser` with the column, which the lab itself writes. */
export const columnField = '_column';

export interface Har {
  /** `WebInspector 537.36`; empty where the file has none. */
  readonly creator: string;
  /** Playwright and Firefox name the browser. */
  readonly browser: NamedBrowser | null;
  /** The titles of pages by their id: in DevTools, their URLs. */
  readonly pages: ReadonlyMap<string, string>;
  readonly entries: readonly Entry[];
  /** Entries that could not be read, and why. */
  readonly lost: readonly (Place & { readonly index: number; readonly why: string })[];
  /** Where the file ends too early. */
  readonly damage: Damage | null;
}

/**
 * Hands on each entry as `JSON.parse` gives it.
 *
 * @throws {LabError} LAB_IMPORT where the text is no HAR file.
 */
export async function readJson(
  source: HarSource,
  onEntry: (value: unknown, index: number, place: Place) => void,
  { onProgress }: ReadOptions = {},
) {
  let characters = 0;
  let count = 0;
  const lost: Har['lost'][number][] = [];
  const scanner = new Scanner((piece, place, index) => {
    const value = parse(piece);
    if (value === undefined) lost.push({ ...place, index, why: 'it is not valid JSON' });
    else onEntry(value, index, place);
    count++;
  });
  const decoder = new Decoder();
  for await (const chunk of typeof source === 'string' ? pieces(source) : source) {
    const piece = decoder.decode(chunk, characters === 0);
    if (characters === 0) refuseOtherFormats(piece);
    characters += piece.length;
    if (!scanner.push(piece)) break;
    onProgress?.({ characters, entries: count });
  }
  const { rest, foundEntries, damage, cutEntry } = scanner.end();
  if (!foundEntries) throw noHar(damage, parse(rest));
  if (cutEntry !== null && damage) lost.push({ ...damage, index: cutEntry });
  return { log: field(parse(rest), 'log'), count, lost, damage };
}

export async function readHar(source: HarSource, options: ReadOptions = {}): Promise<Har> {
  const entries: Entry[] = [];
  const unusable: Har['lost'][number][] = [];
  const onEntry = (value: unknown, index: number, place: Place) => {
    const entry = readEntry(value, index);
    if (entry && 'why' in entry) unusable.push({ ...place, index, why: entry.why });
    else if (entry) entries.push(entry);
  };
  const { log, count, lost, damage } = await readJson(source, onEntry, options);
  const all = [...lost, ...unusable].sort((a, b) => a.index - b.index);
  if (entries.length === 0) throw noEntries(count, all);
  const pages = field(log, 'pages');
  return {
    creator: creatorOf(field(log, 'creator')),
    browser: browserOf(field(log, 'browser')),
    pages: new Map(
      (Array.isArray(pages) ? pages : []).flatMap((page): [string, string][] => {
        const id = text(field(page, 'id'));
        return id === null ? [] : [[id, text(field(page, 'title')) ?? '']];
      }),
    ),
    entries,
    lost: all,
    damage,
  };
}

function* pieces(text: string) {
  for (let i = 0; i < text.length; i += 1 << 20) yield text.slice(i, i + (1 << 20));
}

function parse(piece: string): unknown {
  try {
    return JSON.parse(piece);
  } catch {
    // Not V8's message: it quotes the text, which may be secret.
    return undefined;
  }
}

const short = (value: unknown) => (text(value) ?? '').slice(0, 60);

const creatorOf = (creator: unknown): string =>
  `${short(field(creator, 'name'))} ${short(field(creator, 'version'))}`.trim();

function browserOf(browser: unknown): Har['browser'] {
  const name = short(field(browser, 'name'));
  const version = short(field(browser, 'version'));
  return name === '' ? null : { name, version, column: short(field(browser, columnField)) || null };
}

/** UTF-8 or UTF-16, with or without a mark. */
class Decoder {
  private decoder = new TextDecoder();
  decode(chunk: string | Uint8Array, isFirst: boolean): string {
    if (typeof chunk === 'string') return isFirst ? chunk.replace(/^\uFEFF/, '') : chunk;
    if (isFirst) this.decoder = new TextDecoder(encodingOf(chunk));
    return this.decoder.decode(chunk, { stream: true });
  }
}

function noHar(damage: Damage | null, value: unknown): LabError {
  if (damage) {
    const where = `line ${damage.line}, character ${damage.character}`;
    return new LabError(
      'LAB_IMPORT',
      `This is not a HAR file: at ${where} ${damage.why}, and no log.entries came before.`,
      exportAgain,
    );
  }
  const what =
    field(value, 'log') === undefined ? 'it has no "log"' : 'its log has no list of "entries"';
  return new LabError('LAB_IMPORT', `This is JSON, but not a HAR file: ${what}.`, exportAgain);
}

function noEntries(count: number, lost: Har['lost']): LabError {
  const [first] = lost;
  if (!first) {
    return new LabError(
      'LAB_IMPORT',
      count === 0
        ? 'This HAR file has no entries.'
        : 'This HAR file has no request over a network.',
      'Load the page with the Network panel open, and "Preserve log" on; then export again.',
    );
  }
  return new LabError(
    'LAB_IMPORT',
    `No entry of this HAR file can be read. The first, in line ${first.line}: ${first.why}.`,
    exportAgain,
  );
}
