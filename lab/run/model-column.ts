/** The column of the user agent on paper, and how it is chosen among those of browsers. */
import { matchesGlob } from '../base/glob.ts';
import { profiles } from '../browsers/profiles.ts';
import { rulebook, standard } from '../model/index.ts';
import type { ColumnHead } from './recorded.ts';

export const modelColumn: ColumnHead = {
  id: 'model',
  engine: 'model',
  version: rulebook,
  build: 'paper',
  policy: standard.thirdParty,
  label: 'on paper',
  switches: [],
};

/** Do globs name the model? Without any it is one of the default columns. */
export const namesModel = (globs: readonly string[]): boolean =>
  globs.length === 0 || globs.some((glob) => matchesGlob(glob, modelColumn.id));

/** The globs without those that name the model alone; null where none is left: no browser is needed. */
export function browserGlobs(globs: readonly string[]): readonly string[] | null {
  const left = globs.filter(
    (glob) =>
      !matchesGlob(glob, modelColumn.id) || profiles.some(({ id }) => matchesGlob(glob, id)),
  );
  return left.length === 0 && globs.length > 0 ? null : left;
}
