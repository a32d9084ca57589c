/** Tells a connection that broke from an answer that a browser keeps from a page. */
import type { Arrival } from '../base/arrival.ts';
import type { Outcome } from '../page/outcome.ts';
import type { Plan, PlannedExchange } from '../scenario/plan/planned.ts';

/**
 * The exchange in which the connection between browser and lab broke; undefined where it held. Of
 * what failed, that is a request that arrived and could not be answered, or a visit that did not
 * arrive: nothing but the network keeps what the user types from leaving.
 *
 * @param arrivals of the plan
 * @param outcomes what the page and the driver say, by exchange
 */
export function cutOff(
  { exchanges }: Plan,
  arrivals: readonly Arrival[],
  outcomes: ReadonlyMap<string, Outcome>,
): PlannedExchange | undefined {
  const failed = exchanges.filter(({ id }) => outcomes.get(id)?.error !== undefined);
  if (failed.length === 0) return undefined;
  const of = ({ id }: PlannedExchange) => arrivals.filter(({ exchange }) => exchange === id);
  return (
    exchanges.find((one) => of(one).at(-1)?.status === null) ??
    failed.find((one) => one.kind === 'visit' && of(one).length === 0)
  );
}
