/** The chain: `asking(recording)('next call')` names the link that broke, the evidence and the fix. */

export { fixText } from './advice/advice.ts';
export { example } from './advice/example.ts';
export { type Framework, frameworks, settingFor } from './advice/frameworks/index.ts';
export { adviceOnReason } from './advice/reasons/index.ts';
export { advice } from './advice/table/index.ts';
export { agentFor } from './agents.ts';
export { type Ask, asking, type Chain, type LinkState } from './chain.ts';
export { withInferredReasons } from './infer.ts';
