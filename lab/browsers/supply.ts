/**
 * Fresh sessions of one column, the next one prepared while the last is in use.
 * A browser that is lost is started anew when the next session is asked for.
 */
import type { Column } from './columns.ts';
import type { Browser, Network, Session } from './driver.ts';

export class SessionSupply {
  readonly #column: Column;
  readonly #network: Network;
  #browser: Promise<Browser> | undefined;
  #prepared: Promise<Session> | undefined;

  constructor(column: Column, network: Network) {
    this.#column = column;
    this.#network = network;
  }

  /** The running browser, started at the first call. */
  browser(): Promise<Browser> {
    this.#browser ??= this.#column.driver.launch(this.#column.profile, this.#network);
    return this.#browser;
  }

  /** Lends a fresh session to `use`, closes it afterwards, and meanwhile prepares the next. */
  async with<Result>(use: (session: Session) => Promise<Result>): Promise<Result> {
    const session = await (this.#prepared ?? this.#prepare());
    this.#prepared = this.#prepare();
    try {
      return await use(session);
    } finally {
      await session.close();
    }
  }

  /** Gives up the browser: the next session comes from a new one. */
  async discard(): Promise<void> {
    const [browser, prepared] = [this.#browser, this.#prepared];
    this.#browser = this.#prepared = undefined;
    await prepared?.then((session) => session.close()).catch(() => {});
    await browser?.then((running) => running.close()).catch(() => {});
  }

  #prepare(): Promise<Session> {
    const session = this.browser().then((browser) => browser.session());
    session.catch(() => {}); // whoever takes it is told; nobody may
    return session;
  }
}
