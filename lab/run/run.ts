/** Runs the matrix: every scenario in every column, the columns side by side. */
import { randomBytes } from 'node:crypto';
import { availableParallelism, loadavg } from 'node:os';
import { type ErrorCode, LabError } from '../base/errors.ts';
import type { TopologyId } from '../base/topology.ts';
import type { Column } from '../browsers/columns.ts';
import type { Network } from '../browsers/driver.ts';
import type { Profile } from '../browsers/profiles.ts';
import { type Borrower, SessionSupply } from '../browsers/supply.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { bind, unboundId } from '../scenario/plan/bind.ts';
import type { Plan } from '../scenario/plan/planned.ts';
import type { Scenario } from '../scenario/rows.ts';
import { handOver, isWhole, type KeptRecordings } from './kept.ts';
import { type Need, needOf } from './need.ts';
import { mostLeft, performingOrder, Rendezvous, startingOrder, type Work } from './order.ts';
import { perform } from './perform.ts';
import { withReasons } from './reasons.ts';
import { type ColumnHead, isSame, type Recorded, type Run } from './recorded.ts';
import { leftoversOf, needsFreshSession, whatDisturbs } from './session-reuse.ts';
import type { RecordingStore } from './store.ts';

export interface RunOptions {
  readonly scenarios: readonly Scenario[];
  readonly columns: readonly Column[];
  readonly topology: TopologyId;
  readonly gateway: Gateway;
  readonly network: Network;
  /** Called with each scenario that a column has done, and with each that it could not do. */
  readonly recorded: (one: Recorded) => void;
  /** Why a recording tells too little, as a wait ran out; undefined where it tells enough. */
  readonly doubtOf?: (one: Recorded) => string | undefined;
  /** A browser is up; `null` where all of its column is kept, and it does not start. */
  readonly started?: (column: ColumnHead, milliseconds: number | null) => void;
  readonly finished?: (column: ColumnHead) => void;
  /** Where recordings are kept. */
  readonly store?: RecordingStore;
  /** Browsers that are starting already, by the ids of their columns. */
  readonly supplies?: ReadonlyMap<string, SessionSupply>;
  /** What need not be measured. */
  readonly kept?: ReadonlyMap<Column, KeptRecordings>;
  /** Columns that run at a time. */
  readonly lanes?: number;
  /** Aborting it ends all browsers; the run then rejects. */
  readonly signal?: AbortSignal;
}

/** Browsers that run at a time: two more than there are processors, for each often waits. */
const lanes = availableParallelism() + 2;

/** Errors that cost a column, and no other. */
const unstarted: ReadonlySet<ErrorCode> = new Set(['LAB_BROWSER_START', 'LAB_OPEN_DRIVER']);

/** Times a scenario is tried in a column before it is given up. */
const tries = 2;

/** Runs the matrix. Browsers that do not start, or are lost, cost their own cells only. */
export async function runMatrix(options: RunOptions): Promise<Run> {
  const { scenarios, columns, topology, store, kept, signal } = options;
  const date = new Date().toISOString();
  const missing: { id: string; because: string }[] = [];
  const heads = new Map<Column, ColumnHead>();

  const handing: Promise<void>[] = [];
  for (const column of columns) {
    const whole = kept?.get(column);
    if (!isWhole(whole, scenarios)) continue;
    heads.set(column, whole.head);
    options.started?.(whole.head, null);
    handing.push(handOver(whole, options));
  }
  const waiting = startingOrder(columns.filter((column) => !heads.has(column)));
  const atATime = options.lanes ?? lanes;
  const opening = new Rendezvous(waiting.slice(0, atATime));
  const works = new Map<Column, Work>();
  const runLane = async () => {
    let column = waiting.shift();
    if (!column) return;
    for (; column; column = waiting.shift()) await runColumn(column);
    // The last column would leave processors idle: it is shared.
    for (let work = mostLeft(works.values()); work; work = mostLeft(works.values())) {
      work.browsers++;
      const helping = help(work);
      work.helpers.push(helping);
      await helping.catch(() => {}); // the column tells
    }
  };
  /** Performs scenarios of a column, until none is left. */
  const performIn = async ({ column, head, left }: Work, supply: SessionSupply) => {
    for (let scenario = left.shift(); scenario; scenario = left.shift()) {
      const need = needOf(scenario, column.profile, topology);
      const once = async (slowness: number) => {
        const recording = await record(need, column, supply, { ...options, slowness });
        const one = { scenario, column: head, recording };
        return { one, doubt: options.doubtOf?.(one) };
      };
      const first = await once(1);
      const { one, doubt } = first.doubt ? await once(slownessOf(loadavg()[0])) : first;
      options.recorded(one);
      if (store && !doubt && !('notRun' in one.recording)) {
        const browser = await supply.browser();
        await store.note({ scenario, column, head, need, browser }, one.recording);
      }
      await opening.met(column);
    }
  };
  /** Calls `use` with a supply that ends with it, or with the run. */
  const supplied = async (
    { column, supply }: { column: Column; supply?: SessionSupply | undefined },
    use: (supply: SessionSupply) => Promise<void>,
  ) => {
    const used = supply ?? new SessionSupply(column, options.network);
    const stop = () => used.end();
    signal?.addEventListener('abort', stop);
    try {
      await use(used);
    } finally {
      signal?.removeEventListener('abort', stop);
      await used.end();
    }
  };
  const runColumn = (column: Column) =>
    supplied({ column, supply: options.supplies?.get(column.profile.id) }, async (supply) => {
      const head = await headOf(column, supply);
      heads.set(column, head);
      options.started?.(head, performance.now() - supply.began);
      // A browser that says of itself something else than the one that made the recordings did not.
      const part = kept?.get(column);
      const taken = part && isSame(part.head, head) ? part : { head, recordings: new Map() };
      await handOver(taken, options);
      const unmeasured = scenarios.filter((scenario) => !taken.recordings.has(scenario));
      const left = performingOrder(unmeasured, column, topology);
      const work: Work = { column, head, left, browsers: 1, helpers: [] };
      works.set(column, work);
      await performIn(work, supply);
      for (const helping of work.helpers) await helping;
      options.finished?.(head);
    })
      .catch((error) => {
        if (!(error instanceof LabError) || !unstarted.has(error.code)) throw error;
        const because = [error.message, error.fix ?? ''].join(' ').trim();
        missing.push({ id: column.profile.id, because });
      })
      .finally(() => {
        works.get(column)?.left.splice(0); // where it failed, nobody goes on with it
        works.delete(column);
        opening.met(column);
      });
  /** Another browser of a column takes its share, if it is the same browser and starts. */
  const help = (work: Work) =>
    supplied(work, async (supply) => {
      const head = await headOf(work.column, supply).catch(() => null);
      if (head && isSame(head, work.head)) await performIn(work, supply);
    });
  // Every column is waited for, also when one fails: no browser may be left behind.
  const ends = await Promise.allSettled([...handing, ...Array.from({ length: atATime }, runLane)]);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  signal?.throwIfAborted();
  return { date, columns: columns.flatMap((column) => heads.get(column) ?? []), missing };
}

/**
 * How many times as long waits are on a second try, by the processes that wait for each processor:
 * twice at least, and six times at most.
 */
export const slownessOf = (load = 0, processors = availableParallelism()): number =>
  Math.min(6, Math.max(2, load / processors));

export async function headOf({ profile }: Column, supply: SessionSupply): Promise<ColumnHead> {
  const { name, version, build, switches } = await supply.browser();
  const { id, engine, policy, label } = profile;
  return { id, engine, ...(name && { name }), version, build, policy, label, switches };
}

/** Why a scenario on hosts of its own is not run in Docker. */
const noStandIn = 'it has hosts of its own, for which the lab in Docker does not stand in';

/** Performs a plan in one column. Tried again once when the browser is lost, or its connection to the lab. */
export async function record(
  { plan: planned, readJar, standing }: Need,
  { profile }: Column,
  supply: SessionSupply,
  {
    gateway,
    signal,
    slowness = 1,
  }: Pick<RunOptions, 'gateway' | 'signal'> & { readonly slowness?: number },
): Promise<Recorded['recording']> {
  if (planned.topology === 'own' && !gateway.register) return { notRun: noStandIn };
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    const performance = randomBytes(9).toString('base64url');
    const bound = bind(planned, { performance, ports: gateway.ports });
    try {
      const performed = await supply.with(borrowerOf(bound, profile), (session) =>
        perform(planned, session, {
          ...{ gateway, performance, readJar, standing },
          slowness: attempt === 1 ? slowness : Math.max(slowness, slownessOf(loadavg()[0])),
        }),
      );
      // The one that it was performed in: the supply may have started another for it.
      const browser = await supply.browser();
      const told = (await browser.reasons?.(performance)) ?? [];
      const placed = told.map((reason) => ({
        ...reason,
        exchange: unboundId(reason.exchange, performance) ?? reason.exchange,
      }));
      const observations = withReasons(planned, performed.observations, placed);
      const maker = { by: 'browser', id: profile.id, version: browser.version } as const;
      return { ...performed, maker, observations, gaps: {} };
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      const what = lossOf(error);
      if (what === null) throw error;
      if (what === 'browser') await supply.discard();
      if (attempt === tries) return { notRun: `the ${what} was lost: ${error.message}` };
    }
  }
}

/** What was lost, so that another try may succeed; null for another error. */
function lossOf({ code }: LabError): 'browser' | 'connection' | null {
  if (code === 'LAB_CONNECTION_LOST') return 'connection';
  return code.startsWith('LAB_BROWSER_') ? 'browser' : null;
}

function borrowerOf(bound: Plan, profile: Profile): Borrower {
  const urls = bound.exchanges.map(({ url }) => url).filter((url) => url !== '');
  return {
    origins: [...new Set(urls.map((url) => new URL(url).origin))],
    leaves: leftoversOf(bound, profile),
    disturbedBy: whatDisturbs(bound),
    fresh: needsFreshSession(bound, profile),
  };
}
