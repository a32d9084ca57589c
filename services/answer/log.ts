/** Remembers what arrived, by exchange, until the lab takes it away. */
import type { Arrival } from '../../lab/base/arrival.ts';

/** Arrivals kept at most: a hand that plays with the API for weeks must not fill the memory. */
const capacity = 20_000;

export class ArrivalLog {
  #arrivals: Arrival[] = [];

  add(arrival: Arrival) {
    this.#arrivals.push(arrival);
    if (this.#arrivals.length > capacity) this.#arrivals.splice(0, capacity / 10);
  }

  /** Hands over and forgets what arrived for one performance: exchanges `performance.0`, `.1` … */
  take(performance: string): Arrival[] {
    const mine = (arrival: Arrival) => arrival.exchange.startsWith(`${performance}.`);
    const taken = this.#arrivals.filter(mine);
    this.#arrivals = this.#arrivals.filter((arrival) => !mine(arrival));
    return taken;
  }
}
