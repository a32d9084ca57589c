/**
 * Documents inside documents: frames and windows. The document that opens one
 * hands it steps in messages, for pages of other origins cannot be called.
 */
import { encodeRecipe } from '../base/recipe.ts';
import {
  leadingStep,
  levelsUp,
  navigates,
  type PlannedBlankWindow,
  type PlannedFrame,
  type PlannedLocalFrame,
  type PlannedPageStep,
  type PlannedWindow,
} from '../scenario/plan/planned.ts';
import type { Taken } from '../scenario/taken.ts';
import { batches } from './batches.ts';
import { wantClick } from './gestures.ts';
import { fill, fillWindow } from './local-documents.ts';
import { begin, submitForm } from './navigations.ts';
import type { Outcome } from './outcome.ts';
import { slowDown, slownessNow, waitMs } from './waits.ts';

/** What pages tell each other. */
type Message =
  /** To the parent or opener: this document can be handed steps. */
  | { readonly lab: 'ready' }
  /** To the frame or window: do these. */
  | {
      readonly lab: 'perform';
      readonly steps: readonly PlannedPageStep[];
      readonly taken: Taken;
      readonly slowness: number;
    }
  /** To the parent: have the user click into the document that `depth` frames lead to. */
  | { readonly lab: 'click'; readonly depth: number }
  /** Back: they are done. */
  | { readonly lab: 'performed'; readonly outcomes: readonly Outcome[] }
  /** To the frame: the document that it, or a frame in it, is to lead elsewhere has reported and may go. */
  | { readonly lab: 'begin' };

type MessageOf<Kind extends Message['lab']> = Extract<Message, { lab: Kind }>;

/** How long a document may take to load and report, in milliseconds. */
const loadTimeoutMs = 4_000;
/** How long a document may take to load on a machine that is not busy, in milliseconds. */
const idleLoadTimeoutMs = 1_000;
/** How long a run of steps handed to it may take. */
const stepsTimeoutMs = 30_000;

type Perform = (steps: readonly PlannedPageStep[], taken: Taken) => Promise<Outcome[]>;

/** Opens the frame or window, has its steps done inside, and closes it. */
export async function performInContext(
  step: PlannedFrame | PlannedLocalFrame | PlannedWindow | PlannedBlankWindow,
  taken: Taken,
): Promise<Outcome[]> {
  if (step.step === 'openWindow' && step.noopener) {
    // Nobody hears of that window again.
    window.open(step.exchange.url, '_blank', 'noopener');
    return [];
  }
  const context = open(step);
  if (!context) return [{ exchange: step.exchange.id, error: 'window.open: blocked' }];
  const outcomes: Outcome[] = [];
  let known = taken;
  let loading = step.exchange.id;
  try {
    await context.next('ready', loadTimeoutMs);
    outcomes.push({ exchange: loading });
    for (const batch of batches(step.steps)) {
      const last = batch.at(-1);
      const beyond = last && (levelsUp(last) ?? 0) > 0;
      const began = Date.now();
      context.send({ lab: 'perform', steps: batch, taken: known, slowness: slownessNow() });
      const performed = await context.next('performed', stepsTimeoutMs);
      for (const outcome of performed.outcomes) known = { ...known, ...outcome.taken };
      outcomes.push(...performed.outcomes);
      if (beyond) {
        leadingAway = context;
        return outcomes;
      }
      if (!last || !navigates(last)) continue;
      loading = leadingStep(last).exchange.id;
      await context.next('ready', loadTimeoutMs);
      outcomes.push({ exchange: loading, began });
    }
  } catch (error) {
    const isBlocked =
      step.step === 'frame' &&
      outcomes.length === 0 &&
      (await loadsAtOnce()) &&
      !context.has('ready');
    const why = isBlocked ? ({ blocked: true } as const) : ({ ranOut: true } as const);
    outcomes.push({ exchange: loading, error: String(error), ...why });
  } finally {
    if (leadingAway !== context) context.close();
  }
  return outcomes;
}

/** The frame that is to lead this document, or one around it, elsewhere; it is not removed before that. */
let leadingAway: Context | null = null;

/** Tells the frame that is to lead this document elsewhere to do so, after this document has reported. */
export function beginFromInside() {
  setTimeout(() => leadingAway?.send({ lab: 'begin' }), 0);
}

function open(
  step: PlannedFrame | PlannedLocalFrame | PlannedWindow | PlannedBlankWindow,
): Context | null {
  if (step.step === 'openWindow') return openWindow(step);
  return step.step === 'blankWindow' ? openBlankWindow(step) : openFrame(step);
}

function openFrame(step: PlannedFrame | PlannedLocalFrame): Context | null {
  const element = document.createElement('iframe');
  if (step.sandbox !== null) element.setAttribute('sandbox', step.sandbox);
  if (step.credentialless) element.setAttribute('credentialless', '');
  const isSubmitted = step.step === 'frame' && step.form !== null;
  if (isSubmitted) element.name = step.exchange.id;
  else if (step.step === 'frame') element.src = step.exchange.url;
  else fill(element, step.content);
  const context = added(element);
  if (isSubmitted) submitForm(step, element.name);
  return context;
}

function added(element: HTMLIFrameElement): Context | null {
  document.body.append(element);
  return element.contentWindow && new Context(element.contentWindow, () => element.remove());
}

/**
 * Does a frame of this page's own origin load at once? Then the machine is not busy, and it was not
 * that which kept another frame from loading.
 */
async function loadsAtOnce(): Promise<boolean> {
  const element = document.createElement('iframe');
  element.src = `/?${encodeRecipe({ answer: { page: true } })}`;
  const context = added(element);
  if (!context) return false;
  try {
    await context.next('ready', idleLoadTimeoutMs);
    return true;
  } catch {
    return false;
  } finally {
    context.close();
  }
}

function openWindow(step: PlannedWindow): Context | null {
  const { url, id } = step.exchange;
  const opened = step.form === null ? window.open(url) : window.open('', id);
  if (opened && step.form !== null) submitForm(step, id);
  return opened && new Context(opened, () => opened.close());
}

function openBlankWindow({ write }: PlannedBlankWindow): Context | null {
  const opened = window.open();
  if (opened) fillWindow(opened, write);
  return opened && new Context(opened, () => opened.close());
}

/** Another document, and the messages that it has sent. */
class Context {
  readonly #window: Window;
  readonly #end: () => void;
  readonly #received: Message[] = [];
  #wake: () => void = () => {};

  constructor(window: Window, end: () => void) {
    this.#window = window;
    this.#end = end;
    addEventListener('message', this.#receive);
  }

  readonly #receive = ({ source, data }: MessageEvent<Message>) => {
    if (source !== this.#window) return;
    if (data.lab === 'click') wantClick(data.depth + 1);
    else this.#received.push(data);
    this.#wake();
  };

  /** The next message of a kind, taken in order of arrival; it may have come already. */
  async next<Kind extends Message['lab']>(kind: Kind, timeoutMs: number): Promise<MessageOf<Kind>> {
    const deadline = Date.now() + waitMs(timeoutMs);
    for (;;) {
      const place = this.#received.findIndex(({ lab }) => lab === kind);
      if (place >= 0) return this.#received.splice(place, 1)[0] as MessageOf<Kind>;
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`the document was not ${kind} within ${waitMs(timeoutMs)} ms`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, left);
      });
    }
  }

  /** Has a message of this kind come that nobody took? */
  has(kind: Message['lab']): boolean {
    return this.#received.some(({ lab }) => lab === kind);
  }

  send(message: Message) {
    this.#window.postMessage(message, '*');
  }

  close() {
    removeEventListener('message', this.#receive);
    this.#end();
  }
}

/** Lets the parent or opener hand steps to this document, and tells it so. */
export function obey(perform: Perform) {
  const above: Window | null = parent !== window ? parent : opener;
  if (!above) return;
  const tell = (message: Message) => above.postMessage(message, '*');
  addEventListener('message', async ({ source, data }: MessageEvent<Message>) => {
    if (source !== above) return;
    if (data.lab === 'begin' && !begin()) leadingAway?.send(data);
    if (data.lab !== 'perform') return;
    slowDown(data.slowness);
    tell({ lab: 'performed', outcomes: await perform(data.steps, data.taken) });
  });
  tell({ lab: 'ready' });
}
