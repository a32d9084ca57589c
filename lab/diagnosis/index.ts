/** The chain: `asking(exchanges)('next call')` names the link that broke, the evidence and the fix. */
export { agentFor } from './agents.ts';
export { type Ask, asking, type Chain, type LinkState } from './chain.ts';
export { type Evidence, evidenceOf } from './evidence.ts';
export { helps } from './help/index.ts';
