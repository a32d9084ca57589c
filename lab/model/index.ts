/** The user agent on paper: `predict(plan, agents.standard)`. */
export { prefixes, type UserAgent } from './agents/agent.ts';
export { type AgentId, agentOf, agents, draft, isAgentId, standard } from './agents/agents.ts';
export { publicSuffixes } from './cookies/public-suffix.ts';
export type { SuffixList } from './cookies/suffixes.ts';
export { type Prediction, type PredictOptions, predict, predictAll } from './predict.ts';
export * from './reasons.ts';
