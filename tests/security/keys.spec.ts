/** Another user of this machine looks for keys. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { ensureTrustedAuthority } from '../../lab/gateway/certificates/trusted.ts';

test.skip(process.getuid?.() !== 0, 'only root can become another user');

const root = fileURLToPath(new URL('../..', import.meta.url));
/** `nobody`. */
const other = { uid: 65534, gid: 65534 };

let folder: string;
test.beforeEach(async () => {
  // Not below TMPDIR: there npm test has a folder that nobody else can enter.
  folder = await mkdtemp('/tmp/lab-keys-');
  await chmod(folder, 0o755);
});
test.afterEach(() => rm(folder, { recursive: true }));

/** The files below a folder that the other user can read and that hold a private key. */
const keysSeen = (below: string) =>
  spawnSync('grep', ['-rls', '-e', 'PRIVATE KEY', below], { ...other, encoding: 'utf8' })
    .stdout.split('\n')
    .filter(Boolean);

test('The key of the authority is not readable, also where it was left open before', async () => {
  await ensureTrustedAuthority(folder);
  await writeFile(join(folder, 'found.pem'), 'PRIVATE KEY');
  expect(keysSeen(folder)).toEqual([join(folder, 'found.pem')]);
  await chmod(join(folder, 'ca-key.pem'), 0o644);
  expect(keysSeen(folder)).toContain(join(folder, 'ca-key.pem'));
  await ensureTrustedAuthority(folder);
  expect(keysSeen(folder)).toEqual([join(folder, 'found.pem')]);
});

test('A run leaves no key where another user, or the next run, could find one', async () => {
  const [temporary, certs] = [join(folder, 'tmp'), join(root, 'certs')];
  await mkdir(temporary);
  const before = await readdir(certs);
  const run = spawn(
    process.execPath,
    [
      ...['--import', 'tsx', 'lab/cli/matrix.ts', '--browsers', 'webkit,chromium'],
      ...['--scenario', 'concepts/ports-share-cookies', '--out', join(folder, 'out')],
    ],
    { cwd: root, env: { ...process.env, TMPDIR: temporary }, stdio: 'ignore' },
  );
  const ended = once(run, 'exit');
  const seen = new Set<string>();
  const onDisk = new Set<string>();
  let over = false;
  ended.then(() => {
    over = true;
  });
  while (!over) {
    for (const file of keysSeen(folder)) seen.add(file);
    const { stdout } = spawnSync('grep', ['-rlsI', '-e', 'PRIVATE KEY', folder], {
      encoding: 'utf8',
    });
    for (const file of stdout.split('\n').filter(Boolean)) onDisk.add(file);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await ended).toEqual([0, null]);
  expect([...seen]).toEqual([]);
  expect([...onDisk]).toEqual([]);
  expect(await readdir(certs)).toEqual(before);
});
