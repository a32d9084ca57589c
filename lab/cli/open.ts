/** npm run open: the bench in a browser window in which the lab's names and certificates work, to play by hand. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Option } from 'commander';
import { LabError } from '../base/errors.ts';
import { acceptingSwitch } from '../browsers/chromium/accepting.ts';
import { canSandbox } from '../browsers/chromium/sandbox.ts';
import { type Column, findColumn, findCommand } from '../browsers/columns.ts';
import type { Session } from '../browsers/driver.ts';
import { exposure } from '../browsers/exposure.ts';
import { type Profile, profiles } from '../browsers/profiles.ts';
import { userOfTheLab } from '../browsers/user.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { atEnd } from '../run/cleanup.ts';
import { networkOf, startLab } from '../run/network.ts';
import { columnCalled, exit, runCommand, say, wordsOf } from './command.ts';

const bench = 'https://www.example.test/';

/** Milliseconds: for the first page to stand, and between two looks whether it still does. */
const loadTimeoutMs = 60_000;
const intervalMs = 1_000;

const command = wordsOf('open')
  .description(
    'Opens the bench, a page on which to send requests by hand, in a browser of your own: names and trust are set, until you close it.',
  )
  .argument('[url]', 'where to begin', bench)
  .addOption(
    new Option('--browser <name>', 'a column: chromium, firefox, webkit, firefox:blocked …')
      .argParser((name: string) => columnCalled(name, profiles))
      .default('chromium'),
  );

await runCommand(async () => {
  const [url = bench] = command.parse().processedArgs as string[];
  const { browser } = command.opts<{ browser: string }>();
  const profile = profiles.find(({ id }) => id === browser);
  if (!profile) {
    throw new LabError(
      'LAB_USAGE',
      `No browser profile is called "${browser}".`,
      `Use ${profiles.map(({ id }) => id).join(', ')}.`,
    );
  }
  const column = findColumn(profile);
  if (!column) throw missing(profile);
  const gateway = await startLab();
  for (const line of await exposure([column], { proxy: gateway.proxy, headed: true })) say(line);
  await (profile.id === 'chromium'
    ? openChromium(gateway, url, profile)
    : openDriven(gateway, url, column));
  return exit.ok;
});

function missing({ engine }: Profile) {
  return new LabError(
    'LAB_NO_BROWSER',
    `No ${engine} is installed.`,
    'npm run matrix installs it.',
  );
}

function opens(url: string) {
  say(`${url} opens; the lab runs until the window is closed or Ctrl-C.`);
}

/** As people start it: nothing drives it. */
async function openChromium({ proxy, certificates }: Gateway, url: string, profile: Profile) {
  const path = findCommand('chromium');
  if (!path) throw missing(profile);
  const browser = spawn(
    path,
    [
      `--user-data-dir=${mkdtempSync(join(tmpdir(), 'open-'))}`,
      `--proxy-server=http://${proxy}`,
      '--proxy-bypass-list=<-loopback>',
      acceptingSwitch(certificates),
      '--no-first-run',
      ...(canSandbox(userOfTheLab) ? [] : ['--no-sandbox']),
      url,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = once(browser, 'exit');
  atEnd(() => {
    browser.kill();
    return ended; // it writes into its folder until then
  });
  opens(url);
  const [code] = await ended;
  if (code) throw noDisplay(`Chromium ended with code ${code}.`);
}

/** By its driver, without which it does not accept the lab's certificates; led to the page, and then left alone. */
async function openDriven(gateway: Gateway, url: string, { driver, profile }: Column) {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY && process.platform === 'linux') {
    throw noDisplay('There is no display to open a window on.');
  }
  const browser = await driver.launch(profile, networkOf(gateway, true));
  atEnd(() => browser.close());
  const session = await browser.session();
  await session.open(url, loadTimeoutMs);
  opens(url);
  await closed(session);
}

function noDisplay(message: string) {
  return new LabError('LAB_BROWSER_START', message, 'Is there a display?');
}

/** Resolves when the window is closed, and its browser with it. */
async function closed(session: Session) {
  for (;;) {
    await wait(intervalMs);
    try {
      await session.evaluate(() => document.readyState, null, loadTimeoutMs);
    } catch (error) {
      if (error instanceof LabError) return;
    }
  }
}
