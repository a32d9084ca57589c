import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import {
  makeTemporaryFolder,
  placeOfFolders,
  removeTemporaryFolder,
} from '../../lab/run/temporary-folder.ts';

test.skip(process.platform !== 'linux', 'paths of sockets are as long as on Linux');

const before = process.env.TMPDIR;
test.afterEach(() => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
});

/** Where a Chromium has its socket, when its profile is below a folder. */
const socketBelow = (folder: string) =>
  join(folder, 'chromium-XXXXXX', 'org.chromium.Chromium.XXXXXX', 'SingletonSocket');

test('A run has its folder at TMPDIR, and at /tmp where a socket below it would have too long a path', async () => {
  const places = { '/tmp/': 'at TMPDIR', [`/tmp/${'x'.repeat(19)}`]: 'at TMPDIR' };
  const long = {
    [`/tmp/${'x'.repeat(20)}`]: 'at /tmp',
    [`/var/tmp/${'x'.repeat(150)}`]: 'at /tmp',
  };
  for (const [place, where] of Object.entries({ ...places, ...long })) {
    process.env.TMPDIR = place;
    const chosen = placeOfFolders();
    expect(chosen, place).toBe(where === 'at /tmp' ? '/tmp' : place.replace(/\/$/, ''));
    const socket = socketBelow(join(chosen, 'cookie-lab-run-XXXXXX'));
    expect(socket.length, place).toBeLessThanOrEqual(107);
  }
});

test('With a long TMPDIR a run’s folder stands at /tmp', async () => {
  const long = await mkdtemp('/tmp/a-folder-with-too-long-a-name-for-sockets-');
  process.env.TMPDIR = long;
  const folder = makeTemporaryFolder();
  expect(folder).toMatch(/^\/tmp\/cookie-lab-run-/);
  removeTemporaryFolder(folder);
  await rm(long, { recursive: true });
});
