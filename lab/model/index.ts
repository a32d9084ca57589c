/**
 * The user agent on paper: `predict(plan, agents.standard)`.
 *
 * Its rules for cookies are those of RFC 10025, "Cookies: HTTP State Management Mechanism" (July 2026,
 * obsoletes RFC 6265), which was draft-ietf-httpbis-rfc6265bis. Sections and steps are cited by the
 * numbers of that draft's version 22, the last before the RFC, as `RFC 10025 §5.7 step 18`:
 * https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22. In the editors' source one
 * line changed after it, a rule for servers: §4.1.1 lets them write `Max-Age=0`.
 */
export { prefixes, type UserAgent } from './agents/agent.ts';
export { type AgentId, agentOf, agents, isAgentId, rulebook } from './agents/agents.ts';
export { standard } from './agents/engines.ts';
export type { AgentOnPaper, OpenRule } from './agents/on-paper.ts';
export { safaris as agentsOnPaper } from './agents/safari.ts';
export { publicSuffixes } from './cookies/public-suffix.ts';
export type { SuffixList } from './cookies/suffixes.ts';
export { type PredictOptions, predict, prediction } from './predict.ts';
export * from './reasons.ts';
