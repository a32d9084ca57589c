/**
 * The page side of the lab: does the steps of a plan in the document that it is
 * part of. Every page of the lab carries it, so that whatever opens the page (a
 * driven browser, a frame, a window, a person) can have steps done.
 *
 * It asks nothing of a driver and makes no request of its own: it is handed
 * steps by a call of `lab.perform`, or by its parent or opener in a message.
 */
import type { PlannedPageStep } from '../scenario/plan/planned.ts';
import { filled, type Taken } from '../scenario/taken.ts';
import { navigates } from './batches.ts';
import { obey, performInContext } from './contexts.ts';
import type { Outcome } from './outcome.ts';
import { performRequest } from './requests.ts';

/**
 * Performs steps in order. Ends after a step that leads this document elsewhere.
 *
 * @param taken what earlier documents took out of answers
 */
async function perform(steps: readonly PlannedPageStep[], taken: Taken = {}): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let known = taken;
  for (const step of steps) {
    const done = await performStep(filled(step, known), known);
    for (const outcome of done) known = { ...known, ...outcome.taken };
    outcomes.push(...done);
    if (navigates(step)) break;
  }
  return outcomes;
}

async function performStep(step: PlannedPageStep, taken: Taken): Promise<Outcome[]> {
  switch (step.step) {
    case 'fetch':
    case 'xhr':
    case 'subresource':
      return [await performRequest(step)];
    case 'frame':
    case 'openWindow':
      return performInContext(step, taken);
    // The document may end with a navigation: what it has to report goes out before.
    case 'link':
      setTimeout(followLink, 0, step);
      return [];
    case 'form':
      setTimeout(submitForm, 0, step);
      return [];
    case 'writeCookie':
      // biome-ignore lint/suspicious/noDocumentCookie: writing document.cookie is what the step is about
      document.cookie = step.line;
      return [readCookie(step.exchange.id)];
    case 'readCookie':
      return [readCookie(step.exchange.id)];
    case 'pause':
      await new Promise((resolve) => setTimeout(resolve, step.ms));
      return [];
  }
}

function readCookie(exchange: string): Outcome {
  try {
    return { exchange, documentCookie: document.cookie };
  } catch (error) {
    // A sandboxed document has no cookies to read: it throws.
    return { exchange, error: String(error) };
  }
}

function followLink({ exchange, rel }: Extract<PlannedPageStep, { step: 'link' }>) {
  const anchor = document.createElement('a');
  anchor.href = exchange.url;
  anchor.rel = rel;
  document.body.append(anchor);
  anchor.click();
}

function submitForm({ exchange, fields }: Extract<PlannedPageStep, { step: 'form' }>) {
  const url = new URL(exchange.url);
  const form = document.createElement('form');
  form.method = exchange.method;
  const inputs = Object.entries(fields);
  if (exchange.method === 'GET') {
    // Submitting with GET replaces the URL's query by the fields: the recipe must be among them.
    inputs.push(...url.searchParams);
    url.search = '';
  }
  form.action = url.href;
  for (const [name, value] of inputs) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

/** What a driver finds in every page of the lab. */
export interface PageSide {
  /** The exchange that this document is the answer of; null on a page opened by hand. */
  readonly exchange: string | null;
  perform(steps: readonly PlannedPageStep[], taken?: Taken): Promise<Outcome[]>;
}

declare global {
  interface Window {
    lab?: PageSide;
  }
}

window.lab = { exchange: new URLSearchParams(location.search).get('exchange'), perform };
obey(perform);
