/** Checks the deviations that a scenario records. */
import { matchesGlob } from '../../base/glob.ts';
import { topologyIds } from '../../base/topology.ts';
import type { Deviation, ScenarioSpec } from '../scenario.ts';
import type { Complaint } from './complaint.ts';
import { checkExpectations } from './expectations.ts';
import { checkKeys } from './keys.ts';
import { nearest, oneOf } from './suggest.ts';

const fields = Object.keys({
  where: true,
  topology: true,
  expect: true,
  because: true,
  see: true,
} satisfies Record<keyof Deviation, true>);

/** What people call browsers whose engine has another name here. */
const engines: Readonly<Record<string, string>> = {
  safari: "For Safari write 'webkit*': the lab runs WebKitGTK. ",
  epiphany: "Write 'webkit*': the lab runs WebKitGTK. ",
  chrome: "For Chrome write 'chromium*'. ",
  edge: "For Edge write 'chromium*'. ",
  all: "For all write '*'. ",
};

/** @param columns ids of all columns that there are */
export function* checkDeviations(
  { deviations, rows }: ScenarioSpec,
  labels: readonly string[],
  columns: readonly string[],
): Generator<Complaint, void> {
  if (deviations !== undefined && !Array.isArray(deviations)) {
    yield {
      at: 'deviations',
      problem: 'is no list',
      fix: 'Put the deviation into brackets: [ ].',
    };
  }
  for (const [i, deviation] of (deviations ?? []).entries()) {
    const at = `deviation ${i + 1}`;
    yield* checkKeys(Object(deviation), fields, at);
    if (!deviation.because || !deviation.see) {
      yield {
        at,
        problem: 'has no because or no see',
        fix: "Give the rule that makes it so, and a source or 'measured only'.",
      };
    }
    yield* checkWhere(deviation.where, at, columns);
    const unknown = [deviation.topology ?? []].flat().find((id) => !topologyIds.includes(id));
    if (unknown !== undefined) {
      yield { at, problem: `"${unknown}" is no topology`, fix: oneOf(topologyIds, unknown) };
    }
    yield* checkExpectations(deviation.expect, at, labels, rows);
  }
}

function* checkWhere(
  where: Deviation['where'],
  at: string,
  columns: readonly string[],
): Generator<Complaint, void> {
  for (const glob of [where].flat()) {
    if (typeof glob !== 'string' || glob === '') {
      return yield {
        at,
        problem: 'has no where',
        fix: "Name the columns it holds for, like 'webkit*'.",
      };
    }
    if (columns.some((column) => matchesGlob(glob, column))) continue;
    const [engine = ''] = glob.toLowerCase().split(/[^a-z]/);
    const like = nearest(glob, columns);
    const meant = engines[engine] ?? (like === null ? '' : `Did you mean '${like}'? `);
    const fix = `${meant}The columns are: ${columns.join(', ')}; 'firefox*' stands for all of one engine.`;
    yield { at, problem: `"${glob}" matches no column`, fix };
  }
}
