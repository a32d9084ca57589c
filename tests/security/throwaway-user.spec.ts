/**
 * Where the lab is root, a page that breaks out of its browser must not be. What stands for such a
 * page here: each browser is led to files of this machine, as its user may read them.
 */
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { findColumn } from '../../lab/browsers/columns.ts';
import type { Browser } from '../../lab/browsers/driver.ts';
import { profiles } from '../../lab/browsers/profiles.ts';
import { isRoot } from '../../lab/browsers/user.ts';
import { startEmbedded } from '../../lab/gateway/embedded.ts';
import { networkOf } from '../../lab/run/network.ts';
import { descendants } from '../../lab/system/descendants.ts';
import { commandLine } from '../live/processes.ts';

const ids = ['chromium', 'firefox', 'webkit'];
const columns = ids.flatMap((id) => {
  const profile = profiles.find((one) => one.id === id);
  return (profile && findColumn(profile)) ?? [];
});

test.skip(!isRoot(), 'the lab is not root here');
test.skip(process.platform !== 'linux' || columns.length < ids.length, 'an engine is missing');
test.describe.configure({ mode: 'serial' });

let lab: Awaited<ReturnType<typeof startEmbedded>>;
let browsers: Browser[];
let folder: string;
let temporary: string | undefined;

test.beforeAll(async () => {
  // Not below TMPDIR, which may be closed to others.
  folder = await mkdtemp('/tmp/lab-user-');
  await chmod(folder, 0o711);
  temporary = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  lab = await startEmbedded();
  const network = networkOf(lab, false);
  browsers = await Promise.all(
    columns.map(({ driver, profile }) => driver.launch(profile, { ...network, proxy: null })),
  );
});
test.afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await lab.close();
  await rm(folder, { recursive: true });
  if (temporary === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = temporary;
});

test('No browser reads a file of root’s, and each reads what everybody may', async () => {
  const closed = join(folder, 'closed.txt');
  const open = join(folder, 'open.txt');
  await writeFile(closed, 'of root alone', { mode: 0o600 });
  await writeFile(open, 'for everybody', { mode: 0o644 });
  for (const [place, browser] of browsers.entries()) {
    const session = await browser.session();
    const read = async (file: string) => {
      await session.open(pathToFileURL(file).href, 10_000).catch(() => {});
      return session.evaluate(() => document.documentElement.textContent, null, 5_000);
    };
    expect(await read(open), ids[place]).toContain('for everybody');
    expect(await read(closed).catch(() => ''), ids[place]).not.toContain('of root alone');
  }
});

/** Those of browsers, drivers and the display: not the lab's own shells and helpers, nor bubblewrap. */
const theirs = /^\S*(chrom\w*|firefox\S*|WebKit\w+|MiniBrowser|Xvfb) /;

test('Every process of a browser, a driver and their display is of one user that has nothing', async () => {
  const users = new Set<string>();
  const programs = new Set<string>();
  for (const id of descendants(process.pid)) {
    const program = theirs.exec(commandLine(id))?.[1];
    if (program === undefined) continue;
    programs.add(program);
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    const field = (name: string) =>
      new RegExp(`^${name}:[ \\t]*(.*)$`, 'm').exec(status)?.[1] ?? '';
    users.add(field('Uid'));
    // A process in a sandbox has others, in a user namespace of its own.
    if (!/--type=|-contentproc/.test(commandLine(id))) {
      expect([field('Groups').trim(), field('CapEff')], program).toEqual(['', '0'.repeat(16)]);
    }
    expect(field('NoNewPrivs'), program).toBe('1');
  }
  expect([...programs]).toEqual(
    expect.arrayContaining(['chromium', 'WebKitWebDriver', 'MiniBrowser', 'Xvfb']),
  );
  const [user = '', ...others] = [...users];
  expect(others).toEqual([]);
  expect(new Set(user.split('\t')).size).toBe(1);
  const number = Number(user.split('\t')[0]);
  expect(number).toBeGreaterThan(60_000);
  expect(readFileSync('/etc/passwd', 'utf8')).not.toContain(`:${number}:`);
});

test('Chromium has its sandbox, and no other user enters the folder of a browser', async () => {
  expect(browsers.flatMap(({ switches }) => switches)).not.toContain('--no-sandbox');
  const folders = (await readdir(folder, { withFileTypes: true })).filter((one) =>
    one.isDirectory(),
  );
  expect(folders.length).toBeGreaterThanOrEqual(ids.length);
  for (const { name } of folders) {
    const { mode, uid } = await stat(join(folder, name));
    expect([(mode & 0o777).toString(8), uid > 60_000], name).toEqual(['700', true]);
  }
});
