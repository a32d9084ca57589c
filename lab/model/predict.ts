/** Runs a plan on paper: the user agent's side of every step, and what it means for every exchange. */
import type { Plan } from '../scenario/plan/planned.ts';
import type { Recording } from '../scenario/recording.ts';
import type { UserAgent } from './agents/agent.ts';
import { publicSuffixes } from './cookies/public-suffix.ts';
import type { SuffixList } from './cookies/suffixes.ts';
import { observation } from './record.ts';
import { Walk } from './walk.ts';

/** What a prediction may be told besides plan and agent. */
export interface PredictOptions {
  readonly suffixes?: SuffixList;
  /** When the plan starts, in milliseconds of Unix time; the present when absent. */
  readonly at?: number;
}

/** Predicts every exchange of a plan. Those that the model cannot predict are gaps, with the reason. */
export function predict(plan: Plan, agent: UserAgent, options: PredictOptions = {}): Recording {
  const { suffixes = publicSuffixes, at = Date.now() } = options;
  const walk = new Walk(agent, suffixes, at);
  walk.steps(plan.steps);
  const { records, unpredicted, state } = walk;
  const predicted = [...records].filter(([id]) => !unpredicted.has(id));
  return {
    maker: { by: 'model', id: agent.id },
    at,
    plan,
    observations: Object.fromEntries(
      predicted.map(([id, record]) => [id, observation(record, state)]),
    ),
    gaps: Object.fromEntries(unpredicted),
  };
}

const kept = new WeakMap<Plan, WeakMap<UserAgent, Recording>>();

/** What an agent makes of a plan: predicted once, and kept. */
export function prediction(plan: Plan, agent: UserAgent): Recording {
  const known = kept.get(plan) ?? new WeakMap<UserAgent, Recording>();
  kept.set(plan, known);
  const recording = known.get(agent) ?? predict(plan, agent);
  known.set(agent, recording);
  return recording;
}
