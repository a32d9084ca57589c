/** Where a browser and the model of that browser differ. */
import { agentOf, isAgentId, prediction } from '../../model/index.ts';
import type { Recording } from '../../scenario/recording.ts';
import type { Row } from '../../scenario/rows.ts';
import { witnessed } from '../../scenario/witnessed.ts';
import type { Agreement, ResultColumn } from '../results.ts';
import { disagreements } from '../verdict.ts';

/**
 * What the model of a column's browser, at its version, makes of rows that it recorded, by row id.
 * Rows of which it says nothing are missing; all are where the lab has no model of the browser.
 */
export function agreements(
  rows: readonly Row[],
  { id, version, policy }: Pick<ResultColumn, 'id' | 'version' | 'policy'>,
  recording: Recording,
): Map<string, Agreement> {
  const found = new Map<string, Agreement>();
  if (!isAgentId(id)) return found;
  const { plan } = recording;
  const predicted = prediction(plan, agentOf(id, version));
  const [says, shows] = [witnessed(predicted), witnessed(recording)];
  const observer = { column: id, policy, topology: plan.topology };
  for (const row of rows) {
    if (doubtOf(row, predicted) !== undefined) continue;
    found.set(row.id, { differs: disagreements(row, says, shows, observer) });
  }
  return found;
}

/** Why the model does not predict a row; undefined where it does. */
export function doubtOf({ expect }: Row, { plan, gaps }: Recording): string | undefined {
  return plan.exchanges.flatMap(({ id, as }) => (as in expect ? (gaps[id] ?? []) : []))[0];
}

/** The request header that a row judges and the model does not predict, as the reason; undefined for none. */
export function headerDoubtOf({ expect }: Row, predicted: Recording): string | undefined {
  const says = witnessed(predicted);
  const names = Object.entries(expect).flatMap(([as, { requestHeader = {} }]) => {
    const one = says.get(as);
    return one?.arrived
      ? Object.keys(requestHeader).filter((name) => 'gap' in one.requestHeader(name))
      : [];
  });
  return names[0] === undefined ? undefined : `the model does not predict ${names[0]}`;
}
