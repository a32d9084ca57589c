/** Who is signed in: here in memory, in a real service in a store that all its instances share. */
import { randomBytes } from 'node:crypto';

/** Sessions kept at most: the oldest make room. */
const capacity = 1_000;

export class Sessions<Session> {
  readonly #all = new Map<string, Session>();

  /** @returns the id to hand out: 256 random bits, nobody guesses it. */
  start(session: Session): string {
    const id = randomBytes(32).toString('base64url');
    this.#all.set(id, session);
    const [oldest] = this.#all.keys();
    if (this.#all.size > capacity && oldest !== undefined) this.#all.delete(oldest);
    return id;
  }

  find(id: string | undefined): Session | undefined {
    return id === undefined ? undefined : this.#all.get(id);
  }

  /** Hands out a session for the last time: good for ids that are used once. */
  take(id: string): Session | undefined {
    const session = this.#all.get(id);
    this.#all.delete(id);
    return session;
  }
}
