/** Performs a script in a window, as a user would: what is not there yet is waited for. */
import { setTimeout as wait } from 'node:timers/promises';
import { LabError } from '../../base/errors.ts';
import type { UserWindow } from '../../browsers/driver.ts';
import type { Recorder } from '../../gateway/recorder/recorder.ts';
import type { ScriptStep, Target } from './script.ts';

/** Milliseconds that a step may take: a page to load, an element to be there. */
const stepTimeoutMs = 10_000;
const loadTimeoutMs = 30_000;
/** Milliseconds between two looks for an element. */
const pace = 100;
/** Milliseconds without a response waited for, after which a page counts as loaded; and how long at most. */
const quiet = { forMs: 400, atMostMs: 5_000 } as const;

/** Why a script stopped before its end, and at which line; null where it did not. */
export async function performScript(
  steps: readonly ScriptStep[],
  window: UserWindow,
  recorder: Pick<Recorder, 'quiet'>,
): Promise<{ readonly line: number; readonly why: string } | null> {
  for (const step of steps) {
    try {
      await perform(step, window);
      if (step.does !== 'wait' && step.does !== 'fill') {
        await hasRun(window);
        await recorder.quiet(quiet.forMs, quiet.atMostMs);
      }
    } catch (error) {
      if (error instanceof LabError) throw error;
      return { line: step.line, why: String((error as Error).message).split('\n')[0] ?? '' };
    }
  }
  return null;
}

/**
 * Resolves when the page has done what a click made it do, as far as it does not wait for anything.
 * A busy machine takes its time, and nothing of it can be seen from outside.
 */
async function hasRun(window: UserWindow): Promise<void> {
  const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
  await window.evaluate(turn, null, stepTimeoutMs).catch((error) => {
    if (error instanceof LabError) throw error; // else the document went away
  });
}

async function perform(step: ScriptStep, window: UserWindow): Promise<void> {
  switch (step.does) {
    case 'goto':
      return window.open(step.url, loadTimeoutMs);
    case 'reload':
      return window.reload(loadTimeoutMs);
    case 'back':
      return window.back(loadTimeoutMs);
    case 'wait':
      return wait(step.ms);
    case 'settle':
      return;
    case 'wait for':
      return void (await found(step, null, window));
    case 'fill':
      return void (await found(step, step.text, window));
    case 'click': {
      const { x, y } = await found(step, null, window);
      return window.clickAt(Math.round(x), Math.round(y));
    }
  }
}

interface Wanted {
  readonly selector: string;
  /** What to write into it; null for nothing. */
  readonly text: string | null;
}

/** In CSS pixels of the viewport of its document. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where the element is in the top-level viewport, once it is there. */
async function found(
  { selector, frames }: Target,
  text: string | null,
  window: UserWindow,
): Promise<Place> {
  const deadline = Date.now() + stepTimeoutMs;
  let why = '';
  do {
    try {
      for (const [depth, frame] of frames.entries()) {
        const into = { selector: frame, text: null };
        await window.evaluate(reach, into, stepTimeoutMs, frames.slice(0, depth));
      }
      const place = await window.evaluate(reach, { selector, text }, stepTimeoutMs, frames);
      if (place !== null) return await inTopLevel(place, frames, window);
      why = `nothing that can be seen matches ${selector}`;
    } catch (error) {
      // The document may be going away; a selector that is none stays one.
      if (error instanceof LabError) throw error;
      why = (error as Error).message;
    }
    await wait(pace);
  } while (Date.now() < deadline);
  throw new Error(why);
}

async function inTopLevel(
  { x, y }: Place,
  frames: readonly string[],
  window: UserWindow,
): Promise<Place> {
  const place = { x, y };
  for (const [depth, frame] of frames.entries()) {
    const corner = await window.evaluate(cornerOf, frame, stepTimeoutMs, frames.slice(0, depth));
    place.x += corner.x;
    place.y += corner.y;
  }
  return place;
}

/** Runs in the page: where the document in a frame begins. */
function cornerOf(selector: string): Place {
  const frame = document.querySelector(selector);
  if (!frame) return { x: 0, y: 0 };
  const { left, top } = frame.getBoundingClientRect();
  const { paddingLeft, paddingTop } = getComputedStyle(frame);
  return {
    x: left + frame.clientLeft + Number.parseFloat(paddingLeft),
    y: top + frame.clientTop + Number.parseFloat(paddingTop),
  };
}

/** Runs in the page: brings the element into view and writes into it; null while it is not there. */
function reach({ selector, text }: Wanted): Place | null {
  const [, label] = /^text=(.*)$/s.exec(selector) ?? [];
  const says = (element: Element) =>
    ((element as HTMLInputElement).value || element.textContent || '').trim().toLowerCase();
  const isSeen = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && getComputedStyle(element).visibility !== 'hidden';
  };
  const all = [...document.querySelectorAll(label === undefined ? selector : 'body *')].filter(
    isSeen,
  );
  const wanted = (label ?? '').trim().toLowerCase();
  const element =
    label === undefined
      ? all[0]
      : // The innermost, which comes last.
        (all.findLast((one) => says(one) === wanted) ??
        all.findLast((one) => says(one).includes(wanted)));
  if (!element) return null;
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  if (text !== null) {
    (element as HTMLElement).focus();
    // Frameworks watch the property of the element itself: that of its class is the browser's.
    const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value') ?? {};
    if (set) set.call(element, text);
    else element.textContent = text;
    element.dispatchEvent(new Event('input', { bubbles: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
  }
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
