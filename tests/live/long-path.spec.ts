/** A folder for temporary files that is too deep for the sockets of browsers: the lab finds another. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import { findColumn } from '../../lab/browsers/columns.ts';
import { profiles } from '../../lab/browsers/profiles.ts';
import { root } from '../rooms.ts';

const ids = ['chromium', 'firefox', 'webkit'];
const installed = profiles.filter((profile) => ids.includes(profile.id) && findColumn(profile));

test.skip(process.platform === 'win32', 'browsers have no such sockets there');
test.skip(installed.length < ids.length, 'an engine is not installed');

test('All engines run though the path of TMPDIR is longer than that of a socket may be', async () => {
  const folder = await mkdtemp('/tmp/lab-long-');
  const temporary = join(folder, 'x'.repeat(110));
  await mkdir(temporary);
  const run = spawn(
    process.execPath,
    [
      ...['--import', 'tsx', 'lab/cli/matrix.ts', '--browsers', ids.join()],
      ...['--scenario', 'concepts/cross-origin-same-site', '--out', join(folder, 'out')],
    ],
    { cwd: root, env: { ...process.env, TMPDIR: temporary }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [out, err, [code]] = await Promise.all([
    text(run.stdout),
    text(run.stderr),
    once(run, 'exit'),
  ]);
  expect(code, out + err).toBe(0);
  expect((await readdir(temporary)).filter((name) => !name.startsWith('tsx-'))).toEqual([]);
  await rm(folder, { recursive: true });
});
