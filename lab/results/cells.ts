/** From a recording to the cells of the results. */
import { type Ask, agentFor, asking } from '../diagnosis/index.ts';
import type { Recording } from '../scenario/recording.ts';
import type { Row } from '../scenario/rows.ts';
import type { Policy } from '../scenario/scenario.ts';
import { witnessed } from '../scenario/witnessed.ts';
import { resultExchange } from './exchange.ts';
import type { BrokenChain, Cell, ResultExchange, ResultRow } from './results.ts';
import { judge } from './verdict.ts';

/** A row of the results, with the cells that are known of it. */
export const resultRow = (
  { id, of, title, part, topic, claims, expect }: Row,
  cells: ResultRow['cells'],
): ResultRow => ({ scenario: id, of, title, part, topic, claims, expect, cells });

/** What of a column a cell depends on. */
export interface CellColumn {
  readonly id: string;
  readonly engine: string;
  readonly version?: string;
  readonly policy: Policy;
}

/** The cells of rows of one scenario, judged and diagnosed by its recording in one column. */
export function cellsOf(
  rows: readonly Row[],
  recording: Recording,
  column: CellColumn,
): [Row, Cell][] {
  const { topology } = recording.plan;
  const observer = { column: column.id, policy: column.policy, topology };
  const seen = witnessed(recording);
  const byServer = recording.maker.by === 'browser';
  const exchanges = [...seen.values()].map((one) => resultExchange(one, byServer));
  const ask = asking(recording, agentFor(column));
  return rows.map((row) => {
    const chain = brokenChain(row, ask) ?? missedChain(row, ask, seen);
    // A row that is one of several shows its own exchanges only.
    const shown = row.of.exchange ? exchanges.filter(({ as }) => as in row.expect) : exchanges;
    const elsewhere = reasonsElsewhere(
      row,
      exchanges.filter((exchange) => !shown.includes(exchange)),
    );
    const cell = {
      ...judge(row, seen, observer),
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
  return firstBroken(asked, ask);
}

/** The chain of a cookie that a row expects and that did not arrive, though nothing raised a question. */
function missedChain({ expect }: Row, ask: Ask, seen: ReturnType<typeof witnessed>) {
  const asked = Object.entries(expect).flatMap(([as, { sent = [] }]) => {
    const arrived = seen.get(as)?.sent?.map(({ name }) => name);
    const names = sent.map((one) => one.replace(/=.*/s, ''));
    return arrived
      ? names.filter((name) => !arrived.includes(name)).map((cookie) => ({ as, cookie }))
      : [];
  });
  return firstBroken(asked, ask);
}

interface Asked {
  readonly as: string;
  readonly cookie: string | undefined;
}

function firstBroken(asked: readonly Asked[], ask: Ask): BrokenChain | null {
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
