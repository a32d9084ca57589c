/** Where a browser and the model of that browser differ. */
import { matchesGlob } from '../../base/glob.ts';
import { agentOf, isAgentId, prediction } from '../../model/index.ts';
import type { Recording } from '../../scenario/recording.ts';
import type { Row } from '../../scenario/rows.ts';
import { witnessed } from '../../scenario/witnessed.ts';
import type { Agreement, ResultColumn } from '../results.ts';
import { disagreements } from '../verdict.ts';
import { type KnownDifference, knownDifferences } from './known-differences.ts';

/**
 * What the model of a column's browser, at its version, makes of rows that it recorded, by row id.
 * Rows of which it says nothing are missing; all are where the lab has no model of the browser.
 */
export function agreements(
  rows: readonly Row[],
  { id, version, policy }: Pick<ResultColumn, 'id' | 'version' | 'policy'>,
  recording: Recording,
  known: readonly KnownDifference[] = knownDifferences,
): Map<string, Agreement> {
  const found = new Map<string, Agreement>();
  if (!isAgentId(id)) return found;
  const { plan } = recording;
  const predicted = prediction(plan, agentOf(id, version));
  const [says, shows] = [witnessed(predicted), witnessed(recording)];
  const observer = { column: id, policy, topology: plan.topology };
  for (const row of rows) {
    if (doubtOf(row, predicted) !== undefined) continue;
    const differs = disagreements(row, says, shows, observer);
    const reason = known.find(
      ({ columns, rows }) =>
        matchesAny(columns, [id]) && matchesAny(rows, [row.id, row.id.split('#')[0] ?? '']),
    );
    found.set(row.id, {
      differs,
      ...(differs.length > 0 && reason && { because: reason.because, see: reason.see }),
    });
  }
  return found;
}

/** Why the model does not predict a row; undefined where it does. */
export function doubtOf({ expect }: Row, { plan, gaps }: Recording): string | undefined {
  return plan.exchanges.flatMap(({ id, as }) => (as in expect ? (gaps[id] ?? []) : []))[0];
}

const matchesAny = (globs: string | readonly string[], names: readonly string[]) =>
  [globs].flat().some((glob) => names.some((name) => matchesGlob(glob, name)));
