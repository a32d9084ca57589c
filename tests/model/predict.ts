/** For tests: runs steps through plan and model, and answers by label. */

import type { TopologyId } from '../../lab/base/topology.ts';
import { type AgentId, agents, predictAll, type UserAgent } from '../../lab/model/index.ts';
import type { Observation } from '../../lab/scenario/exchange.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import type { Step } from '../../lab/scenario/steps/index.ts';

export interface Predicted {
  readonly of: (label: string) => Observation;
  /** Names of the cookies that the labelled exchange sends. */
  readonly sent: (label: string) => string[];
  /** `cookie: code` for a cookie, `code` for the whole, of one side of an exchange. */
  readonly reasons: (label: string, on: 'send' | 'store' | 'read') => string[];
  readonly unpredicted: ReadonlyMap<string, string>;
}

export function predictSteps(
  steps: readonly Step[],
  agent: AgentId | UserAgent = 'standard',
  topology: TopologyId = 'com',
): Predicted {
  const planned = plan(
    { title: '', claims: [], steps, expect: {} },
    { topology, performance: 'test' },
  );
  const { observations, unpredicted } = predictAll(
    planned,
    typeof agent === 'string' ? agents[agent] : agent,
  );
  const byLabel = new Map(planned.exchanges.map(({ as, id }) => [as, id]));
  const of = (label: string) => {
    const found = observations.get(byLabel.get(label) ?? '');
    if (!found) throw new Error(`nothing is predicted of "${label}"`);
    return found;
  };
  return {
    of,
    sent: (label) => of(label).sent.map(({ name }) => name),
    reasons: (label, on) =>
      of(label)
        .reasons.filter((reason) => reason.on === on)
        .map(({ cookie, code }) => (cookie === undefined ? code : `${cookie}: ${code}`)),
    unpredicted,
  };
}
