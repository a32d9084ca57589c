/**
 * Any browser behind a W3C WebDriver URL: Safari by its own driver, a browser on
 * another machine, a grid. Its sessions are fresh as far as its driver makes them so.
 */
import { LabError } from '../base/errors.ts';
import { DrivenBrowser } from './driven-browser.ts';
import type { Driver, Network } from './driver.ts';
import { WebDriver } from './webdriver.ts';
import { DrivenSession, elsewhere } from './webdriver-session.ts';

/** Milliseconds that a session may take to start. */
const startTimeoutMs = 60_000;

/** Drives what answers at a WebDriver URL. `extra` are capabilities of that browser's own. */
export function remoteDriver(endpoint: string, extra: object = {}): Driver {
  return {
    launch: async (_profile, network) => {
      const browser = new RemoteBrowser(endpoint, extra, network);
      await browser.start();
      return browser;
    },
  };
}

/** What clears the cookies of one browser leaves those of another: only a new session is sure. */
class RemoteSession extends DrivenSession {
  override async clearCookies() {
    throw new Error('a remote session cannot be made fresh');
  }
}

class RemoteBrowser extends DrivenBrowser {
  name = '';
  readonly build = 'remote';
  readonly switches: readonly string[];
  readonly #endpoint: string;
  readonly #capabilities: object;
  readonly #live = new Set<RemoteSession>();

  constructor(endpoint: string, extra: object, { proxy }: Network) {
    super();
    this.#endpoint = endpoint;
    this.#capabilities = {
      acceptInsecureCerts: true,
      ...(proxy && { proxy: { proxyType: 'manual', httpProxy: proxy, sslProxy: proxy } }),
      ...extra,
    };
    this.switches = ['acceptInsecureCerts', ...Object.keys(extra)];
  }

  async close() {
    await Promise.all([...this.#live].map((session) => session.close()));
  }

  protected async newSession(): Promise<RemoteSession> {
    try {
      const driver = new WebDriver(this.#endpoint);
      const started = await driver.newSession(this.#capabilities, startTimeoutMs);
      const session = new RemoteSession(started, elsewhere, async () => {
        this.#live.delete(session);
        await started.delete(5_000);
      });
      this.#live.add(session);
      this.name = session.name;
      return session;
    } catch (error) {
      throw new LabError(
        'LAB_BROWSER_START',
        `${this.#endpoint} made no session: ${(error as Error).message}`,
        'Is the driver running there, and free?',
        error,
      );
    }
  }
}
