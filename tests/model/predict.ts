/** For tests: runs steps through plan and model, and answers by label. */

import type { TopologyId } from '../../lab/base/topology.ts';
import { type AgentId, agents, predict, type UserAgent } from '../../lab/model/index.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import type { PlannedExchange } from '../../lab/scenario/plan/planned.ts';
import type { Step } from '../../lab/scenario/steps/index.ts';
import { type Witnessed, witnessed } from '../../lab/scenario/witnessed.ts';

export interface Predicted {
  readonly of: (label: string) => Witnessed;
  /** Names of the cookies that the labelled exchange sends. */
  readonly sent: (label: string) => string[];
  /** `cookie: code` for a cookie, `code` for the whole, of one side of an exchange. */
  readonly reasons: (label: string, on: 'send' | 'store' | 'read') => string[];
  /** Why nothing is predicted, by label. */
  readonly unpredicted: ReadonlyMap<string, string>;
}

export function predictSteps(
  steps: readonly Step[],
  agent: AgentId | UserAgent = 'standard',
  topology: TopologyId = 'com',
): Predicted {
  const planned = plan({ steps }, topology);
  const recording = predict(planned, typeof agent === 'string' ? agents[agent] : agent);
  const seen = witnessed(recording);
  const of = (label: string) => {
    const found = seen.get(label);
    if (!found) throw new Error(`nothing is predicted of "${label}"`);
    return found;
  };
  const gapOf = ({ id, as }: PlannedExchange): [string, string][] =>
    recording.gaps[id] === undefined ? [] : [[as, recording.gaps[id]]];
  return {
    of,
    sent: (label) => of(label).sent?.map(({ name }) => name) ?? [],
    reasons: (label, on) =>
      of(label)
        .observation.reasons.filter((reason) => reason.on === on)
        .map(({ cookie, code }) => (cookie === undefined ? code : `${cookie}: ${code}`)),
    unpredicted: new Map(planned.exchanges.flatMap(gapOf)),
  };
}
