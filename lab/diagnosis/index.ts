/** The chain: `chainOf(exchanges, 'next call')` names the link that broke, the evidence and the fix. */
export { agentFor } from './agents.ts';
export { type Chain, chainOf, type LinkState } from './chain.ts';
export { type Evidence, evidenceOf } from './evidence.ts';
export { helps } from './help/index.ts';
