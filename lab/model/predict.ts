/** Runs a plan on paper: the user agent's side of every step, and what it means for every exchange. */
import type { Observation } from '../scenario/exchange.ts';
import type { Plan } from '../scenario/plan/planned.ts';
import type { UserAgent } from './agents/agent.ts';
import { publicSuffixes } from './cookies/public-suffix.ts';
import type { SuffixList } from './cookies/suffixes.ts';
import { observation } from './record.ts';
import { Walk } from './walk.ts';

/** What a prediction may be told besides plan and agent. */
export interface PredictOptions {
  readonly suffixes?: SuffixList;
  /** When the plan starts, in milliseconds; the present when absent. */
  readonly now?: number;
}

export interface Prediction {
  /** By exchange id. */
  readonly observations: ReadonlyMap<string, Observation>;
  /** Exchanges that the model does not dare to predict, and why. */
  readonly unpredicted: ReadonlyMap<string, string>;
}

/** Predicts every exchange of a plan, and names those that it cannot. */
export function predictAll(plan: Plan, agent: UserAgent, options: PredictOptions = {}): Prediction {
  const { suffixes = publicSuffixes, now = Date.now() } = options;
  const walk = new Walk(agent, suffixes, now);
  walk.steps(plan.steps);
  const { records, unpredicted, state } = walk;
  const predicted = [...records].filter(([id]) => !unpredicted.has(id));
  return {
    observations: new Map(predicted.map(([id, record]) => [id, observation(record, state)])),
    unpredicted,
  };
}

/** Predicts a plan. An exchange that is missing is one that the model cannot predict. */
export function predict(
  plan: Plan,
  agent: UserAgent,
  options: PredictOptions = {},
): ReadonlyMap<string, Observation> {
  return predictAll(plan, agent, options).observations;
}
