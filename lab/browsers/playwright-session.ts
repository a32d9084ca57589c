/** One session of a browser that is driven by playwright-core. */
import type { BrowserContext, Frame, Page } from 'playwright-core';
import { LabError } from '../base/errors.ts';
import { within } from './deadline.ts';
import { noFrame, type Session, type StoredCookie } from './driver.ts';
import { KeptPages } from './kept-pages.ts';
import { goBack, identity } from './way-back.ts';

/** A cookie of the lab's own, by which a jar is known again. No page has its host: the name is reserved (RFC 6761). */
export const jarMark = { name: 'kept', value: '1', url: 'https://jar.invalid/' } as const;

/** The cookies of pages: all but the mark. */
export const withoutMark = <Cookie extends { readonly domain: string }>(
  cookies: readonly Cookie[],
): Cookie[] => cookies.filter(({ domain }) => domain !== new URL(jarMark.url).hostname);

/** Milliseconds for what waits for no page: Playwright itself would wait for ever. */
export const shortMs = 30_000;
/** Milliseconds that a browser, or a session, has to end when it is asked to. */
export const endTimeoutMs = 5_000;

/** What the user answers to a prompt. Storage access is asked for by frames of another origin. */
export interface Permission {
  readonly name: 'storage-access' | 'loopback-network';
  readonly setting: 'granted' | 'denied';
  readonly embeddedOrigin?: string;
}

export interface Prompts {
  /** Answers a prompt of the browser beforehand, for the origin of a page; absent where there is no way. */
  readonly setPermission?: (page: Page, permission: Permission) => Promise<void>;
}

export class PlaywrightSession implements Session {
  readonly #context: BrowserContext;
  readonly #prompts: Prompts;
  readonly #main: Page;
  readonly #kept: KeptPages<Page>;
  #current: Page;
  #crashed = false;
  #tellCrash: (error: Error) => void = () => {};
  /** Rejects when a page crashes: Playwright itself would wait for its answer. */
  readonly #crash = new Promise<never>((_, reject) => {
    this.#tellCrash = reject;
  });

  constructor(context: BrowserContext, page: Page, prompts: Prompts) {
    this.#context = context;
    this.#prompts = prompts;
    this.#crash.catch(() => {}); // whoever waits is told
    this.#main = this.#current = this.#watched(page);
    this.#kept = new KeptPages({
      create: async () => this.#watched(await context.newPage()),
      lead: async (page, url) => {
        await page.goto(url, { waitUntil: 'domcontentloaded' });
      },
      location: async (page) => page.url(),
    });
  }

  #watched(page: Page): Page {
    return page.once('crash', () => {
      this.#crashed = true;
      this.#tellCrash(new Error('a page crashed'));
    });
  }

  async stand(url: string) {
    this.#current = await this.unlessLost(this.#kept.at(url), 2 * shortMs);
  }

  async open(url: string, deadline: number) {
    this.#current = this.#main;
    await this.unlessLost(
      this.#main.goto(url, { timeout: deadline, waitUntil: 'domcontentloaded' }),
      deadline + shortMs,
    );
  }

  async reload(deadline: number) {
    await this.unlessLost(
      this.#current.reload({ timeout: deadline, waitUntil: 'domcontentloaded' }),
      deadline + shortMs,
    );
  }

  async back(deadline: number) {
    // Playwright waits in vain where the page was kept.
    const pressed = async () => {
      this.#current.goBack({ timeout: deadline, waitUntil: 'commit' }).catch(() => {});
    };
    await goBack(pressed, () => this.evaluate(identity, null, deadline), deadline);
  }

  async click(selector: string, depth: number, deadline: number) {
    // What is drawn nowhere is no place to click at.
    await this.unlessLost(this.#current.bringToFront());
    let document: Pick<Page, 'locator' | 'frameLocator'> = this.#current;
    for (let level = 0; level < depth; level++) document = document.frameLocator('iframe').first();
    const clicked = document.locator(selector).first().click({ timeout: deadline });
    await this.unlessLost(clicked, deadline + shortMs);
  }

  async clickAt(x: number, y: number) {
    await this.unlessLost(this.#current.mouse.click(x, y));
  }

  async allowStorageAccess(origin: string) {
    await this.#setPermission({
      name: 'storage-access',
      setting: 'granted',
      embeddedOrigin: origin,
    });
  }

  async answerLocalNetwork(setting: 'allow' | 'block') {
    await this.#setPermission({
      name: 'loopback-network',
      setting: setting === 'allow' ? 'granted' : 'denied',
    });
  }

  async #setPermission(permission: Permission) {
    const { setPermission } = this.#prompts;
    if (setPermission) await this.unlessLost(setPermission(this.#current, permission));
  }

  async evaluate<Argument, Result>(
    script: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
    deadline: number,
    frames: readonly string[] = [],
  ): Promise<Result> {
    const result = this.#frame(frames).then((frame) =>
      frame.evaluate<Result>(called(script, argument)),
    );
    return this.unlessLost(result, deadline);
  }

  async #frame(selectors: readonly string[]): Promise<Frame> {
    let frame = this.#current.mainFrame();
    for (const selector of selectors) {
      const element = await frame.$(selector);
      const inner = await element?.contentFrame();
      if (!inner) throw new Error(noFrame(selector));
      frame = inner;
    }
    return frame;
  }

  /**
   * Tells a browser that went away from a page that went wrong.
   *
   * @param deadline in milliseconds: for one that is frozen Playwright itself would wait for ever
   */
  protected async unlessLost<Result>(work: Promise<Result>, deadline = shortMs): Promise<Result> {
    try {
      return await Promise.race([within(deadline, work), this.#crash]);
    } catch (error) {
      const gone = this.#current.isClosed() || !this.#context.browser()?.isConnected();
      throw gone || this.#crashed ? lost(error) : error;
    }
  }

  async cookies(): Promise<StoredCookie[]> {
    const cookies = await this.unlessLost(this.#context.cookies());
    return withoutMark(cookies).map((cookie) => ({
      name: cookie.name,
      value: cookie.value,
      domain: cookie.domain,
      path: cookie.path,
      httpOnly: cookie.httpOnly,
      secure: cookie.secure,
      sameSite: cookie.sameSite ?? null,
      expires: cookie.expires < 0 ? null : cookie.expires * 1000,
      partition: cookie.partitionKey ?? null,
    }));
  }

  async clearCookies() {
    await this.unlessLost(this.#context.clearCookies());
    await this.markJar();
  }

  /** For {@link confirmJar}: of a new jar, and of one that was cleared. */
  async markJar() {
    await this.unlessLost(this.#context.addCookies([jarMark]));
  }

  async confirmJar() {
    if (!(await this.cookiesOf(jarMark.url)).some(({ name }) => name === jarMark.name)) {
      throw lost(new Error('the browser lost its cookies, and went on'));
    }
  }

  protected cookiesOf(url: string): Promise<readonly { readonly name: string }[]> {
    return this.unlessLost(this.#context.cookies(url));
  }

  async close() {
    await within(endTimeoutMs, this.#context.close()).catch(() => {});
  }
}

/** The text of a call of a function. */
const called = (script: (argument: never) => unknown, argument: unknown) => `(() => {
  const __name = (f) => f; // what the TypeScript loader wraps functions in
  return (${script})(${JSON.stringify(argument)});
})()`;

export const firstLine = (error: unknown) =>
  String((error as Error).message ?? error).split('\n')[0] ?? '';

/** LAB_BROWSER_LOST, in the words of an error. */
export const lost = (error: unknown) =>
  new LabError('LAB_BROWSER_LOST', firstLine(error), undefined, error);
