/**
 * The page side of the lab: does the steps of a plan in the document that it is
 * part of. Every page of the lab carries it, so that whatever opens the page (a
 * driven browser, a frame, a window, a person) can have steps done.
 *
 * It asks nothing of a driver and makes no request of its own: it is handed
 * steps by a call of `lab.perform`, or by its parent or opener in a message.
 */
import { parseCookieHeader } from '../base/arrival.ts';
import { activationAt } from '../scenario/plan/activation.ts';
import { navigates, type PlannedPageStep } from '../scenario/plan/planned.ts';
import { filled, type Taken, takeFromCookies } from '../scenario/taken.ts';
import { beginFromInside, obey, performInContext } from './contexts.ts';
import { callCookieStore, cookieChanges, watchCookieStore } from './cookie-store.ts';
import { click, nextWantedClick } from './gestures.ts';
import { isLeaving, leave } from './navigations.ts';
import type { Outcome } from './outcome.ts';
import { performRequest } from './requests/perform.ts';
import { hasStorageAccess, requestStorageAccess, withoutActivation } from './storage-access.ts';
import { longMs, slowDown } from './waits.ts';

/**
 * Performs steps in order. Ends after a step that leads this document elsewhere.
 *
 * @param taken what earlier documents took out of answers
 */
async function perform(steps: readonly PlannedPageStep[], taken: Taken = {}): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const own = (outcome: Outcome, long: boolean): Outcome => ({
    ...(exchange !== null && { by: exchange }),
    ...outcome,
    ...(long && outcome.error !== undefined && { ranOut: true }),
  });
  let known = taken;
  for (const [place, step] of steps.entries()) {
    const activation = activationAt(steps, place);
    if (step.step === 'requestStorageAccess' && activation === null) await withoutActivation();
    if (navigates(step)) await resumed;
    const began = performance.now();
    const done = await performStep(filled(step, known), known).catch((error) =>
      failed(step, error),
    );
    const long = performance.now() - began >= longMs;
    for (const outcome of done) known = { ...known, ...outcome.taken };
    // What happens inside of frames and windows their own documents tell.
    outcomes.push(...('steps' in step ? done : done.map((outcome) => own(outcome, long))));
    if (!navigates(step)) continue;
    if ('steps' in step) {
      await resumed;
      beginFromInside();
    }
    break;
  }
  return outcomes;
}

/** A call that threw tells of itself; the steps after it are done all the same. */
function failed(step: PlannedPageStep, error: unknown): Outcome[] {
  if (!('exchange' in step)) return [];
  const isRead = 'take' in step || step.step === 'eventSource' || step.step === 'webSocket';
  return [{ exchange: step.exchange.id, error: String(error), ...(isRead && { readable: false }) }];
}

async function performStep(step: PlannedPageStep, taken: Taken): Promise<Outcome[]> {
  switch (step.step) {
    case 'frame':
    case 'localFrame':
    case 'openWindow':
    case 'blankWindow':
      return performInContext(step, taken);
    case 'link':
    case 'form':
    case 'metaRefresh':
    case 'location':
    case 'reload':
    case 'back':
      await leave(step);
      return [];
    case 'writeCookie':
      // biome-ignore lint/suspicious/noDocumentCookie: writing document.cookie is what the step is about
      document.cookie = step.line;
      return [readCookie(step.exchange.id)];
    case 'readCookie':
      return [readCookie(step.exchange.id, step.take)];
    case 'cookieStore':
      return [await callCookieStore(step.exchange.id, step.call)];
    case 'watchCookieStore':
      await watchCookieStore();
      return [];
    case 'cookieChanges':
      return [await cookieChanges(step.exchange.id)];
    case 'hasStorageAccess':
      return [await hasStorageAccess(step.exchange.id)];
    case 'requestStorageAccess':
      return [await requestStorageAccess(step.exchange.id)];
    case 'click':
      await click();
      return [];
    case 'pause':
      await new Promise((resolve) => setTimeout(resolve, step.ms));
      return [];
    default: {
      const outcome = await performRequest(step);
      return outcome ? [outcome] : [];
    }
  }
}

function readCookie(exchange: string, take: readonly string[] = []): Outcome {
  try {
    const documentCookie = document.cookie;
    const taken = takeFromCookies(parseCookieHeader(documentCookie), take);
    return { exchange, documentCookie, ...(take.length > 0 && { taken }) };
  } catch (error) {
    // A sandboxed document has no cookies to read: it throws.
    return { exchange, error: String(error) };
  }
}

/** How far the steps are: done, or waiting for the driver to click into the document that `click` frames lead to. */
export type Turn = { readonly outcomes: Outcome[] } | { readonly click: number };

let work: Promise<Turn>;

/** Has the driver come back from the click that it was asked for? Till then the page has to stand. */
let resumed: Promise<void> = Promise.resolve();
let resume: () => void = () => {};

const turn = () => Promise.race([work, nextWantedClick().then(handOver)]);

function handOver(click: number): Turn {
  resumed = new Promise((resolve) => {
    resume = resolve;
  });
  return { click };
}

/** What a driver finds in every page of the lab. */
export interface PageSide {
  /** The exchange that this document is the answer of; null on a page opened by hand, or being left. */
  readonly exchange: string | null;
  perform(steps: readonly PlannedPageStep[], taken?: Taken, slowness?: number): Promise<Turn>;
  /** To be called when the click is done. */
  resume(): Promise<Turn>;
}

declare global {
  interface Window {
    lab?: PageSide;
  }
}

const exchange = new URLSearchParams(location.search).get('exchange');
window.lab = {
  get exchange() {
    return isLeaving() ? null : exchange;
  },
  perform: (steps, taken, slowness = 1) => {
    slowDown(slowness);
    work = perform(steps, taken).then((outcomes) => ({ outcomes }));
    return turn();
  },
  resume: () => {
    resume();
    return turn();
  },
};
obey(perform);
