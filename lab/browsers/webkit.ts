/**
 * WebKitGTK: its MiniBrowser, driven by WebKitWebDriver. One driver process has
 * one session at a time, and every session is a fresh, empty profile.
 */
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LabError } from '../errors.ts';
import { type Answer, encodeRecipe } from '../recipe.ts';
import { display } from './display.ts';
import type { Browser, Driver, Network, Session, StoredCookie } from './driver.ts';
import { Group } from './processes.ts';
import type { WebKitProfile } from './profiles.ts';
import { WebDriver, type WebDriverSession } from './webdriver.ts';

/** Milliseconds that the driver process, and a session, may take to start. Sessions stall now and then. */
const startPatience = 8_000;
/** Times a stalled start is tried again, each with a new driver process. */
const tries = 3;

/** The programs of WebKitGTK on this machine; null when one is missing. */
export function findWebKit(): { driver: string; browser: string } | null {
  const driver = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'WebKitWebDriver'))
    .find(existsSync);
  const browser = ['/usr/lib', '/usr/libexec', '/usr/lib64']
    .filter(existsSync)
    .flatMap((root) => [root, ...readdirSync(root).map((name) => join(root, name))])
    .flatMap((root) =>
      ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'].map((name) =>
        join(root, name, 'MiniBrowser'),
      ),
    )
    .find(existsSync);
  return driver && browser ? { driver, browser } : null;
}

export const webkit: Driver = {
  launch: async (profile, network) => {
    const found = findWebKit();
    if (!found || profile.engine !== 'webkit' || 'build' in profile) {
      throw new LabError('LAB_BROWSER_START', `${profile.id} needs WebKitGTK's own driver.`);
    }
    const browser = new WebKitBrowser(found, profile, network, await display(network.headed));
    await browser.start();
    return browser;
  },
};

class WebKitBrowser implements Browser {
  version = '';
  readonly build = 'system';
  readonly switches: readonly string[];
  readonly #driver: string;
  readonly #capabilities: object;
  readonly #display: string;
  readonly #live = new Set<WebKitSession>();
  #first: Promise<WebKitSession> | undefined;

  constructor(
    { driver, browser }: { driver: string; browser: string },
    { switches }: WebKitProfile,
    { proxy, certificate }: Network,
    displayName: string,
  ) {
    this.#driver = driver;
    this.#display = displayName;
    this.switches = [
      // A page's window.open needs no click here, as in the other engines.
      '--javascript-can-open-windows-automatically=true',
      ...switches,
    ];
    this.#capabilities = {
      acceptInsecureCerts: true,
      'webkitgtk:browserOptions': {
        binary: browser,
        args: ['--automation', ...(proxy ? [`--proxy=http://${proxy}`] : []), ...this.switches],
        // Accepting insecure certificates reaches the page only, not what it loads from other hosts.
        certificates: certificate.names.map((host) => ({
          host,
          certificateFile: certificate.file,
        })),
      },
    };
  }

  /** Starts the first session, which tells the version; it is handed out first. */
  async start() {
    const session = await this.#newSession();
    this.version = session.version;
    this.#first = Promise.resolve(session);
  }

  async session(): Promise<Session> {
    const first = this.#first;
    this.#first = undefined;
    return first ?? this.#newSession();
  }

  async close() {
    await Promise.all([...this.#live].map((session) => session.close()));
  }

  async #newSession(): Promise<WebKitSession> {
    for (let attempt = 1; ; attempt++) {
      const process = await startDriver(this.#driver, this.#display);
      try {
        const webdriver = new WebDriver(process.endpoint);
        await until(() => webdriver.ready(), process.group);
        const started = await Promise.race([
          webdriver.newSession(this.#capabilities, startPatience),
          endOf(process.group),
        ]);
        const session = new WebKitSession(started, process, () => this.#live.delete(session));
        this.#live.add(session);
        return session;
      } catch (error) {
        await process.end();
        if (attempt < tries) continue;
        throw new LabError(
          'LAB_BROWSER_START',
          `WebKitGTK made no session in ${tries} tries: ${(error as Error).message} ${process.group.lastWords}`,
          undefined,
          error,
        );
      }
    }
  }
}

interface DriverProcess {
  readonly endpoint: string;
  readonly group: Group;
  /** Ends the process and removes its folder. */
  end(): Promise<void>;
}

async function startDriver(command: string, displayName: string): Promise<DriverProcess> {
  const port = await freePort();
  // All that WebKit writes goes below one folder: caches, data, sockets.
  const home = await mkdtemp(join(tmpdir(), 'webkit-'));
  const group = new Group(command, ['-p', String(port)], {
    ...process.env,
    DISPLAY: displayName,
    HOME: home,
    XDG_CACHE_HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    XDG_RUNTIME_DIR: home,
    // No accessibility bus: it would be started for each session and left behind.
    NO_AT_BRIDGE: '1',
    GTK_A11Y: 'none',
    GSETTINGS_BACKEND: 'memory',
  });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    group,
    end: async () => {
      await group.kill();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

class WebKitSession implements Session {
  readonly version: string;
  readonly #session: WebDriverSession;
  readonly #process: DriverProcess;
  readonly #closed: () => void;

  constructor(session: WebDriverSession, process: DriverProcess, closed: () => void) {
    this.version = String(session.capabilities.browserVersion ?? '');
    this.#session = session;
    this.#process = process;
    this.#closed = closed;
  }

  async open(url: string, deadline: number) {
    await this.#alive(this.#session.navigate(url, deadline));
  }

  async evaluate<Argument, Result>(
    script: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
    deadline: number,
  ): Promise<Result> {
    const { result, error } = await this.#alive(
      this.#session.executeAsync<{ result?: Result; error?: string }>(
        wrap(script),
        [argument],
        deadline,
      ),
    );
    if (error !== undefined) throw new Error(error);
    return result as Result;
  }

  /** WebDriver tells the cookies of the current document only: so each place is visited. */
  async cookies(urls: readonly string[]): Promise<StoredCookie[]> {
    const found = new Map<string, StoredCookie>();
    for (const url of urls) {
      await this.open(url, 5_000);
      for (const cookie of await this.#alive(this.#session.cookies(5_000))) {
        const { name, value, domain = '', path = '/' } = cookie;
        found.set(JSON.stringify([name, domain, path]), {
          name,
          value,
          domain,
          path,
          httpOnly: cookie.httpOnly ?? false,
          secure: cookie.secure ?? false,
          sameSite: cookie.sameSite ?? null,
          partition: null,
        });
      }
    }
    return [...found.values()];
  }

  /**
   * WebDriver forgets the cookies of the current document only, and only one by one. The header
   * Clear-Site-Data forgets those of a whole host, on an answer to any request of a page; over
   * plain http only localhost may send it, and only as a page.
   */
  async clearCookies(origins: readonly string[]) {
    const clearing = new Map(origins.map((origin) => [origin, clearingUrl(origin)]));
    const plain = origins.filter((origin) => origin.startsWith('http:'));
    for (const origin of plain) {
      const { hostname } = new URL(origin);
      if (hostname === 'localhost' || hostname === '127.0.0.1') {
        await this.open(clearing.get(origin) ?? origin, 5_000);
      } else {
        clearing.set(origin, clearingUrl(`https://${hostname}`));
      }
    }
    const urls = [...new Set(clearing.values())].filter((url) => url.startsWith('https:'));
    if (urls.length === 0) return;
    const fetchAll = async (all: string[]) => {
      if (!window.lab) return false;
      const answers = await Promise.all(all.map((url) => fetch(url, { credentials: 'include' })));
      return answers.every(({ ok }) => ok);
    };
    if (await this.evaluate(fetchAll, urls, 5_000).catch(() => false)) return;
    // No page of the lab stands there, or it may not ask: ask from one that may.
    await this.open(urls[0] as string, 5_000);
    if (!(await this.evaluate(fetchAll, urls, 5_000))) throw new Error('cookies were not cleared');
  }

  async close() {
    // Nothing of a session is kept: its processes are killed, its folder removed.
    await this.#process.end();
    this.#closed();
  }

  /** A command, or at once an error when the driver process is gone. */
  #alive<Value>(command: Promise<Value>): Promise<Value> {
    return Promise.race([command, endOf(this.#process.group)]);
  }
}

async function endOf(group: Group): Promise<never> {
  await group.gone;
  throw new LabError('LAB_BROWSER_LOST', `WebKitWebDriver ended. ${group.lastWords}`);
}

/** A page of a lab origin that any page may fetch, and that clears the cookies of its host. */
function clearingUrl(origin: string): string {
  const answer: Answer = {
    page: true,
    cors: { mode: 'reflect', credentials: true },
    headers: [['Clear-Site-Data', '"cookies"']],
  };
  return `${origin}/?${encodeRecipe({ answer })}`;
}

/** The body of an async script that runs a function and hands over its result or its error. */
const wrap = (script: (argument: never) => unknown) => `
  const [argument, done] = arguments;
  const __name = (f) => f; // what the TypeScript loader wraps functions in
  Promise.resolve().then(() => (${script})(argument)).then(
    (result) => done({ result }),
    (error) => done({ error: String(error) }),
  );`;

async function until(condition: () => Promise<boolean>, group: Group) {
  const deadline = Date.now() + startPatience;
  while (!(await Promise.race([condition(), endOf(group)]))) {
    if (Date.now() > deadline) throw new Error('WebKitWebDriver is not ready');
    await wait(10);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
