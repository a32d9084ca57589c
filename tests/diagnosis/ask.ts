/** For tests: runs steps through plan and model, and asks the chain of what was observed. */

import type { TopologyId } from '../../lab/base/topology.ts';
import { asking, type Chain } from '../../lab/diagnosis/index.ts';
import { type AgentId, agents, predict } from '../../lab/model/index.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import type { Observation, Reason, Recording } from '../../lab/scenario/recording.ts';
import type { Step } from '../../lab/scenario/steps/index.ts';

export interface Case {
  readonly steps: readonly Step[];
  /** The exchange that is asked about; the last when absent. */
  readonly as?: string;
  readonly cookie?: string;
  readonly agent?: AgentId;
  readonly topology?: TopologyId;
}

/** What the model observes of steps, with or without its reasons. */
export function observe(
  { steps, agent = 'standard', topology = 'com' }: Case,
  reasons: 'told' | 'untold' = 'told',
): Recording {
  const recording = predict(plan({ steps }, topology), agents[agent]);
  return reasons === 'told' ? recording : changed(recording, () => ({ reasons: [] }));
}

/** What somebody else might have observed of an exchange. */
export interface Tampered {
  readonly arrived?: boolean;
  /** Names of cookies. */
  readonly sent?: readonly string[];
  readonly readable?: boolean;
  readonly stored?: readonly string[];
  readonly error?: string;
  readonly reasons?: readonly Reason[];
  readonly standing?: true;
}

const unseen: Observation = { messages: [], script: {}, reasons: [] };

/** The recording with other observations, by label. */
export const changed = (recording: Recording, how: (as: string) => Tampered): Recording => ({
  ...recording,
  observations: {
    ...recording.observations,
    ...Object.fromEntries(
      recording.plan.exchanges.flatMap(({ id, as, url }) => {
        const other = how(as);
        const isKnown = recording.observations[id] !== undefined || Object.keys(other).length > 0;
        const observation = recording.observations[id] ?? unseen;
        return isKnown ? [[id, tampered(observation, url, other)]] : [];
      }),
    ),
  },
});

function tampered(observation: Observation, url: string, how: Tampered): Observation {
  const { arrived, sent, readable, stored, error, reasons, standing } = how;
  const preflights = observation.messages.filter(({ role }) => role === 'preflight');
  const requests = observation.messages.filter(({ role }) => role !== 'preflight');
  const actual = requests.at(-1) ?? {
    role: 'actual',
    at: 0,
    request: { method: 'GET', url, headers: { lines: [] } },
    response: { status: 200, headers: { lines: [] }, from: 'network' },
  };
  const cookie = sent?.map((name) => `${name}=1`).join('; ');
  const { request } = actual;
  const others = request.headers.lines.filter(([name]) => name !== 'Cookie');
  const lines = cookie ? [...others, ['Cookie', cookie] as const] : others;
  const asked =
    sent === undefined
      ? actual
      : { ...actual, request: { ...request, headers: { ...request.headers, lines } } };
  const leaves = arrived ?? requests.length > 0;
  return {
    ...observation,
    messages: leaves ? [...preflights, ...requests.slice(0, -1), asked] : preflights,
    script: {
      ...observation.script,
      ...(readable !== undefined && { readable }),
      ...(error !== undefined && { error }),
    },
    ...(stored && { stored: stored.map((name) => ({ name, value: '1', expires: null })) }),
    ...(reasons && { reasons }),
    ...(standing && { standing }),
  };
}

/** The label of the last exchange. */
export const lastOf = ({ plan }: Recording): string => plan.exchanges.at(-1)?.as ?? '';

/** The recording with its last exchange observed otherwise. */
export const changedLast = (recording: Recording, how: Tampered): Recording =>
  changed(recording, (as) => (as === lastOf(recording) ? how : {}));

export function ask(one: Case, reasons: 'told' | 'untold' = 'told'): Chain {
  const recording = observe(one, reasons);
  return asking(recording, agents[one.agent ?? 'standard'])(
    one.as ?? lastOf(recording),
    one.cookie,
  );
}
