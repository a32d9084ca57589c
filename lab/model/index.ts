/** The user agent on paper: `predict(plan, agents.standard)`. */
export { prefixes, type UserAgent } from './agent.ts';
export { type AgentId, agentOf, agents, draft, isAgentId, standard } from './engines.ts';
export { type Prediction, type PredictOptions, predict, predictAll } from './predict.ts';
export { publicSuffixes } from './public-suffix.ts';
export * from './reasons.ts';
export type { SuffixList } from './suffixes.ts';
