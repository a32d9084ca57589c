/** Which scenarios a word of the command line names. */
import { existsSync } from 'node:fs';
import { basename, isAbsolute, normalize, relative, resolve, sep } from 'node:path';
import { LabError } from '../base/errors.ts';
import { matchesGlob } from '../base/glob.ts';
import { didYouMean } from '../base/suggest.ts';
import { topicOf } from '../scenario/rows.ts';

/**
 * The ids of the scenarios that a word names: an id, a row id, a folder, a glob of these, or the path of
 * a file or folder. Upper case, a slash at the end, `./`, backslashes and `.ts` make no difference.
 *
 *     samesite, samesite/, samesite/*, ./scenarios/samesite           all below that folder
 *     samesite/none-without-secure, scenarios/samesite/none-without-secure.ts     this one
 *
 * @param folder where the scenarios are
 * @throws {LabError} LAB_USAGE for a word that names none, with what may be meant or what to type.
 */
export function idsNamed(word: string, ids: readonly string[], folder: string): string[] {
  const [path = ''] = word.split('#'); // rows share the requests of their scenario
  const slashed = path.replaceAll('\\', '/');
  const below = belowFolder(slashed, folder);
  const name = (below ?? normalize(slashed)).toLowerCase().replace(/\/$/, '') || '**';
  const isFile = name.endsWith('.ts');
  const glob = isFile ? name.slice(0, -'.ts'.length) : name;
  const names = (id: string) => matchesGlob(glob, id) || (!isFile && matchesGlob(`${glob}/**`, id));
  const matches = ids.filter((id) => names(id.toLowerCase()));
  if (matches.length > 0) return matches;
  if (isFile && below === null && (isAbsolute(path) || existsSync(path))) {
    throw elsewhere(path, folder);
  }
  const topics = [...new Set(ids.map(topicOf))].filter(Boolean);
  throw new LabError(
    'LAB_USAGE',
    `No scenario matches ${word}.`,
    [didYouMean(glob, [...topics, ...ids]), 'npm run matrix -- --list names them all.']
      .filter(Boolean)
      .join(' '),
  );
}

/** What a path is below the folder; null for one that is not below it. */
function belowFolder(path: string, folder: string): string | null {
  const below = relative(folder.toLowerCase(), resolve(path).toLowerCase());
  return below.startsWith('..') || isAbsolute(below) ? null : below.split(sep).join('/');
}

function elsewhere(path: string, folder: string): LabError {
  const name = basename(path, '.ts');
  return new LabError(
    'LAB_USAGE',
    `${path} is not below ${relative(process.cwd(), folder)}/, where scenarios are.`,
    `mkdir -p scenarios/mine && cp ${path} scenarios/mine/ && npm run matrix -- mine/${name}`,
  );
}
