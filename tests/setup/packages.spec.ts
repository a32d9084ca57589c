/** The set-up of npm packages, in a project of its own with a registry of its own. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { test as base, expect } from '@playwright/test';

const script = fileURLToPath(new URL('../../lab/setup/packages.mjs', import.meta.url));

/** A folder with the script and a lock file that asks for version 2.0.0 of one package. */
const test = base.extend<{ project: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed
  project: async ({}, use) => {
    const project = await mkdtemp(join(tmpdir(), 'lab-packages-'));
    await mkdir(join(project, 'lab/setup'), { recursive: true });
    await copyFile(script, join(project, 'lab/setup/packages.mjs'));
    await writeLock(project, 'http://127.0.0.1:1/some-2.0.0.tgz'); // nobody answers there
    await use(project);
    await rm(project, { recursive: true });
  },
});

async function writeLock(project: string, resolved: string) {
  const dependencies = { some: '2.0.0' };
  const about = { name: 'project', version: '1.0.0' };
  await writeFile(join(project, 'package.json'), JSON.stringify({ ...about, dependencies }));
  const packages = {
    '': { ...about, dependencies },
    'node_modules/some': { version: '2.0.0', resolved },
  };
  const lock = { ...about, lockfileVersion: 3, requires: true, packages };
  await writeFile(join(project, 'package-lock.json'), JSON.stringify(lock));
}

const some = (version: string) => JSON.stringify({ name: 'some', version });

async function install(project: string, version: string) {
  await mkdir(join(project, 'node_modules/some'), { recursive: true });
  await writeFile(join(project, 'node_modules/some/package.json'), some(version));
}

const installed = async (project: string) =>
  JSON.parse(await readFile(join(project, 'node_modules/some/package.json'), 'utf8')).version;

async function setUp(project: string) {
  const run = spawn(process.execPath, ['lab/setup/packages.mjs'], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      npm_config_cache: join(project, 'cache'),
      npm_config_fetch_retries: '0',
      npm_config_userconfig: join(project, 'no-npmrc'),
    },
  });
  const [said, [code]] = await Promise.all([text(run.stderr), once(run, 'exit')]);
  return { code, said };
}

test('Packages that are those of the lock file stay, without npm, where nothing says that they are', async ({
  project,
}) => {
  await install(project, '2.0.0');
  expect(await setUp(project)).toEqual({ code: 0, said: '' });
  expect(await installed(project)).toBe('2.0.0');
});

test('Where other packages are asked for and no registry can be reached, those that are there stay', async ({
  project,
}) => {
  await install(project, '1.0.0');
  const { code, said } = await setUp(project);
  expect(code).toBe(3);
  expect(said).toContain('node_modules is as it was');
  expect(await installed(project)).toBe('1.0.0');
  expect((await readdir(project)).filter((name) => name.startsWith('.lab'))).toEqual([]);
});

test('Where there are none and no registry can be reached, the error comes again and again', async ({
  project,
}) => {
  for (const _ of [1, 2]) expect(await setUp(project)).toMatchObject({ code: 3 });
});

test('Packages that are not those of the lock file are replaced by those that are', async ({
  project,
}) => {
  const source = join(project, 'source');
  await mkdir(source);
  await writeFile(join(source, 'package.json'), some('2.0.0'));
  execFileSync('npm', ['pack', '--silent'], { cwd: source });
  const tarball = await readFile(join(source, 'some-2.0.0.tgz'));
  const registry = createServer((_request, response) => response.end(tarball));
  await once(registry.listen(0, '127.0.0.1'), 'listening');
  const { port } = registry.address() as AddressInfo;
  try {
    await writeLock(project, `http://127.0.0.1:${port}/some-2.0.0.tgz`);
    await install(project, '1.0.0');
    expect(await setUp(project)).toMatchObject({ code: 0 });
    expect(await installed(project)).toBe('2.0.0');
    expect(await setUp(project)).toEqual({ code: 0, said: '' });
    expect((await readdir(project)).filter((name) => name.startsWith('.lab'))).toEqual([]);
  } finally {
    registry.closeAllConnections();
    registry.close();
  }
});
