/** From what was performed to the cells of the results. */
import { type Ask, agentFor, asking, evidenceOf } from '../diagnosis/index.ts';
import type { Performed } from '../run/perform.ts';
import type { Observation } from '../scenario/exchange.ts';
import type { Plan, PlannedExchange } from '../scenario/plan/planned.ts';
import type { Row } from '../scenario/rows.ts';
import type { Policy } from '../scenario/scenario.ts';
import type { BrokenChain, Cell, ResultExchange, ResultRow } from './results.ts';
import { judge } from './verdict.ts';

/** A row of the results, with the cells that are known of it. */
export const resultRow = (
  { id, title, part, topic, claims, expect }: Row,
  cells: ResultRow['cells'],
): ResultRow => ({ scenario: id, title, part, topic, claims, expect, cells });

/** What of a column's profile a cell depends on. */
interface CellProfile {
  readonly id: string;
  readonly engine: string;
  readonly policy: Policy;
}

/** The cells of a scenario's rows in one column. */
export function cellsOf(
  rows: readonly Row[],
  plan: Plan,
  performed: Performed,
  { profile }: { readonly profile: CellProfile },
): [Row, Cell][] {
  const { topology } = plan;
  const observer = { column: profile.id, policy: profile.policy, topology };
  const exchanges = plan.exchanges.map((exchange) => resultExchange(exchange, performed));
  const ask = asking(exchanges, agentFor(profile));
  return rows.map((row) => {
    const chain = brokenChain(row, ask);
    // A row that is one of several shows its own exchanges only.
    const shown = row.id.includes('#') ? exchanges.filter(({ as }) => as in row.expect) : exchanges;
    const elsewhere = reasonsElsewhere(
      row,
      exchanges.filter((exchange) => !shown.includes(exchange)),
    );
    const cell = {
      ...judge(row, performed.observations, observer),
      ...(chain && { chain }),
      ...(elsewhere.length > 0 && { elsewhere }),
      exchanges: shown,
    };
    return [row, cell];
  });
}

/** Why the cookies that a row is about were not stored, in exchanges that it does not show. */
function reasonsElsewhere({ expect }: Row, hidden: readonly ResultExchange[]) {
  const names = Object.values(expect).map(({ about }) => about);
  return hidden.flatMap(({ as, reasons = [] }) =>
    reasons
      .filter(({ on, cookie }) => on === 'store' && cookie !== undefined && names.includes(cookie))
      .map((reason) => ({ as, ...reason })),
  );
}

/** The chain of the exchanges that a row judges, where a link of it broke. */
function brokenChain({ expect, reported }: Row, ask: Ask): BrokenChain | null {
  const asked = reported
    ? [{ as: reported.exchange, cookie: reported.cookie }]
    : Object.entries(expect).map(([as, { about }]) => ({ as, cookie: about }));
  for (const { as, cookie } of asked) {
    const { asks, broke, code, links, ...chain } = ask(as, cookie);
    if (broke === null || code === null) continue;
    const { evidence = '', fix = '', write = [], rule = '' } = links[broke - 1] ?? {};
    return {
      as,
      asks,
      ...(chain.cookie !== undefined && { cookie: chain.cookie }),
      ...{ broke, code, evidence, fix, write, rule },
    };
  }
  return null;
}

export const notRun = (because: string): Cell => ({ verdict: 'not-run', because, exchanges: [] });

function resultExchange(planned: PlannedExchange, performed: Performed): ResultExchange {
  const observation = performed.observations.get(planned.as) as Observation;
  const { lifetimes, cookieStore, cookieChanges, storageAccess, headers, taken } = observation;
  return {
    ...evidenceOf(planned, observation),
    ...(performed.standing.has(planned.id) && { standing: true as const }),
    ...(lifetimes && { lifetimes }),
    ...(cookieStore && { cookieStore: cookieStore.map(({ name }) => name) }),
    ...(cookieChanges && { cookieChanges }),
    ...(storageAccess && { storageAccess }),
    ...(headers && { headers }),
    ...(Object.keys(taken).length > 0 && { taken }),
    arrivals: performed.arrivals
      .filter(({ exchange }) => exchange === planned.id)
      .map(({ exchange: _, at: __, ...arrival }) => arrival),
  };
}
