/**
 * The sessions of one column, each with an empty jar. A session is used again after its cookies are
 * cleared, unless something else that it holds would disturb the next borrower. A browser that was
 * lost is started again when the next session is needed, and so is one that would disturb the borrower
 * in any session.
 */
import type { Column } from './columns.ts';
import type { Browser, Network, Session } from './driver.ts';
import type { Leftover } from './profiles.ts';

/** Who borrows a session, and what that means for the next. */
export interface Borrower {
  /** Origins that may set a cookie meanwhile. */
  readonly origins: readonly string[];
  /** What stays in the session besides cookies. */
  readonly leaves: ReadonlySet<Leftover>;
  /** What others may have left in the session that would disturb this borrower. */
  readonly disturbedBy: ReadonlySet<Leftover>;
  /** Nothing at all may have happened in the session before. */
  readonly fresh: boolean;
}

export class SessionSupply {
  /** When it was made, by the clock of `performance`. */
  readonly began = performance.now();
  readonly #column: Column;
  readonly #network: Network;
  #browser: Promise<Browser> | undefined;
  /** The next session: being made, or being cleared. */
  #next: Promise<Session> | undefined;
  /** What former borrowers left in the next session, or in the browser. */
  readonly #leftovers = new Set<Leftover>();
  #ended = false;

  constructor(column: Column, network: Network) {
    this.#column = column;
    this.#network = network;
  }

  /** The running browser, started at the first call. */
  browser(): Promise<Browser> {
    const launch = () => this.#column.driver.launch(this.#column.profile, this.#network);
    // Starts fail now and then on a busy machine: one more try.
    this.#browser ??= launch().catch((error) => {
      if (this.#ended) throw error;
      return launch();
    });
    return this.#browser;
  }

  /**
   * Lends a session to `use`, with an empty jar and nothing in it that would disturb the borrower.
   * Its cookies are cleared afterwards, while nobody waits for it.
   */
  async with<Result>(
    { origins, leaves, disturbedBy, fresh }: Borrower,
    use: (session: Session) => Promise<Result>,
  ): Promise<Result> {
    const disturbing = [...disturbedBy].filter((leftover) => this.#leftovers.has(leftover));
    if (disturbing.some(outlivesSessions)) await this.discard();
    else if (this.#next && (fresh || disturbing.length > 0)) await this.#renew();
    const session = await (this.#next ?? this.#make());
    this.#next = undefined;
    for (const leftover of leaves) this.#leftovers.add(leftover);
    try {
      const result = await use(session);
      const browser = this.#browser;
      this.#next = session.clearCookies(origins).then(
        () => session,
        async (error) => {
          await session.close();
          // Where the browser was given up meanwhile, nobody would end another.
          if (this.#browser !== browser) throw error;
          return this.#make();
        },
      );
      this.#next.catch(() => {}); // whoever takes it is told; nobody may
      return result;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  /** Gives up the session that is waiting. */
  async #renew() {
    const next = this.#next;
    this.#next = undefined;
    await next?.then((session) => session.close()).catch(() => {});
  }

  /** Gives up the browser: the next session comes from a new one. */
  async discard(): Promise<void> {
    const [browser, next] = [this.#browser, this.#next];
    this.#browser = this.#next = undefined;
    this.#leftovers.clear();
    await browser?.then((running) => running.close()).catch(() => {});
    await next?.catch(() => {});
  }

  /** Gives up the browser for good. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.discard();
  }

  async #make(): Promise<Session> {
    for (const leftover of this.#leftovers) {
      if (!outlivesSessions(leftover)) this.#leftovers.delete(leftover);
    }
    return (await this.browser()).session();
  }
}

/** Firefox keeps this for all its user contexts: measured in 153, with permissions.isolateBy.userContext, too. */
const outlivesSessions = (leftover: Leftover) => leftover.startsWith('http ');
