/** Browsers driven by playwright-core: Playwright's own builds, and what chromium.ts builds upon. */
import type { BrowserContextOptions, Browser as CoreBrowser } from 'playwright-core';
import { LabError } from '../base/errors.ts';
import { within } from './deadline.ts';
import type { Browser, Driver, Session } from './driver.ts';
import { playwright } from './playwright-core.ts';
import { firstLine, lost, PlaywrightSession, type Prompts, shortMs } from './playwright-session.ts';
import type { Engine, Profile } from './profiles.ts';

/** How long a browser may take to start, in milliseconds. */
export const launchTimeoutMs = 60_000;

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
      `Start ${path} by hand to check that it is installed correctly.`,
      error,
    );
  }
}

/** What is to be known of a browser that Playwright started. */
export interface AboutBrowser extends Pick<Browser, 'build' | 'switches'>, Prompts {
  /** What each session is made with. */
  readonly context: BrowserContextOptions;
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
      const session = new PlaywrightSession(...(await within(shortMs, made)), this.#about);
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
