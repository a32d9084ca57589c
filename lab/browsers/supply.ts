/**
 * Sessions of one column, each handed out with an empty jar. A session that did
 * its work serves again once its cookies are cleared. A browser that is lost is
 * started anew when the next session is asked for.
 */
import type { Column } from './columns.ts';
import type { Browser, Network, Session } from './driver.ts';

export class SessionSupply {
  readonly #column: Column;
  readonly #network: Network;
  #browser: Promise<Browser> | undefined;
  /** The next session: being made, or being cleared. */
  #next: Promise<Session> | undefined;
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
   * Lends a session with an empty jar to `use`. `origins` are those whose cookies have to be
   * cleared afterwards; null when more than cookies is left, and the session cannot serve again.
   */
  async with<Result>(
    origins: readonly string[] | null,
    use: (session: Session) => Promise<Result>,
  ): Promise<Result> {
    const session = await (this.#next ?? this.#make());
    this.#next = undefined;
    try {
      const result = await use(session);
      const renew = () => session.close().then(() => this.#make());
      this.#next = origins ? session.clearCookies(origins).then(() => session, renew) : renew();
      this.#next.catch(() => {}); // whoever takes it is told; nobody may
      return result;
    } catch (error) {
      await session.close();
      throw error;
    }
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
    return (await this.browser()).session();
  }
}
