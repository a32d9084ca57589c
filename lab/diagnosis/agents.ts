/** The user agent on paper that stands for a column, so that its own rules are asked and no other's. */
import { agentOf, isAgentId, standard, type UserAgent } from '../model/index.ts';
import type { Policy } from '../scenario/scenario.ts';

/** What is known of a column; nothing of it is a must. */
export interface Asked {
  readonly id?: string;
  readonly engine?: string;
  readonly version?: string;
  readonly policy?: Policy;
}

export function agentFor({ id = '', engine = '', version, policy }: Asked): UserAgent {
  const known = [id, engine].find(isAgentId);
  const agent = known ? agentOf(known, version) : standard;
  return policy ? { ...agent, thirdParty: policy } : agent;
}
