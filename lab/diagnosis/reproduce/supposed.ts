/** The whole of a recording under the hypothesis by which a finding goes. */
import type { PlannedExchange } from '../../scenario/plan/planned.ts';
import type { Recording } from '../../scenario/recording.ts';

/**
 * The recording with what was supposed of a part of it: other answers to what the file leaves open,
 * and exchanges that the file does not have, such as one that sets a cookie before it begins.
 */
export function supposed(whole: Recording, part: Recording): Recording {
  const byId = new Map(part.plan.exchanges.map((one) => [one.id, one]));
  const known = new Set(whole.plan.exchanges.map(({ id }) => id));
  const added = new Map<string, PlannedExchange[]>();
  let waiting: PlannedExchange[] = [];
  for (const one of part.plan.exchanges) {
    if (known.has(one.id)) {
      added.set(one.id, waiting);
      waiting = [];
    } else waiting.push(one);
  }
  const exchanges = whole.plan.exchanges.flatMap((one) => [
    ...(added.get(one.id) ?? []),
    byId.get(one.id) ?? one,
  ]);
  const documents = new Map(part.plan.documents.map((one) => [one.id, one]));
  return {
    ...whole,
    plan: {
      ...whole.plan,
      topology: 'own',
      documents: whole.plan.documents.map((one) => documents.get(one.id) ?? one),
      exchanges: [...exchanges, ...waiting],
    },
    observations: { ...whole.observations, ...part.observations },
  };
}
