/** For tests: runs steps through plan and model, and asks the chain of what was observed. */

import type { TopologyId } from '../../lab/base/topology.ts';
import { asking, type Chain, type Evidence, evidenceOf } from '../../lab/diagnosis/index.ts';
import { type AgentId, agents, predictAll } from '../../lab/model/index.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import type { Step } from '../../lab/scenario/steps/index.ts';

export interface Case {
  readonly steps: readonly Step[];
  /** The exchange that is asked about; the last when absent. */
  readonly as?: string;
  readonly cookie?: string;
  readonly agent?: AgentId;
  readonly topology?: TopologyId;
}

/** What the model observes of steps, with or without its reasons. */
export function observe(
  { steps, agent = 'standard', topology = 'com' }: Case,
  reasons: 'told' | 'untold' = 'told',
): Evidence[] {
  const planned = plan(
    { title: '', claims: [], steps, expect: {} },
    { topology, performance: 'test' },
  );
  const { observations } = predictAll(planned, agents[agent]);
  return planned.exchanges.flatMap((exchange) => {
    const observed = observations.get(exchange.id);
    if (!observed) return [];
    const evidence = evidenceOf(exchange, observed);
    return reasons === 'told' ? evidence : { ...evidence, reasons: [] };
  });
}

export function ask(one: Case, reasons: 'told' | 'untold' = 'told'): Chain {
  const evidence = observe(one, reasons);
  const as = one.as ?? evidence.at(-1)?.as ?? '';
  return asking(evidence, agents[one.agent ?? 'standard'])(as, one.cookie);
}
