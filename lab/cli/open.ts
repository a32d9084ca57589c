/** npm run open: a browser window in which the lab's names and certificates work, to play by hand. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LabError } from '../base/errors.ts';
import { acceptingSwitch } from '../browsers/chromium/accepting.ts';
import { canSandbox } from '../browsers/chromium/sandbox.ts';
import { findCommand } from '../browsers/columns.ts';
import { atEnd } from '../run/cleanup.ts';
import { startLab } from '../run/network.ts';
import { exit, runCommand, say, wordsOf } from './command.ts';

const command = wordsOf('open')
  .description('Opens the lab in a Chromium of your own, names and trust set, until you close it.')
  .argument('[url]', 'where to begin', 'https://www.example.test/');

await runCommand(async () => {
  const [url = 'https://www.example.test/'] = command.parse().processedArgs as string[];
  const path = findCommand('chromium');
  if (!path) {
    throw new LabError(
      'LAB_NO_BROWSER',
      'No Chromium is installed.',
      'npm run matrix installs it.',
    );
  }
  const { proxy, certificates } = await startLab();
  const browser = spawn(
    path,
    [
      `--user-data-dir=${mkdtempSync(join(tmpdir(), 'open-'))}`,
      `--proxy-server=http://${proxy}`,
      '--proxy-bypass-list=<-loopback>',
      acceptingSwitch(certificates),
      '--no-first-run',
      ...(canSandbox() ? [] : ['--no-sandbox']),
      url,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = once(browser, 'exit');
  atEnd(() => {
    browser.kill();
    return ended; // it writes into its folder until then
  });
  say(`${url} opens; the lab runs until the window is closed or Ctrl-C.`);
  const [code] = await ended;
  if (code) {
    throw new LabError(
      'LAB_BROWSER_START',
      `Chromium ended with code ${code}.`,
      'Is there a display?',
    );
  }
  return exit.ok;
});
