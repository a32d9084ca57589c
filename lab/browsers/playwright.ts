/** Browsers driven by playwright-core: Playwright's own builds, and what chromium.ts builds upon. */
import type {
  BrowserContext,
  BrowserContextOptions,
  Browser as CoreBrowser,
  Frame,
  Page,
} from 'playwright-core';
import { LabError } from '../base/errors.ts';
import { within } from './deadline.ts';
import { type Browser, type Driver, noFrame, type Session, type StoredCookie } from './driver.ts';
import { KeptPages } from './kept-pages.ts';
import { playwright } from './playwright-core.ts';
import type { Engine, Profile } from './profiles.ts';
import { goBack, identity } from './way-back.ts';

/** A cookie of the lab's own, by which a jar is known again. No page has its host: the name is reserved (RFC 6761). */
export const jarMark = { name: 'kept', value: '1', url: 'https://jar.invalid/' } as const;

/** The cookies of pages: all but the mark. */
export const withoutMark = <Cookie extends { readonly domain: string }>(
  cookies: readonly Cookie[],
): Cookie[] => cookies.filter(({ domain }) => domain !== new URL(jarMark.url).hostname);

/** How long a browser may take to start, in milliseconds. */
export const launchTimeoutMs = 60_000;
/** Milliseconds for what waits for no page: Playwright itself would wait for ever. */
const short = 30_000;
/** Milliseconds that a browser, or a session, has to end when it is asked to. */
export const endTimeoutMs = 5_000;

/** Where Playwright keeps its own build of an engine, whether it is there or not. */
export const playwrightPath = (engine: Engine) => playwright()[engine].executablePath();

/** Drives Playwright's own build at a path, with its own settings. */
export const playwrightDriver = (path: string): Driver => ({
  installed: { programs: [path], settings: [] },
  whyRoot: async () => 'Playwright starts its own builds',
  launch: (profile, network) =>
    started(profile, path, async () => {
      const browser = await playwright()[profile.engine].launch({
        headless: !network.headed,
        timeout: launchTimeoutMs,
        ...signals,
        ...(network.proxy && { proxy: { server: `http://${network.proxy}` } }),
      });
      return new PlaywrightBrowser(browser, {
        build: 'playwright',
        switches: [],
        context: { ignoreHTTPSErrors: true },
        end: () => browser.close(),
      });
    }),
});

/** Signals are the command's to handle: it ends more than the browsers. */
export const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false } as const;

/** Waits for a start, and says which browser did not come up. */
export async function started(profile: Profile, path: string, launch: () => Promise<Browser>) {
  try {
    return await launch();
  } catch (error) {
    throw new LabError(
      'LAB_BROWSER_START',
      `${profile.id} did not start: ${firstLine(error)}`,
      `Start ${path} by hand: is it whole, and does it run here?`,
      error,
    );
  }
}

/** What the user answers to a prompt. Storage access is asked for by frames of another origin. */
export interface Permission {
  readonly name: 'storage-access' | 'loopback-network';
  readonly setting: 'granted' | 'denied';
  readonly embeddedOrigin?: string;
}

/** What is to be known of a browser that Playwright started. */
export interface AboutBrowser extends Pick<Browser, 'build' | 'switches'> {
  /** What each session is made with. */
  readonly context: BrowserContextOptions;
  /** Answers a prompt of the browser beforehand, for the origin of a page; absent where there is no way. */
  readonly setPermission?: (page: Page, permission: Permission) => Promise<void>;
  /** The process that was started; absent where nobody knows it. */
  readonly process?: () => Promise<number[]>;
  readonly end: () => Promise<void>;
}

export class PlaywrightBrowser implements Browser {
  readonly version: string;
  readonly build: string;
  readonly switches: readonly string[];
  readonly processes?: () => Promise<number[]>;
  readonly #browser: CoreBrowser;
  readonly #about: AboutBrowser;

  constructor(browser: CoreBrowser, about: AboutBrowser) {
    if (about.process) this.processes = about.process;
    this.version = browser.version();
    this.build = about.build;
    this.switches = about.switches;
    this.#browser = browser;
    this.#about = about;
  }

  async session(): Promise<Session> {
    try {
      const made = this.#browser
        .newContext(this.#about.context)
        .then(async (context) => [context, await context.newPage()] as const);
      const session = new PlaywrightSession(...(await within(short, made)), this.#about);
      await session.markJar();
      return session;
    } catch (error) {
      throw lost(error);
    }
  }

  async close() {
    await this.#about.end().catch(() => {});
  }
}

export class PlaywrightSession implements Session {
  readonly #context: BrowserContext;
  readonly #about: AboutBrowser;
  readonly #main: Page;
  readonly #kept: KeptPages<Page>;
  #current: Page;
  #crashed = false;
  #tellCrash: (error: Error) => void = () => {};
  /** Rejects when a page crashes: Playwright itself would wait for its answer. */
  readonly #crash = new Promise<never>((_, reject) => {
    this.#tellCrash = reject;
  });

  constructor(context: BrowserContext, page: Page, about: AboutBrowser) {
    this.#context = context;
    this.#about = about;
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
    this.#current = await this.unlessLost(this.#kept.at(url), 2 * short);
  }

  async open(url: string, deadline: number) {
    this.#current = this.#main;
    await this.unlessLost(
      this.#main.goto(url, { timeout: deadline, waitUntil: 'domcontentloaded' }),
      deadline + short,
    );
  }

  async reload(deadline: number) {
    await this.unlessLost(
      this.#current.reload({ timeout: deadline, waitUntil: 'domcontentloaded' }),
      deadline + short,
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
    await this.unlessLost(clicked, deadline + short);
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
    const { setPermission } = this.#about;
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
  protected async unlessLost<Result>(work: Promise<Result>, deadline = short): Promise<Result> {
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

const firstLine = (error: unknown) =>
  String((error as Error).message ?? error).split('\n')[0] ?? '';

const lost = (error: unknown) =>
  new LabError('LAB_BROWSER_LOST', firstLine(error), undefined, error);
