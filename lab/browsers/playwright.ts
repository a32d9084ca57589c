/**
 * Browsers driven by playwright-core: stock Chromium over CDP and stock Firefox
 * over WebDriver BiDi, as their distributor ships them; and Playwright's own builds.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BrowserContext,
  type Browser as CoreBrowser,
  chromium,
  firefox,
  type Page,
  webkit,
} from 'playwright-core';
import { LabError } from '../errors.ts';
import type { Browser, Driver, Network, Session, StoredCookie } from './driver.ts';
import type { ChromiumProfile, Engine, FirefoxProfile, Profile } from './profiles.ts';

/** How long a browser may take to start, in milliseconds. */
const launchPatience = 60_000;

/** Drives the stock Chromium or Firefox at a path. */
export function stockDriver(executablePath: string): Driver {
  return {
    launch: (profile, network) =>
      started(profile, executablePath, () => {
        if ('build' in profile || profile.engine === 'webkit') {
          throw new Error('this profile is not one of a stock Chromium or Firefox');
        }
        return profile.engine === 'chromium'
          ? launchChromium(profile, network, executablePath)
          : launchFirefox(profile, network, executablePath);
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
      return new PlaywrightBrowser(browser, 'playwright', [], [], () => browser.close());
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
    // Contexts ignore certificate errors, but service workers do not ask the context.
    '--ignore-certificate-errors',
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
  return new PlaywrightBrowser(
    browser,
    'system',
    [...args, ...preferenceLines(profile.preferences)],
    network.sites,
    async () => {
      await persistent.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  );
}

async function launchFirefox(
  profile: FirefoxProfile,
  network: Network,
  executablePath: string,
): Promise<Browser> {
  const browser = await firefox.launch({
    channel: 'moz-firefox',
    executablePath,
    headless: !network.headed,
    timeout: launchPatience,
    ...signals,
    firefoxUserPrefs: { ...firefoxNetwork(network.proxy), ...profile.preferences },
  });
  return new PlaywrightBrowser(browser, 'system', preferenceLines(profile.preferences), [], () =>
    browser.close(),
  );
}

/** Over BiDi Playwright's own proxy option is not applied; Firefox's preferences are. */
function firefoxNetwork(proxy: string | null): Record<string, string | number | boolean> {
  const always = {
    // A page's window.open needs no click here, as in the other engines.
    'dom.disable_open_during_load': false,
    // No look-ups and downloads of Firefox's own.
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
  };
  if (!proxy) return always;
  const [host = '', port = ''] = proxy.split(':');
  return {
    ...always,
    'network.proxy.type': 1,
    'network.proxy.http': host,
    'network.proxy.http_port': Number(port),
    'network.proxy.ssl': host,
    'network.proxy.ssl_port': Number(port),
    // Names under .localhost go through the proxy as well; localhost itself is reached directly.
    'network.proxy.allow_hijacking_localhost': true,
    'network.proxy.no_proxies_on': '127.0.0.1:1',
  };
}

const preferenceLines = (preferences: Readonly<Record<string, unknown>>) =>
  Object.entries(preferences).map(([name, value]) => `${name}=${JSON.stringify(value)}`);

class PlaywrightBrowser implements Browser {
  readonly version: string;
  readonly build: string;
  readonly switches: readonly string[];
  readonly #browser: CoreBrowser;
  readonly #keptOpen: readonly string[];
  readonly #end: () => Promise<void>;

  constructor(
    browser: CoreBrowser,
    build: string,
    switches: readonly string[],
    keptOpen: readonly string[],
    end: () => Promise<void>,
  ) {
    this.version = browser.version();
    this.build = build;
    this.switches = switches;
    this.#browser = browser;
    this.#keptOpen = keptOpen;
    this.#end = end;
  }

  async session(): Promise<Session> {
    try {
      const context = await this.#browser.newContext({ ignoreHTTPSErrors: true });
      const page = await context.newPage();
      return new PlaywrightSession(context, page, keepOpen(context, this.#keptOpen));
    } catch (error) {
      throw lost(error);
    }
  }

  async close() {
    await this.#end().catch(() => {});
  }
}

/** Opens pages that nobody uses, while the first scenario runs already. Never rejects. */
async function keepOpen(context: BrowserContext, urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const page = await context.newPage().catch(() => null);
    await page?.goto(url).catch(() => {}); // a site without its page only takes longer to visit
  }
}

class PlaywrightSession implements Session {
  readonly #context: BrowserContext;
  readonly #page: Page;
  readonly #keptOpen: Promise<void>;
  #crashed = false;

  constructor(context: BrowserContext, page: Page, keptOpen: Promise<void>) {
    this.#keptOpen = keptOpen;
    this.#context = context;
    this.#page = page;
    page.once('crash', () => {
      this.#crashed = true;
    });
  }

  async open(url: string, deadline: number) {
    await this.#unlessLost(
      this.#page.goto(url, { timeout: deadline, waitUntil: 'domcontentloaded' }),
    );
  }

  async evaluate<Argument, Result>(
    script: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
    deadline: number,
  ): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const error = new LabError('LAB_BROWSER_LOST', `no answer within ${deadline} ms`);
      timer = setTimeout(() => reject(error), deadline);
    });
    try {
      const result = this.#page.evaluate(script as never, argument) as Promise<Result>;
      return await this.#unlessLost(Promise.race([result, late]));
    } finally {
      clearTimeout(timer);
    }
  }

  /** Tells a browser that went away from a page that went wrong. */
  async #unlessLost<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      const gone = this.#page.isClosed() || !this.#context.browser()?.isConnected();
      throw gone || this.#crashed ? lost(error) : error;
    }
  }

  async cookies(): Promise<StoredCookie[]> {
    const cookies = await this.#unlessLost(this.#context.cookies());
    return cookies.map((cookie) => ({
      name: cookie.name,
      value: cookie.value,
      domain: cookie.domain,
      path: cookie.path,
      httpOnly: cookie.httpOnly,
      secure: cookie.secure,
      sameSite: cookie.sameSite ?? null,
      partition: cookie.partitionKey ?? null,
    }));
  }

  async clearCookies() {
    await this.#keptOpen;
    await this.#unlessLost(this.#context.clearCookies());
  }

  async close() {
    await this.#context.close().catch(() => {});
  }
}

const firstLine = (error: unknown) =>
  String((error as Error).message ?? error).split('\n')[0] ?? '';

const lost = (error: unknown) =>
  new LabError('LAB_BROWSER_LOST', firstLine(error), undefined, error);
