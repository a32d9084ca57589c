/** Stock Chromium, as its distributor ships it. */
import { mkdir, readlink, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { within } from '../deadline.ts';
import type { Browser, Driver, Network, UserWindow } from '../driver.ts';
import { type Loopback, makeLoopback } from '../loopback.ts';
import {
  type AboutBrowser,
  launchTimeoutMs,
  PlaywrightBrowser,
  signals,
  started,
} from '../playwright.ts';
import { playwright } from '../playwright-core.ts';
import { endTimeoutMs, type Permission, PlaywrightSession } from '../playwright-session.ts';
import type { ChromiumProfile } from '../profiles.ts';
import { userFor, whyRoot } from '../user.ts';
import { acceptingSwitch, withoutKeys } from './accepting.ts';
import { CookieLog, withLogged } from './cookie-log.ts';
import { IncognitoBrowser, type StartedChromium } from './incognito.ts';
import { ChromiumReasons } from './reasons.ts';
import { canSandbox } from './sandbox.ts';

/** Drives the stock Chromium at a path. */
export function chromiumDriver(executablePath: string): Driver {
  return {
    installed: {
      programs: [executablePath],
      settings: ['/etc/chromium', '/etc/chromium.d', '/etc/opt/chrome'],
    },
    readsMarks: true,
    whyRoot: ({ headed }) => whyRoot(executablePath, headed),
    launch: (profile, network) =>
      started(profile, executablePath, () => {
        if (profile.engine !== 'chromium' || 'build' in profile) {
          throw new Error('this is no profile of a stock Chromium');
        }
        const start = () => startChromium(profile, network, executablePath);
        if (network.recorder) return recordedChromium(start);
        return profile.incognito ? IncognitoBrowser.launch(start) : launchChromium(start);
      }),
  };
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

async function launchChromium(start: () => Promise<StartedChromium>): Promise<Browser> {
  const { browser, about, cookieLog } = await start();
  const reasons = await ChromiumReasons.watch(browser);
  const running = new PlaywrightBrowser(browser, about);
  return Object.assign(running, {
    reasons: async (performance: string) =>
      withLogged(await reasons.take(performance), await cookieLog.take(performance)),
  });
}

async function recordedChromium(start: () => Promise<StartedChromium>): Promise<Browser> {
  const { browser, persistent, about, cookieLog } = await start();
  const running = new PlaywrightBrowser(browser, about);
  return Object.assign(running, {
    window: () => windowOf(persistent, about),
    told: () => cookieLog.marked(),
  });
}

async function windowOf(persistent: BrowserContext, about: AboutBrowser): Promise<UserWindow> {
  const page = persistent.pages()[0] ?? (await persistent.newPage());
  const closed = new Promise<void>((resolve) => {
    const watch = (one: Page) =>
      one.on('close', () => persistent.pages().length === 0 && resolve());
    for (const one of persistent.pages()) watch(one);
    persistent.on('page', watch).on('close', () => resolve());
  });
  return Object.assign(new PlaywrightSession(persistent, page, about), { closed });
}

async function startChromium(
  profile: ChromiumProfile,
  network: Network,
  executablePath: string,
): Promise<StartedChromium> {
  const user = await userFor(executablePath, network.headed);
  const sandbox = canSandbox(user);
  const args = [
    `--disable-features=${disabledFeatures.join(',')}`,
    // With the pages that each session keeps open: a visit costs a third, as no process is started.
    '--process-per-site',
    acceptingSwitch(network.certificates),
    ...(sandbox ? [] : ['--no-sandbox']),
    ...(profile.incognito ? ['--incognito'] : []),
  ];
  const { proxy, recorder, headed } = network;
  // Commanded over a pipe, it needs a loopback of its own only to keep a recording to itself.
  const loopback = await makeLoopback(recorder ? proxy : null, recorder?.accept);
  const folder = user.folder('chromium-');
  const cookieLog = new CookieLog(join(folder, 'net-log.json'));
  const preferences = join(folder, 'Default', 'Preferences');
  await mkdir(dirname(preferences));
  await writeFile(preferences, JSON.stringify(profile.preferences));
  for (const file of [dirname(preferences), preferences]) user.give(file);
  const program = user.executable?.(executablePath);
  // Only a persistent profile takes preferences; the contexts made from its browser inherit them.
  const persistent = await playwright().chromium.launchPersistentContext(folder, {
    executablePath: await programIn(loopback, program?.path ?? executablePath, folder),
    env: { ...process.env, TMPDIR: folder, ...user.home(folder), ...program?.env },
    args: [...args, ...cookieLog.switches],
    headless: !headed,
    ...(recorder && headed && { viewport: null, colorScheme: null }),
    chromiumSandbox: sandbox,
    // As shipped: it keeps pages to go back to.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    timeout: launchTimeoutMs,
    ...signals,
    ...(proxy && {
      proxy: {
        server: `http://${proxy}`,
        bypass: recorder ? '<-loopback>' : '<-loopback>,localhost,127.0.0.1',
      },
    }),
  });
  // Playwright would dismiss what a page asks: a user answers it, and a script agrees.
  if (recorder) persistent.on('dialog', (asks) => void (headed || asks.accept().catch(() => {})));
  const browser = persistent.browser();
  if (!browser) throw new Error('the persistent context has no browser');
  const about = {
    build: 'system',
    switches: [...args.map(withoutKeys), ...preferenceLines(profile.preferences)],
    context: {},
    setPermission,
    process: () => holderOf(folder),
    end: async () => {
      const kill = setTimeout(() => killHolder(folder).catch(() => {}), endTimeoutMs);
      // A helper that is frozen keeps it from being seen to end, even where it was killed.
      await within(2 * endTimeoutMs, persistent.close())
        .catch(() => {})
        .finally(() => clearTimeout(kill));
      await cookieLog.close();
      await loopback.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return { browser, persistent, about, cookieLog };
}

/** What to start for a program to be in a loopback: itself, or a script in a folder. */
async function programIn(loopback: Loopback, path: string, folder: string): Promise<string> {
  if (!loopback.own) return path;
  const [program, args] = loopback.command(path);
  const words = [program, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  const script = join(folder, 'start.sh');
  await writeFile(script, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`, { mode: 0o700 });
  return script;
}

/** Kills the Chromium that uses a profile folder, with its helpers, which are of its process group: one that is frozen does not end by itself. */
async function killHolder(folder: string) {
  for (const holder of await holderOf(folder)) process.kill(-holder, 'SIGKILL');
}

/** The process of the Chromium that uses a profile folder; none when it has ended. */
async function holderOf(folder: string): Promise<number[]> {
  // A link to `host-pid`.
  const lock = await readlink(join(folder, 'SingletonLock')).catch(() => '');
  const holder = /-(\d+)$/.exec(lock)?.[1];
  return holder === undefined ? [] : [Number(holder)];
}

const preferenceLines = (preferences: Readonly<Record<string, unknown>>) =>
  Object.entries(preferences).map(([name, value]) => `${name}=${JSON.stringify(value)}`);

/** Over CDP. That for storage access is of a pair of origins, of the page and of the frame in it. */
async function setPermission(page: Page, { name, setting, embeddedOrigin }: Permission) {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  const inPage = await page.context().newCDPSession(page);
  const { targetInfo } = await inPage.send('Target.getTargetInfo');
  await inPage.detach();
  const inBrowser = await browser.newBrowserCDPSession();
  const given = inBrowser.send('Browser.setPermission', {
    permission: { name },
    setting,
    origin: new URL(page.url()).origin,
    ...(embeddedOrigin !== undefined && { embeddedOrigin }),
    ...(targetInfo.browserContextId !== undefined && {
      browserContextId: targetInfo.browserContextId,
    }),
  });
  // Opaque origins and plain http have no permissions: there nobody can ask for one either.
  await given.catch((error) => {
    if (!String(error).includes("Permission can't be granted")) throw error;
  });
  // The permission lasts as long as who gave it is attached.
  page.context().once('close', () => inBrowser.detach().catch(() => {}));
}
