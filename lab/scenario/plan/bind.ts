/**
 * Binds a plan to one performance: the ids under which services remember what arrives, the real ports
 * of this machine, and recipes in the query of each URL; for hosts of the scenario's own only their key. The plan itself knows none of these, so that
 * one serves every performance, prediction and comparison.
 */
import { withKey } from '../../base/exchange-key.ts';
import { type Answer, encodeRecipe } from '../../base/recipe.ts';
import type { ExchangeId, Plan, PlannedExchange, PlannedStep } from './planned.ts';

/** Where and as what a plan is performed. */
export interface Binding {
  /** Prefix of exchange ids; unique to one performance. */
  readonly performance: string;
  /** Real ports of the loopback origins, by the port that scenarios write. */
  readonly ports: Readonly<Record<number, number>>;
}

/** The plan as it is performed: same steps, exchanges in the same order. */
export function bind(plan: Plan, { performance, ports }: Binding): Plan {
  const local = withPorts(plan, ports);
  const bound = new Map<ExchangeId, PlannedExchange>();
  const idOf = (id: ExchangeId) => `${performance}.${id}`;
  const urlWith = plan.topology === 'own' ? withKey : withRecipe;
  // From the last one backwards: each Location holds the recipe of the next hop.
  for (const exchange of [...local.exchanges].reverse()) {
    const { id, again, hopOf, url } = exchange;
    if (again !== undefined) continue;
    const next = local.exchanges.find((other) => other.hopOf === id);
    const location = next && bound.get(next.id)?.url;
    const answer = location === undefined ? exchange.answer : { ...exchange.answer, location };
    bound.set(id, {
      ...exchange,
      id: idOf(id),
      ...(hopOf !== undefined && { hopOf: idOf(hopOf) }),
      answer,
      url: url === '' ? '' : urlWith(url, idOf(id), answer),
    });
  }
  for (const exchange of local.exchanges) {
    const first = exchange.again === undefined ? undefined : bound.get(exchange.again);
    if (!first) continue;
    const { url, answer, id: again } = first;
    bound.set(exchange.id, { ...exchange, id: idOf(exchange.id), url, answer, again });
  }
  const exchangeOf = ({ id }: PlannedExchange) => bound.get(id) as PlannedExchange;
  return {
    ...local,
    exchanges: local.exchanges.map(exchangeOf),
    steps: local.steps.map((step) => boundStep(step, exchangeOf)),
  };
}

/** The exchange of the plan that a bound id stands for; null for one of another performance. */
export function unboundId(id: string, performance: string): ExchangeId | null {
  return id.startsWith(`${performance}.`) ? id.slice(performance.length + 1) : null;
}

/** A text from a performance with the ports that scenarios write. */
export function withoutPorts(text: string, ports: Binding['ports']): string {
  const written = new Map(Object.entries(ports).map(([port, real]) => [String(real), port]));
  return mapPorts(text, (port) => written.get(port));
}

const withPorts = (plan: Plan, ports: Binding['ports']): Plan =>
  JSON.parse(mapPorts(JSON.stringify(plan), (port) => ports[Number(port)]?.toString()));

const mapPorts = (text: string, map: (port: string) => string | undefined) =>
  text.replace(
    /\b(localhost|127\.0\.0\.1):(\d+)/g,
    (_, host, port) => `${host}:${map(port) ?? port}`,
  );

function withRecipe(url: string, exchange: string, answer: Answer): string {
  const bound = new URL(url);
  const query = encodeRecipe({ exchange, answer });
  bound.search = bound.search ? `${bound.search}&${query}` : query;
  return bound.href;
}

function boundStep<Step extends PlannedStep>(
  step: Step,
  exchangeOf: (exchange: PlannedExchange) => PlannedExchange,
): Step {
  if (!('exchange' in step)) return step;
  return {
    ...step,
    exchange: exchangeOf(step.exchange),
    hops: step.hops.map(exchangeOf),
    ...('steps' in step && { steps: step.steps.map((inner) => boundStep(inner, exchangeOf)) }),
  };
}
