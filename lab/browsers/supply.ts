/**
 * Sessions of one column, each handed out with an empty jar. A session that did
 * its work serves again once its cookies are cleared, whom its other traces do not disturb. A browser that is lost is
 * started anew when the next session is asked for.
 */
import type { Column } from './columns.ts';
import type { Browser, Network, Session } from './driver.ts';
import type { Trace } from './profiles.ts';

/** Who borrows a session, and what that means for the next. */
export interface Borrower {
  /** Origins that may set a cookie meanwhile. */
  readonly origins: readonly string[];
  /** What stays in the session besides cookies. */
  readonly leaves: ReadonlySet<Trace>;
  /** Which traces of others would disturb. */
  readonly minds: ReadonlySet<Trace>;
  /** Nothing at all may have happened in the session before. */
  readonly fresh: boolean;
}

export class SessionSupply {
  readonly #column: Column;
  readonly #network: Network;
  #browser: Promise<Browser> | undefined;
  /** The next session: being made, or being cleared. */
  #next: Promise<Session> | undefined;
  /** What its former borrowers left in the next session. */
  readonly #traces = new Set<Trace>();
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
   * Lends a session with an empty jar, and without what the borrower minds, to `use`.
   * Its cookies are cleared afterwards, while nobody waits for it.
   */
  async with<Result>(
    { origins, leaves, minds, fresh }: Borrower,
    use: (session: Session) => Promise<Result>,
  ): Promise<Result> {
    const disturbed = fresh || [...minds].some((trace) => this.#traces.has(trace));
    if (this.#next && disturbed) await this.#renew();
    const session = await (this.#next ?? this.#make());
    this.#next = undefined;
    try {
      const result = await use(session);
      for (const trace of leaves) this.#traces.add(trace);
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
    await browser?.then((running) => running.close()).catch(() => {});
    await next?.catch(() => {});
  }

  /** Gives up the browser for good. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.discard();
  }

  async #make(): Promise<Session> {
    this.#traces.clear();
    return (await this.browser()).session();
  }
}
