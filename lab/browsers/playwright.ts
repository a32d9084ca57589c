/** Browsers driven by playwright-core: stock Chromium, as its distributor ships it; and Playwright's own builds. */
import { readlinkSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BrowserContext,
  type BrowserContextOptions,
  type Browser as CoreBrowser,
  chromium,
  firefox,
  type Page,
  webkit,
} from 'playwright-core';
import { LabError } from '../errors.ts';
import { within } from './deadline.ts';
import type { Browser, Driver, Network, Session, StoredCookie } from './driver.ts';
import { KeptPages } from './kept-pages.ts';
import type { ChromiumProfile, Engine, Profile } from './profiles.ts';
import { ChromiumReasons } from './reasons/chromium.ts';

/** How long a browser may take to start, in milliseconds. */
const launchPatience = 60_000;
/** Milliseconds for what waits for no page: Playwright itself would wait for ever. */
const short = 30_000;
/** Milliseconds that a browser, or a session, has to end when it is asked to. */
const endPatience = 5_000;

/** Drives the stock Chromium at a path. */
export function chromiumDriver(executablePath: string): Driver {
  return {
    launch: (profile, network) =>
      started(profile, executablePath, () => {
        if (profile.engine !== 'chromium' || 'build' in profile) {
          throw new Error('this is no profile of a stock Chromium');
        }
        return launchChromium(profile, network, executablePath);
      }),
  };
}

const types = { chromium, firefox, webkit } satisfies Record<Engine, unknown>;

/** Where Playwright keeps its own build of an engine, whether it is there or not. */
export const playwrightPath = (engine: Engine) => types[engine].executablePath();

/** Drives Playwright's own builds, with its own settings. */
export const playwrightDriver: Driver = {
  launch: (profile, network) =>
    started(profile, playwrightPath(profile.engine), async () => {
      const browser = await types[profile.engine].launch({
        headless: !network.headed,
        timeout: launchPatience,
        ...signals,
        ...(network.proxy && { proxy: { server: `http://${network.proxy}` } }),
      });
      const trust = { ignoreHTTPSErrors: true };
      return new PlaywrightBrowser(browser, 'playwright', [], trust, [], () => browser.close());
    }),
};

/** Signals are the command's to handle: it ends more than the browsers. */
const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false } as const;

async function started(profile: Profile, path: string, launch: () => Promise<Browser>) {
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

/**
 * Playwright's own list of disabled features without those that touch cookies:
 * the last `--disable-features` of a command line counts. Third-party storage
 * partitioning stays as shipped. HTTPS upgrades stay off: they would turn the
 * http pages of the lab into https ones, and no http claim could be measured.
 */
const disabledFeatures = [
  'HttpsUpgrades',
  'DialMediaRouteProvider',
  'MediaRouter',
  'Translate',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
];

async function launchChromium(
  profile: ChromiumProfile,
  network: Network,
  executablePath: string,
): Promise<Browser> {
  const args = [
    `--disable-features=${disabledFeatures.join(',')}`,
    // With the pages that each session keeps open: a visit costs a third, as no process is started.
    '--process-per-site',
    // With all errors ignored (the context's option, --ignore-certificate-errors) nothing is cached.
    `--ignore-certificate-errors-spki-list=${network.certificate.publicKeyHash}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  const folder = await mkdtemp(join(tmpdir(), 'chromium-'));
  await mkdir(join(folder, 'Default'));
  await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(profile.preferences));
  // Only a persistent profile takes preferences; the contexts made from its browser inherit them.
  const persistent = await chromium.launchPersistentContext(folder, {
    executablePath,
    args,
    headless: !network.headed,
    timeout: launchPatience,
    ...signals,
    ...(network.proxy && {
      proxy: { server: `http://${network.proxy}`, bypass: '<-loopback>,localhost,127.0.0.1' },
    }),
  });
  const browser = persistent.browser();
  if (!browser) throw new Error('the persistent context has no browser');
  const reasons = await ChromiumReasons.watch(browser);
  const started = new PlaywrightBrowser(
    browser,
    'system',
    [...args, ...preferenceLines(profile.preferences)],
    {},
    network.sites,
    async () => {
      const kill = setTimeout(() => killHolder(folder), endPatience);
      await persistent.close().finally(() => clearTimeout(kill));
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  );
  return Object.assign(started, { reasons: (performance: string) => reasons.take(performance) });
}

/** Kills the Chromium that uses a profile folder, and with it its helpers: one that is frozen does not end by itself. */
function killHolder(folder: string) {
  // SingletonLock: a link to `host-pid`.
  const holder = /-(\d+)$/.exec(readlinkSync(join(folder, 'SingletonLock'), 'utf8'))?.[1];
  process.kill(Number(holder), 'SIGKILL');
}

const preferenceLines = (preferences: Readonly<Record<string, unknown>>) =>
  Object.entries(preferences).map(([name, value]) => `${name}=${JSON.stringify(value)}`);

class PlaywrightBrowser implements Browser {
  readonly version: string;
  readonly build: string;
  readonly switches: readonly string[];
  readonly #browser: CoreBrowser;
  readonly #context: BrowserContextOptions;
  readonly #sites: readonly string[];
  readonly #end: () => Promise<void>;

  constructor(
    browser: CoreBrowser,
    build: string,
    switches: readonly string[],
    context: BrowserContextOptions,
    sites: readonly string[],
    end: () => Promise<void>,
  ) {
    this.version = browser.version();
    this.build = build;
    this.switches = switches;
    this.#browser = browser;
    this.#context = context;
    this.#sites = sites;
    this.#end = end;
  }

  async session(): Promise<Session> {
    try {
      const made = this.#browser
        .newContext(this.#context)
        .then(async (context) => [context, await context.newPage()] as const);
      const [context, page] = await within(short, made);
      return new PlaywrightSession(context, page, this.#sites);
    } catch (error) {
      throw lost(error);
    }
  }

  async close() {
    await this.#end().catch(() => {});
  }
}

class PlaywrightSession implements Session {
  readonly #context: BrowserContext;
  readonly #main: Page;
  readonly #kept: KeptPages<Page>;
  /** Resolves when the pages that stay open stand; never rejects. */
  readonly #prepared: Promise<void>;
  #current: Page;
  #crashed = false;

  constructor(context: BrowserContext, page: Page, sites: readonly string[]) {
    this.#context = context;
    this.#main = this.#current = this.#watched(page);
    this.#kept = new KeptPages({
      create: async () => this.#watched(await context.newPage()),
      lead: async (page, url) => {
        await page.goto(url, { waitUntil: 'domcontentloaded' });
      },
      location: async (page) => page.url(),
    });
    this.#prepared = this.#prepare(sites);
  }

  /** Stands at a page of each site while the first scenario runs already. */
  async #prepare(sites: readonly string[]) {
    for (const url of sites) {
      await this.#kept.at(url).catch(() => {}); // a site without its page only takes longer to visit
    }
  }

  #watched(page: Page): Page {
    return page.once('crash', () => {
      this.#crashed = true;
    });
  }

  async stand(url: string) {
    await this.#prepared;
    this.#current = await this.#unlessLost(this.#kept.at(url));
  }

  async open(url: string, deadline: number) {
    this.#current = this.#main;
    await this.#unlessLost(
      this.#main.goto(url, { timeout: deadline, waitUntil: 'domcontentloaded' }),
    );
  }

  async reload(deadline: number) {
    await this.#unlessLost(
      this.#current.reload({ timeout: deadline, waitUntil: 'domcontentloaded' }),
    );
  }

  async back(deadline: number) {
    await this.#unlessLost(
      this.#current.goBack({ timeout: deadline, waitUntil: 'domcontentloaded' }),
    );
  }

  async click(selector: string, depth: number, deadline: number) {
    // What is drawn nowhere is no place to click at.
    await this.#current.bringToFront();
    let document: Pick<Page, 'locator' | 'frameLocator'> = this.#current;
    for (let level = 0; level < depth; level++) document = document.frameLocator('iframe').first();
    await this.#unlessLost(document.locator(selector).first().click({ timeout: deadline }));
  }

  async allowStorageAccess(origin: string) {
    if (this.#context.browser()?.browserType() !== chromium) return;
    await this.#unlessLost(this.#context.grantPermissions(['storage-access'], { origin }));
  }

  async evaluate<Argument, Result>(
    script: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
    deadline: number,
  ): Promise<Result> {
    const result = this.#current.evaluate(script as never, argument) as Promise<Result>;
    return this.#unlessLost(within(deadline, result));
  }

  /** Tells a browser that went away from a page that went wrong. */
  async #unlessLost<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      const gone = this.#current.isClosed() || !this.#context.browser()?.isConnected();
      throw gone || this.#crashed ? lost(error) : error;
    }
  }

  async cookies(): Promise<StoredCookie[]> {
    const cookies = await this.#unlessLost(within(short, this.#context.cookies()));
    return cookies.map((cookie) => ({
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
    await this.#prepared;
    await this.#unlessLost(within(short, this.#context.clearCookies()));
  }

  async close() {
    await within(endPatience, this.#context.close()).catch(() => {});
  }
}

const firstLine = (error: unknown) =>
  String((error as Error).message ?? error).split('\n')[0] ?? '';

const lost = (error: unknown) =>
  new LabError('LAB_BROWSER_LOST', firstLine(error), undefined, error);
