/** A try: what was asked in one go, and what each witness saw of it. */
import type { Arrival } from '../base/arrival.ts';
import type { Outcome } from '../page/outcome.ts';
import { messagesOf } from '../scenario/messages.ts';
import { unboundId } from '../scenario/plan/bind.ts';
import type { Plan, PlannedExchange } from '../scenario/plan/planned.ts';
import type { Observation, Recording } from '../scenario/recording.ts';
import type { Sequence } from './sequence.ts';

/** What the page saw of one request. */
export interface Seen {
  readonly outcome: Outcome;
  /** The text that the script could read. */
  readonly body?: string;
  /** document.cookie afterwards; an error where it cannot be read. */
  readonly documentCookie: string;
}

/** What was sent in one go. */
export interface Sent {
  /** Under it the services remember what arrived. */
  readonly performance: string;
  /** When, in milliseconds of Unix time. */
  readonly at: number;
  readonly sequence: Sequence;
  readonly plan: Plan;
  /** The same as it was performed: real URLs, recipes and names. */
  readonly bound: Plan;
}

/** One request of what was sent, with its answer. */
export interface Try {
  readonly sent: Sent;
  /** Its place in the sequence. */
  readonly place: number;
  readonly exchange: PlannedExchange;
  readonly observation: Observation;
  readonly seen: Seen;
}

/** Joins what the page and the services saw of the request that an exchange is. */
export function observed(
  exchange: PlannedExchange,
  performance: string,
  arrivals: readonly Arrival[],
  { outcome }: Seen,
): Observation {
  const mine = arrivals.filter((one) => unboundId(one.exchange, performance) === exchange.id);
  const { readable, headers, error, ranOut } = outcome;
  return {
    messages: messagesOf(mine, {}),
    script: {
      ...(readable !== undefined && { readable }),
      ...(headers && { headers }),
      ...(error !== undefined && { error }),
      ...(ranOut && { ranOut }),
    },
    reasons: [],
  };
}

/** What was sent as a recording, as far as it is seen; the page itself stood open. */
export function recordingOf({ plan, at }: Sent, tries: readonly Try[]): Recording {
  const standing: Observation = { messages: [], standing: true, script: {}, reasons: [] };
  const visits = plan.exchanges.filter(({ kind }) => kind === 'visit');
  return {
    maker: { by: 'browser', id: 'bench', version: '' },
    at,
    plan,
    observations: Object.fromEntries([
      ...visits.map(({ id }) => [id, standing] as const),
      ...tries.map(({ exchange, observation }) => [exchange.id, observation] as const),
    ]),
    gaps: {},
  };
}
