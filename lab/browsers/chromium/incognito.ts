/**
 * Chromium's incognito mode. Contexts that a driver makes are none to its cookie policy, only the
 * window that `--incognito` opens is; and what a driver opens beside it lies in the ordinary profile.
 * So a session is the first page of a browser of its own, and its jar is what that page tells of.
 */
import type { BrowserContext, CDPSession, Browser as CoreBrowser, Page } from 'playwright-core';
import type { Browser, Session, StoredCookie } from '../driver.ts';
import type { AboutBrowser } from '../playwright.ts';
import { jarMark, PlaywrightSession, withoutMark } from '../playwright-session.ts';
import type { BrowserReason } from '../reason.ts';
import type { CookieLog } from './cookie-log.ts';

/** A Chromium with the profile folder that it was started with. */
export interface StartedChromium {
  readonly browser: CoreBrowser;
  readonly persistent: BrowserContext;
  readonly about: AboutBrowser;
  readonly cookieLog: CookieLog;
}

/** Milliseconds for a page that is only to be stood on. */
const loadTimeoutMs = 15_000;

export class IncognitoBrowser implements Browser {
  readonly version: string;
  readonly build: string;
  readonly switches: readonly string[];
  readonly #start: () => Promise<StartedChromium>;
  readonly #running = new Set<StartedChromium>();
  /** Told the version; it is handed out first. */
  #first: StartedChromium | undefined;

  private constructor(start: () => Promise<StartedChromium>, first: StartedChromium) {
    this.version = first.browser.version();
    this.build = first.about.build;
    this.switches = first.about.switches;
    this.#start = start;
    this.#first = first;
    this.#running.add(first);
  }

  static async launch(start: () => Promise<StartedChromium>): Promise<Browser> {
    return new IncognitoBrowser(start, await start());
  }

  async session(): Promise<Session> {
    const started = this.#first ?? (await this.#start());
    this.#first = undefined;
    this.#running.add(started);
    const [page] = started.persistent.pages();
    if (!page) throw new Error('Chromium opened no incognito window');
    const session = new IncognitoSession(started, page, () => this.#end(started));
    await session.markJar();
    return session;
  }

  async processes(): Promise<number[]> {
    const each = await Promise.all([...this.#running].map(({ about }) => about.process?.() ?? []));
    return each.flat();
  }

  /** DevTools tells of no incognito window; the log does. */
  async reasons(performance: string): Promise<BrowserReason[]> {
    const each = [...this.#running].map(({ cookieLog }) => cookieLog.take(performance));
    return (await Promise.all(each)).flat();
  }

  async close() {
    await Promise.all([...this.#running].map((started) => this.#end(started)));
  }

  async #end(started: StartedChromium) {
    this.#running.delete(started);
    await started.about.end().catch(() => {});
  }
}

class IncognitoSession extends PlaywrightSession {
  readonly #end: () => Promise<void>;
  readonly #devTools: Promise<CDPSession>;

  constructor({ persistent, about }: StartedChromium, page: Page, end: () => Promise<void>) {
    super(persistent, page, about);
    this.#end = end;
    this.#devTools = persistent.newCDPSession(page);
    this.#devTools.catch(() => {}); // whoever asks it is told
  }

  /** Another tab would be none of this window's. */
  override async stand(url: string) {
    await this.open(url, loadTimeoutMs);
  }

  /** DevTools does not support incognito profiles: it cannot set a permission in one. */
  override async allowStorageAccess() {}

  override async answerLocalNetwork() {}

  override async cookies(): Promise<StoredCookie[]> {
    const { cookies } = await this.unlessLost(
      this.#devTools.then((devTools) => devTools.send('Network.getAllCookies')),
    );
    return withoutMark(cookies).map(
      ({ name, value, domain, path, httpOnly, secure, ...cookie }) => ({
        ...{ name, value, domain, path, httpOnly, secure },
        sameSite: cookie.sameSite ?? null,
        expires: cookie.session ? null : cookie.expires * 1000,
        partition: cookie.partitionKey?.topLevelSite ?? null,
      }),
    );
  }

  override async clearCookies() {
    await this.unlessLost(
      this.#devTools.then((devTools) => devTools.send('Network.clearBrowserCookies')),
    );
    await this.markJar();
  }

  override async markJar() {
    await this.unlessLost(
      this.#devTools.then((devTools) => devTools.send('Network.setCookie', jarMark)),
    );
  }

  protected override async cookiesOf(url: string) {
    const { cookies } = await this.unlessLost(
      this.#devTools.then((devTools) => devTools.send('Network.getCookies', { urls: [url] })),
    );
    return cookies;
  }

  override async close() {
    await this.#end();
  }
}
