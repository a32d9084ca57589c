/**
 * The columns that no browser runs: the user agent on paper, and browsers that are known from sources
 * alone. How they are chosen among those of browsers.
 */
import { matchesGlob } from '../base/glob.ts';
import { profiles } from '../browsers/profiles.ts';
import { agentsOnPaper, rulebook, standard } from '../model/index.ts';
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

/** Safari's: predicted, never measured. */
export const paperColumns: readonly ColumnHead[] = Object.values(agentsOnPaper).map(
  ({ agent, name }) => ({
    id: agent.id,
    engine: 'safari',
    name,
    version: 'on paper',
    build: 'paper',
    policy: agent.thirdParty,
    label: 'predicted, not measured',
    switches: [],
  }),
);

const isNamed = (globs: readonly string[], id: string) =>
  globs.some((glob) => matchesGlob(glob, id));

/** The columns on paper that globs name. Without any the model is one of the default columns. */
export const papersIn = (globs: readonly string[]): ColumnHead[] =>
  globs.length === 0
    ? [modelColumn]
    : [modelColumn, ...paperColumns].filter(({ id }) => isNamed(globs, id));

/** The globs without those that name columns on paper alone; null where none is left: no browser is needed. */
export function browserGlobs(globs: readonly string[]): readonly string[] | null {
  const papers = [modelColumn, ...paperColumns].map(({ id }) => id);
  const left = globs.filter(
    (glob) =>
      !papers.some((id) => matchesGlob(glob, id)) ||
      profiles.some(({ id }) => matchesGlob(glob, id)),
  );
  return left.length === 0 && globs.length > 0 ? null : left;
}
