/** What the browser itself said of a cookie, where the recording has it: Chromium does. */
import type { PlannedExchange } from '../../scenario/plan/planned.ts';
import type { Reason, Recording } from '../../scenario/recording.ts';
import { carried } from './carried.ts';
import type { Hypothesis } from './hypotheses.ts';

export interface ToldReasons {
  readonly exchange: PlannedExchange;
  readonly on: 'send' | 'store';
  /** As the browser spelled them. */
  readonly codes: readonly string[];
}

/** Why it was not stored by the exchanges before one, and not sent with that. */
export function toldOf(
  name: string,
  at: PlannedExchange['id'],
  { plan: { exchanges }, observations }: Recording,
): ToldReasons[] {
  const until = exchanges.slice(0, exchanges.findIndex(({ id }) => id === at) + 1);
  const told = (exchange: PlannedExchange, on: 'send' | 'store') => {
    const reasons = toldAt(exchange, name, observations).filter((one) => one.on === on);
    const codes = reasons.map(({ code, raw }) => raw ?? code);
    return codes.length > 0 ? [{ exchange, on, codes }] : [];
  };
  return until.flatMap((exchange) => [
    ...(exchange.id === at ? told(exchange, 'send') : []),
    ...told(exchange, 'store'),
  ]);
}

const toldAt = (
  { id }: PlannedExchange,
  name: string,
  observations: Recording['observations'],
): Reason[] =>
  (observations[id]?.reasons ?? []).filter(
    ({ by, cookie, exempt }) => by === 'browser' && cookie === name && !exempt,
  );

/** Does the model, under a hypothesis, withhold a cookie for the reasons that the browser gave? */
export function isAsTold({ traffic, agent }: Hypothesis, name: string): boolean {
  const { observations } = traffic.recording;
  return [...carried(name, traffic, agent)].every(([{ exchange }, { reasons }]) => {
    const predicted = reasons.map(schemeless);
    return toldAt(exchange, name, observations)
      .filter(({ on }) => on === 'send')
      .every(({ code }) => predicted.includes(schemeless(code)));
  });
}

/** Chromium tells of schemes where it only might have been the scheme. */
const schemeless = (code: string) => code.replace(/^Schemeful/, '');
