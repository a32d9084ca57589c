/** Whom browsers run as where the lab is root. */
import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { isRoot, userFor, whyRoot } from '../../lab/browsers/user.ts';

let folder: string;
let temporary: string | undefined;
test.beforeEach(async () => {
  folder = await mkdtemp('/tmp/lab-user-');
  await chmod(folder, 0o711);
  temporary = process.env.TMPDIR;
  process.env.TMPDIR = folder;
});
test.afterEach(async () => {
  if (temporary === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = temporary;
  await rm(folder, { recursive: true });
});

test.describe('As root', () => {
  test.skip(!isRoot(), 'the lab is not root here');

  test('a program that others cannot run, or in a window, runs as root, and the reason is said', async () => {
    const program = join(folder, 'program');
    await copyFile('/bin/true', program);
    await chmod(program, 0o700);
    expect(await whyRoot(program, false)).toBe(`other users cannot run ${program}`);
    expect((await userFor(program, false)).id).toBeNull();
    expect((await userFor('/bin/true', true)).id).toBeNull();
    expect((await userFor('/bin/true', false)).id).toBeGreaterThan(60_000);
    expect((await userFor('setpriv', false)).id).toBeGreaterThan(60_000);
  });

  test('where others cannot enter the folder for temporary files, every program does', async () => {
    await chmod(folder, 0o700);
    expect(await whyRoot('/bin/echo', false)).toBe(`other users cannot enter ${folder}`);
  });
});

test('An ordinary user’s browsers are that user’s', async () => {
  test.skip(isRoot(), 'we are root');
  const user = await userFor('/bin/true', false);
  expect(user.id).toBeNull();
  expect(user.command('/bin/true', 'a')).toEqual(['/bin/true', ['a']]);
});
