/** The Storage Access API. */
import type { Outcome } from './outcome.ts';
import { waitMs } from './waits.ts';

/** How long a browser may take to decide by itself, in milliseconds: after that it asks the user. */
const timeoutMs = 12_000;

export async function hasStorageAccess(exchange: string): Promise<Outcome> {
  try {
    return { exchange, storageAccess: (await document.hasStorageAccess()) ? 'granted' : 'denied' };
  } catch (error) {
    return { exchange, error: String(error) };
  }
}

/** To be called at once after a click that counts. */
export async function requestStorageAccess(exchange: string): Promise<Outcome> {
  const asked = new Promise<Outcome>((resolve) =>
    setTimeout(resolve, waitMs(timeoutMs), { exchange, storageAccess: 'prompt' }),
  );
  const decided = (async (): Promise<Outcome> => {
    try {
      await document.requestStorageAccess();
      return { exchange, storageAccess: 'granted' };
    } catch (error) {
      return { exchange, storageAccess: 'denied', error: String(error) };
    }
  })();
  return Promise.race([decided, asked]);
}

/** Waits until nothing counts as a gesture of the user: a driver's calls do in some browsers. */
export async function withoutActivation(): Promise<void> {
  while (navigator.userActivation?.isActive) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
