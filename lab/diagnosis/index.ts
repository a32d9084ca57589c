/** The chain: `asking(recording)('next call')` names the link that broke, the evidence and the fix. */
export { agentFor } from './agents.ts';
export { type Ask, asking, type Chain, type LinkState } from './chain.ts';
export { helps } from './help/index.ts';
