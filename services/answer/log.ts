/** Remembers what arrived, by exchange, until the lab takes it away. */
import type { Arrival } from '../../lab/base/arrival.ts';

/** Arrivals kept at most: a hand that plays with the API for weeks must not fill the memory. */
const capacity = 20_000;
/** Bytes that they may take, as {@link sizeOf} estimates. */
const capacityBytes = 64 * 1024 * 1024;

interface Entry {
  readonly arrival: Arrival;
  readonly bytes: number;
}

export class ArrivalLog {
  #entries: Entry[] = [];
  #bytes = 0;

  /**
   * Adds an arrival. Where there are too many, or they are too large, the oldest tenth and more goes.
   *
   * @param recipe characters of the recipe, of which the answer's headers will be made.
   */
  add(arrival: Arrival, recipe: number) {
    const bytes = sizeOf(arrival) + recipe;
    this.#entries.push({ arrival, bytes });
    this.#bytes += bytes;
    if (this.#entries.length <= capacity && this.#bytes <= capacityBytes) return;
    const fewest = this.#entries.length / 10;
    let gone = 0;
    for (const entry of this.#entries) {
      if (gone >= fewest && this.#bytes <= capacityBytes) break;
      this.#bytes -= entry.bytes;
      gone += 1;
    }
    this.#entries.splice(0, gone);
  }

  /** What has arrived so far of one performance, which is kept. */
  of(performance: string): Arrival[] {
    return this.#entries
      .filter(({ arrival }) => arrival.exchange.startsWith(`${performance}.`))
      .map(({ arrival }) => arrival);
  }

  /** Hands over and forgets what arrived for one performance: exchanges `performance.0`, `.1` … */
  take(performance: string): Arrival[] {
    const mine = ({ arrival }: Entry) => arrival.exchange.startsWith(`${performance}.`);
    const taken = this.#entries.filter(mine);
    this.#entries = this.#entries.filter((entry) => !mine(entry));
    for (const { bytes } of taken) this.#bytes -= bytes;
    return taken.map(({ arrival }) => arrival);
  }
}

/** About how many bytes of memory an arrival takes: its texts, and a hundred for each cookie and header. */
function sizeOf({ headers, cookies, path }: Arrival): number {
  const characters = headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return characters + path.length + 100 * (cookies.length + headers.length) + 1_000;
}
