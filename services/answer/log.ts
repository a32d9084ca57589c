/** Remembers what arrived, by exchange, until the lab takes it away. */
import type { Arrival } from '../../lab/base/arrival.ts';

/** Arrivals kept at most: a hand that plays with the API for weeks must not fill the memory. */
const capacity = 20_000;
/** Bytes that they may take, as {@link sizeOf} estimates. */
const capacityBytes = 64 * 1024 * 1024;

export class ArrivalLog {
  #arrivals: Arrival[] = [];
  #bytes = 0;

  /** Adds an arrival. Where there are too many, or they are too large, the oldest tenth and more goes. */
  add(arrival: Arrival) {
    this.#arrivals.push(arrival);
    this.#bytes += sizeOf(arrival);
    if (this.#arrivals.length <= capacity && this.#bytes <= capacityBytes) return;
    let gone = 0;
    while (
      gone < this.#arrivals.length &&
      (gone < this.#arrivals.length / 10 || this.#bytes > capacityBytes)
    ) {
      this.#bytes -= sizeOf(this.#arrivals[gone] as Arrival);
      gone += 1;
    }
    this.#arrivals.splice(0, gone);
  }

  /** Hands over and forgets what arrived for one performance: exchanges `performance.0`, `.1` … */
  take(performance: string): Arrival[] {
    const mine = (arrival: Arrival) => arrival.exchange.startsWith(`${performance}.`);
    const taken = this.#arrivals.filter(mine);
    this.#arrivals = this.#arrivals.filter((arrival) => !mine(arrival));
    for (const arrival of taken) this.#bytes -= sizeOf(arrival);
    return taken;
  }
}

/**
 * About how many bytes of memory an arrival takes: its texts, and a hundred for each cookie and for
 * itself. It is the same as long as it is in the log: what the answer adds is in the thousand.
 */
function sizeOf({ cookies, cookieHeader, exchange, path, headers }: Arrival): number {
  const texts = [cookieHeader ?? '', exchange, path, ...headers.flat()];
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  return characters + 100 * cookies.length + 1_000;
}
