/** Runs the matrix: every scenario in every column, the columns side by side. */
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { LabError } from '../base/errors.ts';
import type { TopologyId } from '../base/topology.ts';
import type { Column } from '../browsers/columns.ts';
import type { Network } from '../browsers/driver.ts';
import type { Profile } from '../browsers/profiles.ts';
import { type Borrower, SessionSupply } from '../browsers/supply.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { cellsOf, notRun, resultRow } from '../results/cells.ts';
import type { Cell, ResultColumn, Results } from '../results/results.ts';
import { plan } from '../scenario/plan/plan.ts';
import type { Plan } from '../scenario/plan/planned.ts';
import type { Row, Scenario } from '../scenario/rows.ts';
import type { Journal } from './journal.ts';
import { performingOrder, Rendezvous, startingOrder } from './order.ts';
import { perform } from './perform.ts';
import { withReasons } from './reasons/third-witness.ts';
import { leftBy, mindedBy, mindsEverything } from './session-reuse.ts';
import { standingVisits } from './standing.ts';

export interface MatrixOptions {
  readonly scenarios: readonly Scenario[];
  readonly columns: readonly Column[];
  readonly topology: TopologyId;
  readonly gateway: Gateway;
  readonly network: Network;
  readonly progress?: Progress;
  /** Where what is done is noted, and what an earlier run did is found. */
  readonly journal?: Journal;
  /** Columns that run at a time. */
  readonly lanes?: number;
  /** Aborting it ends all browsers; the run then rejects. */
  readonly signal?: AbortSignal;
}

/** What happens while the matrix runs. */
export interface Progress {
  started?(column: ResultColumn, milliseconds: number): void;
  cell?(column: Column, row: Row, cell: Cell): void;
  finished?(column: ResultColumn): void;
  /** All cells of a row are known. */
  row?(row: Row): void;
}

/** Browsers that run at a time: two more than there are processors, for each often waits. */
const lanes = availableParallelism() + 2;

/** Times a scenario is tried in a column before its cells are given up. */
const tries = 2;

/** Runs the matrix. Browsers that do not start, or are lost, cost their own cells only. */
export async function runMatrix(options: MatrixOptions): Promise<Results> {
  const { scenarios, columns, topology, progress, journal, signal } = options;
  const date = journal?.date ?? new Date().toISOString();
  const rows = scenarios.flatMap((scenario) => scenario.rows);
  const cells = new Map(rows.map((row) => [row.id, {} as Record<string, Cell>]));
  const missing: { id: string; because: string }[] = [];
  const heads = new Map<Column, ResultColumn>();

  const waiting = startingOrder(columns);
  const atATime = options.lanes ?? lanes;
  const opening = new Rendezvous(waiting.slice(0, atATime));
  const runColumns = async () => {
    for (let column = waiting.shift(); column; column = waiting.shift()) {
      await runColumn(column);
    }
  };
  const runColumn = async (column: Column) => {
    const supply = new SessionSupply(column, options.network);
    const stop = () => supply.end();
    signal?.addEventListener('abort', stop);
    try {
      const began = performance.now();
      const head = await headOf(column, supply);
      heads.set(column, head);
      progress?.started?.(head, performance.now() - began);
      for (const scenario of performingOrder(scenarios, column, topology)) {
        const known = journal?.recall(scenario, head, topology);
        const found = known ?? (await runScenario(scenario, column, supply, options));
        if (!known) journal?.note(scenario, head, topology, found);
        for (const [row, cell] of found) {
          const line = cells.get(row.id) as Record<string, Cell>;
          line[column.profile.id] = cell;
          progress?.cell?.(column, row, cell);
          if (Object.keys(line).length === columns.length) progress?.row?.(row);
        }
        await opening.met(column);
      }
      progress?.finished?.(head);
    } catch (error) {
      if (!(error instanceof LabError) || error.code !== 'LAB_BROWSER_START') throw error;
      const because = [error.message, error.fix ?? ''].join(' ').trim();
      missing.push({ id: column.profile.id, because });
    } finally {
      opening.met(column);
      signal?.removeEventListener('abort', stop);
      await supply.end();
    }
  };
  // Every column is waited for, also when one fails: no browser may be left behind.
  const ends = await Promise.allSettled(Array.from({ length: atATime }, runColumns));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  signal?.throwIfAborted();

  return {
    schema: 1,
    date,
    topology,
    columns: columns.flatMap((column) => heads.get(column) ?? []),
    missing,
    rows: rows.map((row) => resultRow(row, cells.get(row.id) ?? {})),
  };
}

async function headOf({ profile }: Column, supply: SessionSupply): Promise<ResultColumn> {
  const { name, version, build, switches } = await supply.browser();
  const { id, engine, policy, label } = profile;
  return { id, engine, ...(name && { name }), version, build, policy, label, switches };
}

/**
 * Performs a scenario in one column and judges its rows. Tried again once when the browser is lost,
 * or its connection to the lab.
 */
export async function runScenario(
  scenario: Scenario,
  column: Column,
  supply: SessionSupply,
  { topology, gateway, signal }: Pick<MatrixOptions, 'topology' | 'gateway' | 'signal'>,
): Promise<[Row, Cell][]> {
  const { profile } = column;
  const { expect, under = {}, deviations = [] } = scenario.spec;
  const expectations = [expect, ...Object.values(under), ...deviations.map((one) => one.expect)];
  const judged = new Set(expectations.flatMap(Object.keys));
  const readJar = expectations
    .flatMap(Object.values)
    .some(({ stored, lifetime }) => stored ?? lifetime);
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    const performance = randomBytes(9).toString('base64url');
    const planned = plan(scenario.spec, { topology, performance, ports: gateway.ports });
    try {
      const standing = standingVisits(planned, judged, profile);
      const browser = await supply.browser();
      const performed = await supply.with(borrowerOf(planned, profile), (session) =>
        perform(planned, session, { gateway, performance, readJar, standing }),
      );
      const told = (await browser.reasons?.(performance)) ?? [];
      const head = { id: profile.id, version: browser.version };
      const witnessed = withReasons(performed, planned, told, head);
      return cellsOf(scenario.rows, planned, witnessed, column);
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      const what = lossOf(error);
      if (what === null) throw error;
      if (what === 'browser') await supply.discard();
      if (attempt === tries) {
        return scenario.rows.map((row) => [row, notRun(`the ${what} was lost: ${error.message}`)]);
      }
    }
  }
}

/** What was lost, so that another try may succeed; null for another error. */
function lossOf({ code }: LabError): 'browser' | 'connection' | null {
  if (code === 'LAB_CONNECTION_LOST') return 'connection';
  return code.startsWith('LAB_BROWSER_') ? 'browser' : null;
}

function borrowerOf(planned: Plan, profile: Profile): Borrower {
  const urls = planned.exchanges.map(({ url }) => url).filter((url) => url !== '');
  return {
    origins: [...new Set(urls.map((url) => new URL(url).origin))],
    leaves: leftBy(planned, profile),
    minds: mindedBy(planned),
    fresh: mindsEverything(planned, profile),
  };
}
