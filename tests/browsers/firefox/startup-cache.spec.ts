import { mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { StartupCache } from '../../../lab/browsers/firefox/startup-cache.ts';

const give = () => {};

async function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'startup-cache-'));
}

/** The folder of a Firefox of this build. */
async function firefox(build: string, folder?: string): Promise<string> {
  const program = folder ?? (await newFolder());
  await writeFile(join(program, 'application.ini'), `[App]\nBuildID=${build}\n`);
  return program;
}

/** A profile as a Firefox leaves it. */
async function usedProfile(scripts = 'compiled'): Promise<string> {
  const profile = await newFolder();
  await mkdir(join(profile, 'startupCache'));
  await writeFile(join(profile, 'startupCache/scriptCache.bin'), scripts);
  await writeFile(join(profile, 'compatibility.ini'), '[Compatibility]\nLastVersion=1\n');
  await writeFile(join(profile, 'cookies.sqlite'), 'secret');
  return profile;
}

async function cacheOf(program: string, keptIn: string): Promise<StartupCache> {
  const cache = await StartupCache.of(program, keptIn);
  if (!cache) throw new Error('a build that tells its name has a cache');
  return cache;
}

test('A new profile gets the startup cache of the one before it, and nothing else of it', async () => {
  const [program, keptIn, profile] = [await firefox('1'), await newFolder(), await newFolder()];
  await (await cacheOf(program, keptIn)).takeFrom(await usedProfile());
  const given: string[] = [];
  const there = await (await cacheOf(program, keptIn)).putInto(profile, (file) => given.push(file));
  expect(there).toBe(true);
  expect((await readdir(profile, { recursive: true })).sort()).toEqual([
    ...['compatibility.ini', 'startupCache', 'startupCache/scriptCache.bin'],
  ]);
  expect(await readFile(join(profile, 'startupCache/scriptCache.bin'), 'utf8')).toBe('compiled');
  expect(given.sort()).toEqual(
    ['compatibility.ini', 'startupCache', 'startupCache/scriptCache.bin'].map((name) =>
      join(profile, name),
    ),
  );
});

test('Another build of Firefox does not get it, and its own takes the place', async () => {
  const [program, keptIn] = [await firefox('1'), await newFolder()];
  await (await cacheOf(program, keptIn)).takeFrom(await usedProfile());
  const newer = await cacheOf(await firefox('2', program), keptIn);
  expect(await newer.putInto(await newFolder(), give)).toBe(false);
  await newer.takeFrom(await usedProfile('newer'));
  expect(await newer.putInto(await newFolder(), give)).toBe(true);
  expect(await readdir(keptIn)).toHaveLength(1);
});

test('Links that a profile holds are not followed', async () => {
  const [program, keptIn, profile] = [await firefox('1'), await newFolder(), await usedProfile()];
  const secret = join(await newFolder(), 'secret');
  await writeFile(secret, 'of the lab');
  await symlink(secret, join(profile, 'startupCache/link'));
  const cache = await cacheOf(program, keptIn);
  await cache.takeFrom(profile);
  const next = await newFolder();
  expect(await cache.putInto(next, give)).toBe(true);
  expect(await readdir(join(next, 'startupCache'))).toEqual(['scriptCache.bin']);
});

test('A profile without a startup cache, or with a link in its place, leaves none', async () => {
  const [program, keptIn, linked] = [await firefox('1'), await newFolder(), await newFolder()];
  await writeFile(join(linked, 'compatibility.ini'), '');
  await symlink(join(await usedProfile(), 'startupCache'), join(linked, 'startupCache'));
  const cache = await cacheOf(program, keptIn);
  for (const profile of [await newFolder(), linked]) {
    await cache.takeFrom(profile);
    expect(await cache.putInto(await newFolder(), give)).toBe(false);
  }
  expect(await readdir(keptIn)).toEqual([]);
});

test('A program that does not tell its build has none', async () => {
  expect(await StartupCache.of(await newFolder(), await newFolder())).toBeNull();
});
