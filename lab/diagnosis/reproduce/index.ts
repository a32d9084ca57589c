/** One exchange of somebody's recording as a scenario on its own hosts, and what performing it proves. */
export { type Proof, proofOf } from './proof.ts';
export { type Reproduction, reproduce } from './reproduce.ts';
