/** What a user agent on paper says of a scenario, by the labels of its exchanges. */

import type { TopologyId } from '../../base/topology.ts';
import { predictAll, type UserAgent } from '../../model/index.ts';
import type { Observation } from '../../scenario/exchange.ts';
import { plan } from '../../scenario/plan/plan.ts';
import type { Plan } from '../../scenario/plan/planned.ts';
import type { Scenario } from '../../scenario/rows.ts';

export interface ScenarioPrediction {
  readonly plan: Plan;
  readonly observations: ReadonlyMap<string, Observation>;
  /** Labels of which it says nothing, and why. */
  readonly doubts: ReadonlyMap<string, string>;
}

export function predictScenario(
  { spec }: Scenario,
  agent: UserAgent,
  topology: TopologyId,
): ScenarioPrediction {
  const planned = plan(spec, { topology, performance: 'paper' });
  const { observations, unpredicted } = predictAll(planned, agent);
  const labels = new Map(planned.exchanges.map(({ id, as }) => [id, as]));
  const byLabel = <Value>(told: ReadonlyMap<string, Value>) =>
    new Map([...told].map(([id, value]) => [labels.get(id) ?? id, value]));
  return { plan: planned, observations: byLabel(observations), doubts: byLabel(unpredicted) };
}
