/** The user agent on paper: `predict(plan, agents.standard)`. */
export { prefixes, type UserAgent } from './agents/agent.ts';
export { type AgentId, agentOf, agents, draft, isAgentId, standard } from './agents/agents.ts';
export { publicSuffixes } from './cookies/public-suffix.ts';
export type { SuffixList } from './cookies/suffixes.ts';
export { type PredictOptions, predict, prediction } from './predict.ts';
export * from './reasons.ts';
