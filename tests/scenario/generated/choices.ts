/** For tests: choices that a seed alone decides, so that a plan can be made again by its number. */
export class Choices {
  #state: number;
  #count = 0;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 to 1, exclusive: mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number below the given one. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** A number that was not given before. */
  count(): number {
    this.#count += 1;
    return this.#count;
  }

  isOneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  pick<Value>(values: readonly [Value, ...Value[]]): Value {
    return values[this.below(values.length)] as Value;
  }

  /** A key, each as often as its weight says. */
  weighted<Key extends string>(weights: Readonly<Partial<Record<Key, number>>>): Key {
    const entries = Object.entries(weights) as [Key, number][];
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      left -= weight;
      if (left < 0) return key;
    }
    return entries.at(-1)?.[0] as Key;
  }

  list<Value>(length: number, make: () => Value): Value[] {
    return Array.from({ length }, make);
  }

  /** Fields, some of which are left out: `one in` how many plans have each. */
  maybe<Fields extends object>(count: number, fields: () => Fields): Partial<Fields> {
    return this.isOneIn(count) ? fields() : {};
  }
}
