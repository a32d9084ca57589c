/** Has a browser do a plan, and gathers what the witnesses say of each exchange. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Arrival, parseCookieHeader } from '../arrival.ts';
import type { Session, StoredCookie } from '../browsers/driver.ts';
import { LabError } from '../errors.ts';
import type { Observation } from '../exchange.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { batches, navigates } from '../page/batches.ts';
import type { Outcome } from '../page/outcome.ts';
import { withoutRecipe } from '../recipe.ts';
import {
  lastOf,
  type Plan,
  type PlannedExchange,
  type PlannedPageStep,
  type PlannedStep,
} from '../scenario/plan/planned.ts';
import { nameOf } from '../scenario/rows.ts';
import type { Taken } from '../scenario/taken.ts';

/** How long a navigation may take, in milliseconds. */
const loadPatience = 8_000;
/** How long a run of steps in one document may take. */
const stepsPatience = 60_000;

export interface Performed {
  /** Observations by the exchange's label. */
  readonly observations: ReadonlyMap<string, Observation>;
  readonly arrivals: readonly Arrival[];
  /** Ids of the visits that asked for nothing: the page stood open. */
  readonly standing: ReadonlySet<string>;
}

export interface PerformOptions {
  readonly gateway: Gateway;
  /** The performance that the plan's exchange ids are prefixed with. */
  readonly performance: string;
  /** Ask the browser for its jar at the end. In some engines that takes a navigation for each host. */
  readonly readJar: boolean;
  /** Ids of the visits for which a page that stands there will do. */
  readonly standing: ReadonlySet<string>;
}

/**
 * Performs a plan in a session.
 *
 * @throws {LabError} LAB_BROWSER_LOST when the browser goes away or stops answering.
 */
export async function perform(
  plan: Plan,
  session: Session,
  { gateway, performance, readJar, standing }: PerformOptions,
): Promise<Performed> {
  const outcomes = new Map<string, Outcome>();
  let taken: Taken = {};
  for (const run of runs(plan.steps)) {
    for (const outcome of await performRun(run, taken, session, standing)) {
      outcomes.set(outcome.exchange, outcome);
      taken = { ...taken, ...outcome.taken };
    }
  }
  const arrivals = await gateway.arrivals(performance);
  const jar = readJar ? await session.cookies(settingUrls(plan)) : null;
  const observations = new Map(
    plan.exchanges.map((exchange) => [
      exchange.as,
      observe(
        exchange,
        arrivals.filter((arrival) => arrival.exchange === exchange.id),
        outcomes.get(exchange.id),
        jar,
      ),
    ]),
  );
  return { observations, arrivals, standing };
}

type Run = { visit: Extract<PlannedStep, { step: 'visit' }> } | { steps: PlannedPageStep[] };

/** Steps in runs: a visit is the driver's, the rest one document's after the other. */
function runs(steps: readonly PlannedStep[]): Run[] {
  const all: Run[] = [];
  let between: PlannedPageStep[] = [];
  const flush = () => {
    all.push(...batches(between).map((batch) => ({ steps: batch })));
    between = [];
  };
  for (const step of steps) {
    if (step.step === 'visit') {
      flush();
      all.push({ visit: step });
    } else between.push(step);
  }
  flush();
  return all;
}

async function performRun(
  run: Run,
  taken: Taken,
  session: Session,
  standing: ReadonlySet<string>,
): Promise<readonly Outcome[]> {
  if ('visit' in run) {
    const { exchange } = run.visit;
    try {
      if (standing.has(exchange.id)) await session.stand(withoutRecipe(exchange.url));
      else await session.open(exchange.url, loadPatience);
      return [{ exchange: exchange.id }];
    } catch (error) {
      return [failed(exchange, error)];
    }
  }
  const outcomes: Outcome[] = [];
  try {
    const given = { steps: run.steps, taken };
    outcomes.push(...(await session.evaluate(performInPage, given, stepsPatience)));
    const last = run.steps.at(-1);
    if (last && navigates(last)) outcomes.push(await landed(last.exchange, lastOf(last), session));
  } catch (error) {
    const told = new Set(outcomes.map(({ exchange }) => exchange));
    for (const step of run.steps) {
      if (step.step !== 'pause' && !told.has(step.exchange.id)) {
        outcomes.push(failed(step.exchange, error));
      }
    }
  }
  return outcomes;
}

/** Runs in the page. */
function performInPage(given: { steps: PlannedPageStep[]; taken: Taken }): Promise<Outcome[]> {
  if (!window.lab) throw new Error('the current document is no page of the lab');
  return window.lab.perform(given.steps, given.taken);
}

/** Waits until the document that a link or form leads to stands. */
async function landed(
  exchange: PlannedExchange,
  destination: PlannedExchange,
  session: Session,
): Promise<Outcome> {
  const deadline = Date.now() + loadPatience;
  while (Date.now() < deadline) {
    const current = await session
      .evaluate(() => window.lab?.exchange ?? null, null, loadPatience)
      .catch((error) => {
        if (error instanceof LabError) throw error;
        return null; // between two documents
      });
    if (current === destination.id) return { exchange: exchange.id };
    await wait(15);
  }
  return { exchange: exchange.id, error: 'the navigation led to no page of the lab' };
}

function failed(exchange: PlannedExchange, error: unknown): Outcome {
  if (error instanceof LabError) throw error;
  const [message] = String((error as Error).message ?? error).split('\n');
  return { exchange: exchange.id, error: message ?? '' };
}

/** Where to look for the cookies that a plan sets: under the host and path that each is for. */
function settingUrls({ exchanges }: Plan): string[] {
  const urls = exchanges.flatMap(({ url, answer }) =>
    (answer.setCookie ?? []).map((line) => {
      const path = /;\s*path=(\/[^;]*)/i.exec(line)?.[1];
      return new URL(path ?? new URL('.', url).pathname, url).href;
    }),
  );
  return [...new Set(urls)];
}

function observe(
  exchange: PlannedExchange,
  arrivals: readonly Arrival[],
  outcome: Outcome | undefined,
  jar: readonly StoredCookie[] | null,
): Observation {
  const request = arrivals.find(({ preflight }) => !preflight);
  const preflight = arrivals.find(({ preflight }) => preflight);
  const text = outcome?.documentCookie;
  return {
    arrived: request !== undefined,
    sent: request?.cookies ?? [],
    status: request?.status ?? null,
    preflight: preflight ? { sent: preflight.cookies } : null,
    stored: jar && storedOf(exchange, jar).map(({ name }) => name),
    lifetimes: jar && lifetimesOf(storedOf(exchange, jar)),
    readable: outcome?.readable ?? null,
    documentCookie: text === undefined ? null : parseCookieHeader(text),
    headers: outcome?.headers ?? null,
    taken: outcome?.taken ?? {},
    error: outcome?.error ?? null,
    reasons: [],
  };
}

/** Of the cookies that an exchange's answer set: those that the jar holds. */
function storedOf(exchange: PlannedExchange, jar: readonly StoredCookie[]): StoredCookie[] {
  const lines = exchange.answer.setCookie ?? [];
  if (lines.length === 0) return [];
  const { hostname } = new URL(exchange.url);
  return lines.flatMap(
    (line) =>
      jar.find(
        ({ name, value, domain }) =>
          name === nameOf(line) && value === cookieValue(line) && covers(domain, hostname),
      ) ?? [],
  );
}

const day = 24 * 60 * 60 * 1000;

/** Whole days that cookies have left; null for those of the session. */
function lifetimesOf(cookies: readonly StoredCookie[]): Record<string, number | null> {
  const days = (expires: number) => Math.round((expires - Date.now()) / day);
  return Object.fromEntries(
    cookies.map(({ name, expires }) => [name, expires === null ? null : days(expires)]),
  );
}

const cookieValue = (line: string) => /^(?:[^=;]*=)?([^;]*)/.exec(line)?.[1]?.trim() ?? '';

/** Could a host have set a cookie with this domain, with or without leading dot? */
function covers(domain: string, host: string): boolean {
  const bare = domain.replace(/^\./, '');
  return host === bare || host.endsWith(`.${bare}`);
}
