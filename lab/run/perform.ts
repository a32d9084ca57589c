/** Has a browser do a plan, and gathers what the witnesses say of each exchange. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Arrival, parseCookieHeader } from '../base/arrival.ts';
import { LabError } from '../base/errors.ts';
import { encodeRecipe, withoutRecipe } from '../base/recipe.ts';
import type { Session } from '../browsers/driver.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { batches } from '../page/batches.ts';
import { clickTarget } from '../page/gestures.ts';
import type { Outcome } from '../page/outcome.ts';
import type { Turn } from '../page/performer.ts';
import { longMs } from '../page/waits.ts';
import { messagesOf } from '../scenario/messages.ts';
import { bind, unboundId } from '../scenario/plan/bind.ts';
import {
  type ExchangeId,
  isOfUser,
  lastOf,
  leadingStep,
  navigates,
  type Plan,
  type PlannedExchange,
  type PlannedPageStep,
  type PlannedStep,
  type PlannedUserStep,
} from '../scenario/plan/planned.ts';
import type { Observation, Recording, ScriptView } from '../scenario/recording.ts';
import type { Taken } from '../scenario/taken.ts';
import { arrivalsOf, attributed } from './arrivals.ts';
import { cutOff } from './connection.ts';
import { settingUrls, storedOf } from './stored.ts';

/** How long a navigation may take, in milliseconds. */
const loadTimeoutMs = 8_000;
/** How long a run of steps in one document may take. */
const stepsTimeoutMs = 60_000;
/** How long a click may take. */
const clickTimeoutMs = 15_000;

export interface PerformOptions {
  readonly gateway: Gateway;
  /** Unique to this performance: services remember what arrives under it. */
  readonly performance: string;
  /** Ask the browser for its jar at the end. In some engines that takes a navigation for each host. */
  readonly readJar: boolean;
  /** Ids of the visits for which a page that stands there will do. */
  readonly standing: ReadonlySet<ExchangeId>;
  /** Every wait is so many times as long as usual. */
  readonly slowness: number;
}

/**
 * Performs a plan in a session. The observations have no reasons yet: see withReasons.
 *
 * @throws {LabError} LAB_BROWSER_LOST when the browser goes away or stops answering,
 *   LAB_CONNECTION_LOST when its connection to the lab breaks.
 */
export async function perform(
  plan: Plan,
  session: Session,
  { gateway, performance, readJar, standing, slowness }: PerformOptions,
): Promise<Pick<Recording, 'at' | 'plan' | 'observations'>> {
  const at = Date.now();
  const bound = bind(plan, { performance, ports: gateway.ports });
  if (plan.topology === 'own') {
    gateway.register?.(new Map(bound.exchanges.map(({ id, answer }) => [id, answer])));
  }
  const stands = new Set([...standing].map((id) => `${performance}.${id}`));
  const outcomes = new Map<string, Outcome>();
  const began = new Map<string, number>();
  let taken: Taken = {};
  for (const run of runs(bound.steps)) {
    const last = 'user' in run ? run.user : run.steps.at(-1);
    if (last && 'exchange' in last) began.set(last.exchange.id, Date.now());
    for (const outcome of await performRun(run, taken, session, { stands, slowness })) {
      outcomes.set(outcome.exchange, outcome);
      if (outcome.began !== undefined) began.set(outcome.exchange, outcome.began);
      taken = { ...taken, ...outcome.taken };
    }
  }
  const arrivals = attributed(await arrivalsOf(bound, performance, gateway), bound, began);
  const lost = cutOff(bound, arrivals, outcomes);
  if (lost) {
    const said = outcomes.get(lost.id)?.error ?? 'no answer';
    throw new LabError('LAB_CONNECTION_LOST', `${lost.as}: ${said}`);
  }
  await session.confirmJar?.();
  const jar = readJar ? await session.cookies(settingUrls(bound)) : null;
  const observations = bound.exchanges.map((exchange, place) => {
    const planned = plan.exchanges[place] as PlannedExchange;
    const arrived = arrivals.filter((arrival) => arrival.exchange === exchange.id);
    const outcome = outcomes.get(exchange.id);
    const asker = outcome?.by && unboundId(outcome.by, performance);
    const client = asker ? askerOf(plan, planned, asker) : undefined;
    const observation: Observation = {
      ...(client !== undefined && { client }),
      messages: messagesOf(arrived, gateway.ports),
      ...(standing.has(planned.id) && { standing: true }),
      script: scriptView(outcome, arrived),
      // What never arrived was answered nothing: a page that was kept, a cached answer.
      ...(jar && { stored: arrived.length > 0 ? storedOf(exchange, jar) : [] }),
      reasons: [],
    };
    return [planned.id, observation] as const;
  });
  return { at, plan, observations: Object.fromEntries(observations) };
}

/** The document that asked, where it is another than the one planned. */
function askerOf({ documents, exchanges }: Plan, { client }: PlannedExchange, from: ExchangeId) {
  const planned = documents.find(({ id }) => id === client);
  const source = exchanges.find(({ id }) => id === planned?.from);
  if (source?.url === '') return undefined; // what was written into it may go by another's URL
  return (source?.again ?? source?.id) === from
    ? undefined
    : documents.findLast((one) => one.from === from)?.id;
}

type Run = { user: PlannedUserStep } | { steps: PlannedPageStep[] };

/** Steps in runs: the user's are the driver's, the rest one document's after the other. */
function runs(steps: readonly PlannedStep[]): Run[] {
  const all: Run[] = [];
  let between: PlannedPageStep[] = [];
  const flush = () => {
    all.push(...batches(between).map((batch) => ({ steps: batch })));
    between = [];
  };
  for (const step of steps) {
    if (isOfUser(step)) {
      flush();
      all.push({ user: step });
    } else between.push(step);
  }
  flush();
  return all;
}

interface Circumstances {
  readonly stands: ReadonlySet<string>;
  readonly slowness: number;
}

const performRun = (run: Run, taken: Taken, session: Session, circumstances: Circumstances) =>
  'user' in run
    ? performByUser(run.user, session, circumstances)
    : performInDocument(run.steps, taken, session, circumstances);

async function performByUser(
  step: PlannedUserStep,
  session: Session,
  { stands, slowness }: Circumstances,
): Promise<Outcome[]> {
  if (step.step === 'allowStorageAccess') {
    await session.allowStorageAccess(step.origin);
    return [];
  }
  if (step.step === 'answerLocalNetwork') {
    await session.answerLocalNetwork(step.setting);
    return [];
  }
  const { exchange } = step;
  const timeoutMs = loadTimeoutMs * slowness;
  const began = Date.now();
  try {
    if (step.step !== 'visit') await session[step.step](timeoutMs);
    else if (stands.has(exchange.id)) await session.stand(standingUrl(exchange));
    else await session.open(exchange.url, timeoutMs);
    return [{ exchange: exchange.id }];
  } catch (error) {
    return [failed(exchange, error, began)];
  }
}

/** Where a page stands that belongs to no performance: without a recipe the bench would stand there. */
function standingUrl({ url, answer }: PlannedExchange): string {
  const standing = new URL(withoutRecipe(url));
  standing.search = encodeRecipe({ answer });
  return standing.href;
}

async function performInDocument(
  steps: readonly PlannedPageStep[],
  taken: Taken,
  session: Session,
  { slowness }: Circumstances,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const began = Date.now();
  try {
    const timeoutMs = stepsTimeoutMs * slowness + pausesOf(steps);
    let turn = await session.evaluate(performInPage, { steps, taken, slowness }, timeoutMs);
    while ('click' in turn) {
      await session.click(`#${clickTarget}`, turn.click, clickTimeoutMs * slowness);
      turn = await session.evaluate(resumeInPage, null, timeoutMs);
    }
    outcomes.push(...turn.outcomes);
    const last = steps.at(-1);
    if (last && navigates(last)) {
      const leading = leadingStep(last);
      outcomes.push(await landed(leading.exchange, lastOf(leading), session, slowness));
    }
  } catch (error) {
    const told = new Set(outcomes.map(({ exchange }) => exchange));
    for (const step of steps) {
      if ('exchange' in step && !told.has(step.exchange.id)) {
        outcomes.push(failed(step.exchange, error, began));
      }
    }
  }
  return outcomes;
}

/** How long steps wait on purpose. */
const pausesOf = (steps: readonly PlannedPageStep[]) =>
  steps.reduce((sum, step) => sum + (step.step === 'pause' ? step.ms : 0), 0);

/** Runs in the page. */
function performInPage(given: {
  steps: readonly PlannedPageStep[];
  taken: Taken;
  slowness: number;
}): Promise<Turn> {
  if (!window.lab) throw new Error('the current document is no page of the lab');
  return window.lab.perform(given.steps, given.taken, given.slowness);
}

/** Runs in the page. */
function resumeInPage(): Promise<Turn> {
  if (!window.lab) throw new Error('the current document is no page of the lab');
  return window.lab.resume();
}

/** Runs in the page. One that is still loading is not ready to be led on: Firefox loses track of that now and then. */
const loadedExchange = () => (document.readyState === 'complete' && window.lab?.exchange) || null;

/** Waits until the document that a navigation leads to stands. */
async function landed(
  exchange: PlannedExchange,
  destination: PlannedExchange,
  session: Session,
  slowness: number,
): Promise<Outcome> {
  const deadline = Date.now() + loadTimeoutMs * slowness;
  while (Date.now() < deadline) {
    const current = await session.evaluate(loadedExchange, null, loadTimeoutMs).catch((error) => {
      if (error instanceof LabError) throw error;
      return null; // between two documents
    });
    if (current === (destination.again ?? destination.id)) return { exchange: exchange.id };
    await wait(15);
  }
  const error = 'the navigation led to no page of the lab';
  return { exchange: exchange.id, error, ranOut: true };
}

function failed(exchange: PlannedExchange, error: unknown, began: number): Outcome {
  if (error instanceof LabError) throw error;
  const [message] = String((error as Error).message ?? error).split('\n');
  const ranOut = Date.now() - began >= longMs;
  return { exchange: exchange.id, error: message ?? '', ...(ranOut && { ranOut }) };
}

function scriptView(outcome: Outcome | undefined, arrived: readonly Arrival[]): ScriptView {
  if (!outcome) return {};
  const {
    exchange: _,
    by: __,
    status: ___,
    began: ____,
    blocked,
    documentCookie,
    ...seen
  } = outcome;
  return {
    ...seen,
    // What was asked for is on its way: it may have come later.
    ...(blocked && arrived.length > 0 && { ranOut: true }),
    ...(documentCookie !== undefined && { documentCookie: parseCookieHeader(documentCookie) }),
  };
}
