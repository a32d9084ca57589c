/** Stock Firefox, as its distributor ships it, driven over WebDriver BiDi. */
import { realpathSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LabError } from '../../base/errors.ts';
import { Bidi } from '../bidi.ts';
import { BidiSession } from '../bidi-session.ts';
import type { Browser, Driver, Network, Session, UserWindow } from '../driver.ts';
import { makeLoopback } from '../loopback.ts';
import { Group } from '../processes.ts';
import type { FirefoxProfile } from '../profiles.ts';
import type { BrowserReason } from '../reason.ts';
import { userFor, whyRoot } from '../user.ts';
import {
  automationPreferences,
  preferenceFile,
  proxyPreferences,
  recordingPreferences,
} from './preferences.ts';
import { consoleAt, consolePathFor, FirefoxReasons } from './reasons.ts';
import { StartupCache } from './startup-cache.ts';

/** How long the browser may take to start, in milliseconds. */
const startTimeoutMs = 60_000;
/** Milliseconds for commands that wait for no page. */
const short = 10_000;
/** Milliseconds that it may take to quit. */
const quitTimeoutMs = 5_000;

/** Drives the Firefox at a path. */
export function firefoxDriver(executablePath: string): Driver {
  return {
    installed: { programs: [executablePath], settings: settingsOf(executablePath) },
    startsEarly: true,
    whyRoot: ({ headed }) => whyRoot(executablePath, headed),
    launch: async (profile, network) => {
      if (profile.engine !== 'firefox' || 'build' in profile) {
        throw new LabError('LAB_BROWSER_START', `${profile.id} is no profile of a stock Firefox.`);
      }
      const user = await userFor(executablePath, network.headed);
      const loopback = await makeLoopback(network.proxy, network.recorder?.accept);
      const folder = user.folder('firefox-');
      const consolePath = await consolePathFor(folder);
      user.give(dirname(consolePath));
      const console = consoleAt(consolePath);
      await writeFile(
        join(folder, 'user.js'),
        preferenceFile({
          ...automationPreferences,
          ...proxyPreferences(network.proxy),
          ...(network.recorder && recordingPreferences),
          ...console.preferences,
          ...profile.preferences,
        }),
      );
      const cache = await StartupCache.of(dirname(realpathSync(executablePath)));
      const isCached = await cache?.putInto(folder, user.give);
      const [program, args] = user.command(
        executablePath,
        ...(network.headed ? [] : ['--headless']),
        ...['--no-remote', '--profile', folder, '--remote-debugging-port', '0'],
        ...console.args,
      );
      const group = new Group(...loopback.command(program, ...args), {
        ...process.env,
        ...user.home(folder),
        MOZ_CRASHREPORTER_DISABLE: '1',
        ...(network.recorder ? {} : smallWindow),
      });
      const end = async () => {
        await Promise.all([group.kill(), loopback.close()]);
        for (const one of new Set([folder, dirname(consolePath)])) {
          await rm(one, { recursive: true, force: true, maxRetries: 5 });
        }
      };
      try {
        const { url, port } = await endpointOf(folder, group);
        const bidi = await Bidi.connect(url, await loopback.connect(port), startTimeoutMs);
        const { capabilities } = await bidi.send<{ capabilities: { browserVersion: string } }>(
          'session.new',
          {
            capabilities: {
              alwaysMatch: { acceptInsecureCerts: true, ...promptHandling(network) },
            },
          },
          startTimeoutMs,
        );
        const reasons = new FirefoxReasons(consolePath);
        const quitAndEnd = async () => {
          if (await quit(bidi, group)) await cache?.takeFrom(folder);
          await end();
        };
        // What pages of a real server may have had the browser write is not kept.
        const ending = isCached || network.recorder ? end : quitAndEnd;
        const { browserVersion } = capabilities;
        return new Firefox(bidi, reasons, browserVersion, profile, { group, end: ending });
      } catch (error) {
        await end();
        throw new LabError(
          'LAB_BROWSER_START',
          `${profile.id} did not start: ${(error as Error).message} ${group.lastWords}`.trim(),
          `Start ${executablePath} by hand to check that it is installed correctly.`,
          error,
        );
      }
    },
  };
}

/** Less to draw, which is the processor's work here. Somebody's own page gets the usual window, for which it is laid out. */
const smallWindow = { MOZ_HEADLESS_WIDTH: '500', MOZ_HEADLESS_HEIGHT: '400' } as const;

/** Preferences and policies of the distributor, and of whoever runs the machine. */
const settingsOf = (executablePath: string) => [
  ...['/etc/firefox', '/etc/firefox-esr'],
  ...['defaults', 'distribution'].map((name) => join(dirname(realpathSync(executablePath)), name)),
];

/** What a page of somebody's own asks, a user answers, and a script agrees to. */
const promptHandling = ({ recorder, headed }: Network) =>
  recorder && { unhandledPromptBehavior: { default: headed ? 'ignore' : 'accept' } };

/** Where the browser listens, on its loopback: it writes it into its profile once it does. */
async function endpointOf(folder: string, group: Group): Promise<{ url: string; port: number }> {
  let gone = false;
  group.gone.then(() => {
    gone = true;
  });
  for (const deadline = Date.now() + startTimeoutMs; !gone && Date.now() < deadline; ) {
    const text = await readFile(join(folder, 'WebDriverBiDiServer.json'), 'utf8').catch(() => '');
    if (text.endsWith('}')) {
      const { ws_host, ws_port } = JSON.parse(text) as { ws_host: string; ws_port: number };
      return { url: `ws://${ws_host}:${ws_port}/session`, port: ws_port };
    }
    await wait(20);
  }
  throw new Error(gone ? 'it ended at once.' : 'it does not listen.');
}

/**
 * Asks it to quit, as a user does.
 *
 * @returns whether its processes ended by themselves
 */
async function quit(bidi: Bidi, group: Group): Promise<boolean> {
  const asked = bidi.send('browser.close', {}, quitTimeoutMs).then(
    () => true,
    () => false,
  );
  if (!(await asked)) return false;
  const ended = group.gone.then(() => true);
  return Promise.race([ended, wait(quitTimeoutMs, false, { ref: false })]);
}

class Firefox implements Browser {
  readonly version: string;
  readonly build = 'system';
  readonly switches: readonly string[];
  readonly #bidi: Bidi;
  readonly #reasons: FirefoxReasons;
  readonly #group: Group;
  readonly #end: () => Promise<void>;

  constructor(
    bidi: Bidi,
    reasons: FirefoxReasons,
    version: string,
    { preferences }: FirefoxProfile,
    { group, end }: { group: Group; end: () => Promise<void> },
  ) {
    this.version = version;
    this.switches = Object.entries(preferences).map(
      ([name, value]) => `${name}=${JSON.stringify(value)}`,
    );
    this.#bidi = bidi;
    this.#reasons = reasons;
    this.#group = group;
    this.#end = end;
  }

  async processes(): Promise<number[]> {
    return this.#group.processes;
  }

  /** A user context of its own: Firefox keeps the cookies, permissions and caches of each apart. */
  async session(): Promise<Session> {
    try {
      const { userContext } = await this.#bidi.send<{ userContext: string }>(
        'browser.createUserContext',
        {},
        short,
      );
      return await BidiSession.begin(this.#bidi, userContext);
    } catch (error) {
      throw new LabError('LAB_BROWSER_LOST', (error as Error).message, undefined, error);
    }
  }

  /** Firefox ends with its last window. */
  async window(): Promise<UserWindow> {
    const session = await BidiSession.standing(this.#bidi);
    return Object.assign(session, { closed: this.#group.gone.then(() => {}) });
  }

  reasons(performance: string): Promise<BrowserReason[]> {
    return this.#reasons.take(performance);
  }

  async close() {
    await this.#end();
    this.#bidi.close();
  }
}
