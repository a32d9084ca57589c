/** What a recording shows of one exchange, in the terms in which a finding speaks. */

import type { PlannedExchange } from '../../scenario/plan/planned.ts';
import {
  actualMessage,
  cookiesOf,
  preflightMessage,
  type Recording,
} from '../../scenario/recording.ts';

export interface Shown {
  /** Did the request itself leave the browser? */
  readonly left: boolean;
  /** Names of the cookies that it had; null where nobody could see. */
  readonly sent: readonly string[] | null;
  /** Could the script read the response? Null where no script asked, or nobody looked. */
  readonly readable: boolean | null;
  /** Status of the preflight's response; null where there was none. */
  readonly preflight: number | null;
  /** Of the cookies that it set, the names of those that were kept; null where nobody looked. */
  readonly stored: readonly string[] | null;
}

/** What is shown of the exchange with a label; null where the recording has none. */
export function shownIn({ plan, observations }: Recording, as: string): Shown | null {
  const exchange = plan.exchanges.find((one) => one.as === as);
  const observation = exchange && observations[exchange.id];
  if (!observation) return null;
  const actual = actualMessage(observation);
  const { script, stored } = observation;
  return {
    left: actual !== undefined,
    sent: actual ? (cookiesOf(actual)?.map(({ name }) => name) ?? null) : [],
    readable: script.readable ?? firstOf(exchange, plan, observations)?.script.readable ?? null,
    preflight: preflightMessage(observation)?.response?.status ?? null,
    stored: stored?.map(({ name }) => name) ?? null,
  };
}

/** What was seen of the request that redirects led here: its script is told of the last response. */
function firstOf(
  { id, hopOf }: PlannedExchange,
  plan: Recording['plan'],
  observations: Recording['observations'],
): Recording['observations'][string] | undefined {
  const before = plan.exchanges.find((one) => one.id === hopOf);
  return before ? firstOf(before, plan, observations) : observations[id];
}
