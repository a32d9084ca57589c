/** Where no network namespace can be had, WebKit's driver is open to the machine: a run says so, and as root refuses. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { isRoot } from '../../lab/browsers/user.ts';
import { findWebKit } from '../../lab/browsers/webkit/webkit.ts';

const program = findWebKit()?.driver;
test.skip(process.platform !== 'linux' || !program, 'WebKitGTK is not installed');

/** Runs one scenario in WebKit where bubblewrap is not found. */
async function run(env: NodeJS.ProcessEnv) {
  const folder = await mkdtemp(join(tmpdir(), 'programs-'));
  await symlink(program ?? '', join(folder, 'WebKitWebDriver'));
  await symlink('/usr/bin/Xvfb', join(folder, 'Xvfb'));
  const child = spawn(
    process.execPath,
    [
      ...['--import', 'tsx', 'lab/cli/matrix.ts', '--browsers', 'webkit'],
      ...['--scenario', 'concepts/cross-origin-same-site', '--out', join(folder, 'results')],
    ],
    {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { ...process.env, ...env, PATH: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  await rm(folder, { recursive: true });
  return { code, said: out + err };
}

test('As root WebKit’s driver is not started, unless it is allowed to be open', async () => {
  test.skip(!isRoot(), 'we are not root');
  const refused = await run({});
  expect(refused.code).toBe(3);
  expect(refused.said).toContain('LAB_OPEN_DRIVER=allow');
  const allowed = await run({ LAB_OPEN_DRIVER: 'allow' });
  expect(allowed.code, allowed.said).toBe(0);
});

test('As another user it is started, and the run says who can command it', async () => {
  test.skip(isRoot(), 'we are root');
  const { code, said } = await run({});
  expect(code, said).toBe(0);
  expect(said).toContain('Users of this machine can command Firefox and WebKit');
});
