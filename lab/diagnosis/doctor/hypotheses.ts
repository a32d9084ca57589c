/**
 * What a file does not say is a hypothesis: each combination of values is tried on paper, and those
 * that reproduce what was observed are kept.
 */
import type { Import, Open } from '../../import/index.ts';
import { suppose } from '../../import/index.ts';
import { type AgentId, agentOf, isAgentId, standard, type UserAgent } from '../../model/index.ts';
import type { ExchangeId } from '../../scenario/plan/planned.ts';
import type { Recording } from '../../scenario/recording.ts';
import type { Policy } from '../../scenario/scenario.ts';
import { type Traffic, trafficOf } from './traffic.ts';

/** At most so many combinations are tried; then the question is asked. */
const most = 64;

export interface Hypothesis {
  readonly traffic: Traffic;
  readonly agent: UserAgent;
  /** The open questions that it answers, each with its value. */
  readonly answers: readonly { readonly open: Open; readonly value: string | null }[];
}

/** The agent of the model that stands for the browser that made a file. */
export function agentsOf({ source: { browser }, open }: Import): UserAgent[] {
  const policy = open.find(({ field }) => field === 'policy');
  const ids = policy
    ? policy.values.map(String)
    : browser
      ? [browser.safari ?? browser.engine]
      : [];
  const known = ids
    .filter(isAgentId)
    // Safari's versions are not WebKitGTK's, and its agents are each of a version.
    .map((id: AgentId) => agentOf(id, browser?.engine === 'webkit' ? undefined : browser?.version))
    .sort((a, b) => policies.indexOf(a.thirdParty) - policies.indexOf(b.thirdParty));
  return known.length > 0 ? known : [standard];
}

/**
 * All combinations of what is open about these recordings of the same exchanges, the most permissive
 * first: what breaks there breaks under every stricter one as well.
 */
export function hypotheses(
  imported: Import,
  about: ReadonlySet<ExchangeId>,
  recordings: readonly Recording[],
): Hypothesis[] {
  const policy = imported.open.find(({ field }) => field === 'policy');
  const agents = agentsOf(imported);
  const answers = combinations(imported, about, most / (recordings.length * agents.length));
  return answers.flatMap((answers) => {
    const supposed = recordings.map((recording) =>
      trafficOf(answers.reduce((all, { open, value }) => suppose(all, open, value), recording)),
    );
    return agents.flatMap((agent) =>
      supposed.map((traffic) => ({
        traffic,
        agent,
        answers:
          policy && agents.length > 1 ? [...answers, { open: policy, value: agent.id }] : answers,
      })),
    );
  });
}

type Supposed = {
  readonly open: Exclude<Open, { field: 'policy' }>;
  readonly value: string | null;
};

const strictness = (value: string | null): number =>
  ({ include: 0, 'same-origin': 1, omit: 2 })[value ?? ''] ?? 0;

/** From those that keep every cookie to those that keep none of a third party. */
const policies: readonly Policy[] = [
  'allowed',
  'first-party-set',
  'partitioned',
  'blocked',
  'tracking-prevention',
];

/**
 * Does it suppose that somebody made the browser stricter than it comes? That is less likely than
 * anything that a page may do, and needs no thought where the page fails in the browser as it comes.
 */
export function isStricterThanShipped({ agent }: Hypothesis, { source, open }: Import): boolean {
  const [shipped] = open.find(({ field }) => field === 'policy')?.values ?? [];
  if (source.browser === null || !shipped || !isAgentId(shipped)) return false;
  const policy = agentOf(shipped).thirdParty;
  return policies.indexOf(agent.thirdParty) > policies.indexOf(policy);
}

function combinations(
  { recording: { plan }, open }: Import,
  about: ReadonlySet<ExchangeId>,
  most: number,
): Supposed[][] {
  const documents = new Set(
    plan.exchanges.flatMap(({ id, client }) => (about.has(id) && client !== null ? [client] : [])),
  );
  let all: Supposed[][] = [[]];
  for (const one of open) {
    const concerns =
      (one.field === 'credentials' && one.exchanges.some((id) => about.has(id))) ||
      (one.field === 'frame' && documents.has(one.document));
    if (!concerns) continue;
    const values: readonly (string | null)[] = one.values;
    if (all.length * values.length > most) break;
    // The first combination has the most permissive value of each.
    const permissive = [...values].sort((a, b) => strictness(a) - strictness(b));
    all = permissive.flatMap((value) => all.map((answers) => [...answers, { open: one, value }]));
  }
  return all;
}
