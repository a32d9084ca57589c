/** HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/) as a recording. */
import type { Import, ImportGap } from '../import.ts';
import { exporterOf } from '../traffic/exporter.ts';
import { exportAgain } from '../traffic/gaps.ts';
import { toImport } from '../traffic/to-import.ts';
import { type Har, type HarSource, type ReadOptions, readHar } from './read.ts';
import { writeHar } from './write-har.ts';

/**
 * Reads a HAR file, whole or as its pieces arrive: a file's stream, in bytes or text. Bodies are
 * left out. A file that is cut off gives the entries that are whole, and a gap that says so.
 *
 * @throws {LabError} LAB_IMPORT where no entry can be read: where, why, and what to do.
 * @example
 * const { recording, gaps } = await importHar(createReadStream('shop.har'));
 */
export async function importHar(source: HarSource, options: ReadOptions = {}): Promise<Import> {
  return imported('har', await readHar(source, options));
}

/** What the lab recorded itself goes the same way as a file, so that the saved file says the same. */
export async function importLive(...recorded: Parameters<typeof writeHar>): Promise<Import> {
  return imported('live', await readHar(writeHar(...recorded)));
}

function imported(kind: 'har' | 'live', har: Har): Import {
  return toImport({
    kind,
    creator: har.creator,
    exporter: exporterOf(har.creator),
    entries: har.entries,
    pages: har.pages,
    browser: har.browser,
    gaps: unread(har),
  });
}

/** What of the file could not be read. */
function unread({ damage, lost, entries }: Har): ImportGap[] {
  const gaps: ImportGap[] = [];
  if (damage) {
    gaps.push({
      what: `everything after ${entries.length === 1 ? 'the first entry' : `the first ${entries.length} entries`}`,
      why: `In line ${damage.line}, at character ${damage.character}, ${damage.why}.`,
      remedy: 'Copy the file again, or export it again: it was cut off or changed.',
    });
  }
  for (const { index, line, why } of lost.slice(0, 3)) {
    gaps.push({
      what: `entry ${index}, in line ${line}`,
      why: `It was left out: ${why}.`,
      remedy: exportAgain,
    });
  }
  if (lost.length > 3) {
    gaps.push({
      what: `${lost.length - 3} more`,
      why: `${lost.length === 4 ? 'It' : 'They'} could not be read either.`,
      remedy: exportAgain,
    });
  }
  return gaps;
}
