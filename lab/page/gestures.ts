/**
 * Clicks of the user. A page cannot click on itself as a user does: it asks its
 * parent, and so on up to the top, where whoever drives the browser is asked.
 */

import { waitMs } from './waits.ts';

/** What the driver clicks on. */
export const clickTarget = 'cookie-lab-click';

/** How long a click may take to come, in milliseconds. */
const timeoutMs = 20_000;

/** Clicks that this top-level document was asked for: how many frames lead to the document of each. */
const wanted: number[] = [];
let wake: () => void = () => {};

/**
 * Resolves while the click is being handled: what a script does at once then, it does by the
 * user's wish, also for a browser that does not remember the click longer.
 */
export async function click(): Promise<void> {
  const target = document.createElement('button');
  target.id = clickTarget;
  target.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%';
  document.body.append(target);
  const clicked = new Promise<void>((resolve, reject) => {
    target.addEventListener('click', () => resolve(), { once: true });
    setTimeout(reject, waitMs(timeoutMs), new Error('nobody clicked'));
  });
  wantClick(0);
  return clicked.finally(() => target.remove());
}

/** Asks for a click into the document that `depth` frames lead to. */
export function wantClick(depth: number) {
  if (parent !== window) {
    parent.postMessage({ lab: 'click', depth }, '*');
    return;
  }
  wanted.push(depth);
  wake();
}

/** The next click that is wanted: how many frames lead to it. */
export async function nextWantedClick(): Promise<number> {
  while (wanted.length === 0) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  return wanted.shift() as number;
}
