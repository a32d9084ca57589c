/** The way back in the session history, whose end no driver tells of: a page that was kept comes without loading. */
import { setTimeout as wait } from 'node:timers/promises';
import { LabError } from '../base/errors.ts';

/** Milliseconds between two looks. */
const pace = 15;

/** Runs in the page: tells its document from others, also of the same URL. */
export const identity = () => `${performance.timeOrigin} ${location.href}`;

/**
 * Goes back, and resolves when another document stands.
 *
 * @param go presses the button.
 * @param document what {@link identity} tells of the document that stands.
 * @throws when none does after `deadline` milliseconds.
 */
export async function goBack(
  go: () => Promise<unknown>,
  document: () => Promise<string>,
  deadline: number,
): Promise<void> {
  const late = Date.now() + deadline;
  const before = await document();
  await go();
  while ((await document().catch(between)) === before) {
    if (Date.now() > late) throw new Error(`there was no way back within ${deadline} ms`);
    await wait(pace);
  }

  /** Between two documents there is none to ask. */
  function between(error: unknown) {
    if (error instanceof LabError) throw error;
    return before;
  }
}
