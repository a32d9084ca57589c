/** Which of the requests that arrived belongs to which exchange. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Arrival } from '../base/arrival.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { lastOf, type Plan, type PlannedStep } from '../scenario/plan/planned.ts';

/** How long the request of a window that nobody hears of may take, in milliseconds. */
const timeoutMs = 5_000;

/** All that arrived of a plan. Windows without opener tell nobody that they stand: they are waited for. */
export async function arrivalsOf(
  { steps }: Plan,
  performance: string,
  gateway: Gateway,
): Promise<Arrival[]> {
  const awaited = unheard(steps);
  const deadline = Date.now() + timeoutMs;
  const arrivals: Arrival[] = [];
  for (;;) {
    arrivals.push(...(await gateway.arrivals(performance)));
    const here = awaited.every((id) => arrivals.some(({ exchange }) => exchange === id));
    if (here || Date.now() > deadline) return arrivals;
    await wait(30);
  }
}

/** The exchanges that documents come of which cannot report. */
function unheard(steps: readonly PlannedStep[]): string[] {
  return steps.flatMap((step) => {
    const alone = step.step === 'openWindow' ? step.noopener : isTargeted(step);
    if (alone && 'exchange' in step) return [lastOf(step).id];
    return 'steps' in step ? unheard(step.steps) : [];
  });
}

const isTargeted = (step: PlannedStep) => 'target' in step && step.target === '_blank';

/** Does a plan open windows that stay open? */
export const leavesWindows = ({ steps }: Plan): boolean => unheard(steps).length > 0;

/**
 * Arrivals under the ids of the exchanges that they belong to. Those of a URL that is asked several
 * times come under one id: each belongs to the exchange that had begun last by then.
 *
 * @param began when the exchanges that ask again began, by their ids, in milliseconds of Unix time
 */
export function attributed(
  arrivals: readonly Arrival[],
  { exchanges }: Plan,
  began: ReadonlyMap<string, number>,
): Arrival[] {
  const repeats = exchanges.filter(({ again }) => again !== undefined);
  return arrivals.map((arrival, place) => {
    const mine = repeats.filter(({ again }) => again === arrival.exchange);
    const repeat = mine.some(({ kind }) => kind === 'fetch' || kind === 'xhr')
      ? // Nobody tells when a script asks. The first to arrive is the first's: its URL was new to every cache.
        arrivals.findIndex(isLike(arrival)) < place && mine[0]
      : mine.findLast(({ id }) => (began.get(id) ?? Infinity) <= arrival.at);
    return repeat ? { ...arrival, exchange: repeat.id } : arrival;
  });
}

const isLike =
  ({ exchange, preflight }: Arrival) =>
  (other: Arrival) =>
    other.exchange === exchange && other.preflight === preflight;
