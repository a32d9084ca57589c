/** What a user agent on paper says of a scenario, by the labels of its exchanges. */
import type { Observation } from '../../exchange.ts';
import { predictAll, type UserAgent } from '../../model/index.ts';
import { plan } from '../../scenario/plan/plan.ts';
import type { Plan } from '../../scenario/plan/planned.ts';
import type { Scenario } from '../../scenario/rows.ts';
import type { TopologyId } from '../../topology.ts';

export interface Foretold {
  readonly plan: Plan;
  readonly observations: ReadonlyMap<string, Observation>;
  /** Labels of which it says nothing, and why. */
  readonly doubts: ReadonlyMap<string, string>;
}

export function foretell({ spec }: Scenario, agent: UserAgent, topology: TopologyId): Foretold {
  const planned = plan(spec, { topology, performance: 'paper' });
  const { observations, unpredicted } = predictAll(planned, agent);
  const labels = new Map(planned.exchanges.map(({ id, as }) => [id, as]));
  const byLabel = <Value>(told: ReadonlyMap<string, Value>) =>
    new Map([...told].map(([id, value]) => [labels.get(id) ?? id, value]));
  return { plan: planned, observations: byLabel(observations), doubts: byLabel(unpredicted) };
}
