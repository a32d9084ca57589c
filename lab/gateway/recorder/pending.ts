/** Requests that wait for their response: is the page done? */
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds between two looks. */
const pace = 20;

export class Pending {
  #count = 0;
  #last = Date.now();

  /** A request begins to wait; the function that is returned says once that it does no more. */
  begin(): () => void {
    this.#count++;
    let done = false;
    return () => {
      if (done) return;
      done = true;
      this.#count--;
      this.#last = Date.now();
    };
  }

  /** Resolves once nothing has been waited for in `forMs` milliseconds, or after `atMostMs`. */
  async quiet(forMs: number, atMostMs: number): Promise<void> {
    const began = Date.now();
    while (Date.now() - began < atMostMs) {
      const since = Math.max(began, this.#last);
      if (this.#count === 0 && Date.now() - since >= forMs) return;
      await wait(pace);
    }
  }
}
