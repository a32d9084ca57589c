/** Where no network namespace can be had, the recording proxy listens on loopback: whom does it serve? */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { find } from '../../lab/setup/browsers.ts';
import { listening, portOf } from '../listening.ts';
import { startSite } from '../live/site.ts';
import { asOurselves, asStranger, canBeAnotherUser } from './stranger.ts';

test.skip(process.platform !== 'linux', 'processes are found in /proc');
test.skip(find(['chromium']).columns.length === 0, 'no Chromium is installed');

/** Asks a proxy for a URL in this form, and tells the status; null where it is cut off. */
const ask = async ({ port, path }: { port: number; path: string }) => {
  const { request } = require('node:http') as typeof import('node:http');
  return new Promise<number | null>((resolve) => {
    request({ host: '127.0.0.1', port, path, headers: { accept: 'text/html' } })
      .on('response', ({ statusCode = 0 }) => resolve(statusCode))
      .on('error', () => resolve(null))
      .end();
  });
};

test('It serves proxy requests of our own user, and cuts off another user and what a web page can send', async () => {
  // Not below TMPDIR: the path of Chromium's socket has 107 characters at most.
  const folder = await mkdtemp('/tmp/recording-');
  await writeFile(join(folder, 'bwrap'), '#!/bin/sh\nexit 1\n');
  await chmod(join(folder, 'bwrap'), 0o755);
  const site = await startSite();
  const words = ['--import', 'tsx', 'lab/cli/doctor.ts', site.page, '--seconds', '600'];
  const child = spawn(process.execPath, words, {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, DISPLAY: '', PATH: `${folder}:${process.env.PATH}`, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const said = text(child.stdout);
    await expect.poll(() => site.arrived.length, { timeout: 60_000 }).toBe(3);
    const ports = listening(child.pid).map(portOf);
    expect(ports).toHaveLength(1);
    const port = ports[0] ?? 0;
    expect(await asOurselves(ask, { port, path: site.page })).toBe(200);
    expect(await asOurselves(ask, { port, path: '/' })).toBe(null);
    if (canBeAnotherUser) expect(await asStranger(ask, { port, path: site.page })).toBe(null);
    child.kill('SIGINT');
    await once(child, 'exit');
    expect(await said).toContain('sid is not sent');
  } finally {
    child.kill('SIGKILL');
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }
});
