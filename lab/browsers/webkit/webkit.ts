/**
 * WebKitGTK: its MiniBrowser, driven by WebKitWebDriver. One driver process has
 * one session at a time, and every session is a fresh, empty profile.
 */
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LabError } from '../../base/errors.ts';
import { acquireDisplay, type Display } from '../display.ts';
import { DrivenBrowser } from '../driven-browser.ts';
import type { Driver, Network, UserWindow } from '../driver.ts';
import { AgentOver } from '../http-client.ts';
import { type Loopback, makeLoopback } from '../loopback.ts';
import { freePort, Group } from '../processes.ts';
import type { WebKitProfile } from '../profiles.ts';
import { type BrowserUser, isRoot, userFor, whyRoot } from '../user.ts';
import { WebDriver } from '../webdriver.ts';
import { DrivenSession, endOf } from '../webdriver-session.ts';
import { type AcceptedCertificates, acceptedCertificates } from './certificates.ts';

/**
 * Milliseconds that the driver process, and a session, may take to start at the first try.
 * Sessions stall now and then; on a busy machine they are just slow, so each try has more.
 */
const startTimeoutMs = 8_000;
/** Times a start is tried, each with a new driver process. */
const tries = 3;

interface Programs {
  readonly driver: string;
  readonly browser: string;
}

/** The programs of WebKitGTK on this machine; null when one is missing. */
export function findWebKit(): Programs | null {
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

/** Drives the WebKitGTK that {@link findWebKit} found. */
export const webkitDriver = (found: Programs): Driver => ({
  installed: {
    programs: [found.driver, found.browser],
    // The public suffix list, by which it tells parties apart.
    settings: ['/usr/share/publicsuffix'],
  },
  startsEarly: true,
  whyRoot: ({ headed }) => whyRoot(found.driver, headed),
  launch: async (profile, network) => {
    if (profile.engine !== 'webkit' || 'build' in profile) {
      throw new LabError('LAB_BROWSER_START', `${profile.id} needs WebKitGTK's own driver.`);
    }
    const user = await userFor(found.driver, network.headed);
    const loopback = await makeLoopback(network.proxy, network.recorder?.accept);
    if (!loopback.own && user.id === null) refuseRoot();
    const display = await acquireDisplay(network.headed, user).catch(async (error) => {
      await loopback.close();
      throw error;
    });
    const accepted = await acceptedCertificates(network, user, loopback.own);
    const browser = new WebKitBrowser(found, profile, network, {
      ...{ accepted, display, loopback, user },
    });
    try {
      await browser.start();
    } catch (error) {
      await browser.close();
      throw error;
    }
    return browser;
  },
});

/** Who reaches the port of WebKit's driver has it start any program: as root, that is the whole machine. */
function refuseRoot() {
  if (!isRoot() || process.env.LAB_OPEN_DRIVER === 'allow') return;
  throw new LabError(
    'LAB_OPEN_DRIVER',
    "WebKit's driver would run as root, at a port that all users of this machine reach: no network namespace can be had.",
    'Run as an ordinary user; or, where nobody else is on the machine, set LAB_OPEN_DRIVER=allow. See docs/security.md.',
  );
}

/** What a WebKit stands in: given back when it is closed. */
interface Surroundings {
  readonly accepted: AcceptedCertificates;
  readonly display: Display;
  readonly loopback: Loopback;
  readonly user: BrowserUser;
}

class WebKitBrowser extends DrivenBrowser {
  readonly build = 'system';
  readonly switches: readonly string[];
  readonly #driver: string;
  readonly #capabilities: object;
  readonly #surroundings: Surroundings;
  /** Those of sessions, and those that are starting. */
  readonly #processes = new Set<DriverProcess>();
  #closed = false;

  constructor(
    { driver, browser }: Programs,
    { switches }: WebKitProfile,
    { proxy, recorder, headed }: Network,
    surroundings: Surroundings,
  ) {
    super();
    this.#driver = driver;
    this.#surroundings = surroundings;
    const args = [
      '--automation',
      // A page's window.open needs no click here, as in the other engines.
      '--javascript-can-open-windows-automatically=true',
      ...switches,
    ];
    // The proxy touches no cookie, and its port differs from run to run.
    this.switches = [...args, 'acceptInsecureCerts', 'webkitgtk:browserOptions.certificates'];
    this.#capabilities = {
      acceptInsecureCerts: true,
      // What a page of somebody's own asks, a user answers, and a script agrees to.
      ...(recorder && { unhandledPromptBehavior: headed ? 'ignore' : 'accept' }),
      'webkitgtk:browserOptions': {
        binary: browser,
        args: [...args, ...(proxy ? [`--proxy=http://${proxy}`] : [])],
        // Accepting insecure certificates reaches the page only, not what it loads from other hosts.
        certificates: surroundings.accepted.option,
      },
    };
  }

  async processes(): Promise<number[]> {
    return [...this.#processes].flatMap(({ group }) => group.processes);
  }

  async close() {
    this.#closed = true;
    await Promise.all([...this.#processes].map((process) => process.end()));
    const { accepted, display, loopback } = this.#surroundings;
    await Promise.all([display.release(), loopback.close(), accepted.remove()]);
  }

  async window(): Promise<UserWindow> {
    const session = await this.session();
    return Object.assign(session, { closed: session.untilClosed() });
  }

  protected async newSession(): Promise<DrivenSession> {
    for (let attempt = 1; ; attempt++) {
      // A process for each: one that had a session before fails more often, and starts no faster.
      const process = await startDriver(this.#driver, this.#surroundings);
      this.#processes.add(process);
      const end = async () => {
        await process.end();
        this.#processes.delete(process);
      };
      try {
        if (this.#closed) throw new Error('The browser was closed.');
        const { webdriver } = process;
        await until(() => webdriver.ready(), process.group);
        const started = await Promise.race([
          webdriver.newSession(this.#capabilities, startTimeoutMs * attempt),
          endOf(process.group),
        ]);
        return new DrivenSession(started, process.group, end);
      } catch (error) {
        await end();
        if (attempt < tries && !this.#closed) continue;
        throw new LabError(
          'LAB_BROWSER_START',
          `WebKitGTK made no session in ${attempt} tries: ${(error as Error).message} ${process.group.lastWords}`,
          undefined,
          error,
        );
      }
    }
  }
}

interface DriverProcess {
  readonly webdriver: WebDriver;
  readonly group: Group;
  /** Ends the process and removes its folder. */
  end(): Promise<void>;
}

async function startDriver(
  command: string,
  { accepted, display, loopback, user }: Surroundings,
): Promise<DriverProcess> {
  const port = await freePort();
  const [asUser, words] = user.command(command, '-p', String(port));
  const [program, args] = accepted.command(asUser, ...words);
  // All that WebKit writes goes below one folder: caches, data, sockets.
  const home = user.folder('webkit-');
  const group = new Group(...loopback.command(program, ...args), {
    ...process.env,
    ...user.home(home),
    ...display.env,
    HOME: home,
    XDG_CACHE_HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    XDG_RUNTIME_DIR: home,
    // No accessibility bus: it would be started for each session and left behind.
    NO_AT_BRIDGE: '1',
    GTK_A11Y: 'none',
    GSETTINGS_BACKEND: 'memory',
    // No compositor: drawing with it takes a sixth of a column's work (measured in 2.50).
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  });
  const agent = new AgentOver(() => loopback.connect(port));
  return {
    webdriver: new WebDriver(`http://127.0.0.1:${port}`, agent),
    group,
    end: async () => {
      agent.destroy();
      await group.kill();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function until(condition: () => Promise<boolean>, group: Group) {
  const deadline = Date.now() + startTimeoutMs;
  while (!(await Promise.race([condition(), endOf(group)]))) {
    if (Date.now() > deadline) throw new Error('WebKitWebDriver is not ready');
    await wait(10);
  }
}
