/** A replay that the model performs instead of a browser. */
import type { Finding } from '../../../lab/diagnosis/doctor/index.ts';
import { proofOf, reproduce } from '../../../lab/diagnosis/reproduce/index.ts';
import type { Import } from '../../../lab/import/index.ts';
import { type AgentId, agents, predict } from '../../../lab/model/index.ts';
import type { Replayed } from '../../../lab/report/replay.ts';
import type { Plan } from '../../../lab/scenario/plan/planned.ts';

export function replayedOnPaper(
  imported: Import,
  finding: Finding,
  ...ids: readonly AgentId[]
): Replayed {
  const reproduction = reproduce(imported, { exchange: finding.exchange, finding });
  const { before, fix } = reproduction;
  const performed = ids.map((id) => {
    const perform = (plan: Plan) => predict(plan, agents[id]);
    const proof = proofOf(reproduction, id, perform(before), fix.after && perform(fix.after));
    return { column: { id, label: 'on paper' }, version: '1', proof };
  });
  return { imported, reproduction, withFix: true, performed };
}
