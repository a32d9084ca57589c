import { appendFile, mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { buildOf, isInstalled, surroundingsOf } from '../../lab/run/build.ts';
import { Program } from './program.ts';

const test = base.extend<{ program: Program }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  program: async ({}, use) => {
    const program = await Program.make();
    await use(program);
    await program.remove();
  },
});
test.skip(process.platform !== 'linux', 'what a process runs is told by /proc');

const installed = ({ path }: Program, settings: readonly string[] = []) => ({
  programs: [path],
  settings,
});

test('A build is the program and the libraries that its processes run, and is there as long as none is written anew', async ({
  program,
}) => {
  const build = buildOf(installed(program), [await program.start()]);
  const files = (build ?? []).map(([path]) => path);
  expect(files).toContain(program.path);
  expect(files.some((path) => /\/libc[.-]/.test(path))).toBe(true);
  expect(isInstalled(build ?? [])).toBe(true);
  await writeFile(join(program.folder, 'unrelated'), '');
  expect(isInstalled(build ?? [])).toBe(true);
});

test('A build is another after an upgrade, also to a program of the same size and time', async ({
  program,
}) => {
  const build = buildOf(installed(program), [await program.start()]) ?? [];
  const then = new Date(0);
  await program.install();
  await utimes(program.path, then, then);
  const old = build.map(([path, mark]) =>
    path === program.path
      ? ([path, mark.replace(/ \S+ /, ' 0 ')] as const)
      : ([path, mark] as const),
  );
  expect(isInstalled(build)).toBe(false);
  expect(isInstalled(old)).toBe(false);
});

test('A build is gone with any of its files', async ({ program }) => {
  const build = buildOf(installed(program), [await program.start()]) ?? [];
  expect(isInstalled([...build, ['/no/such/library.so', '']])).toBe(false);
  await rm(program.path);
  expect(isInstalled(build)).toBe(false);
});

test('A start script is part of the build, though no process runs it', async ({ program }) => {
  const script = join(program.folder, 'script');
  await writeFile(script, '#!/bin/sh\n');
  const build = buildOf({ programs: [script], settings: [] }, [await program.start()]) ?? [];
  expect(isInstalled(build)).toBe(true);
  await appendFile(script, 'exec other\n');
  expect(isInstalled(build)).toBe(false);
});

test('Which build runs nobody can tell where its files were replaced since, or its processes are unknown', async ({
  program,
}) => {
  const process = await program.start();
  await program.install();
  expect(buildOf(installed(program), [process])).toBeNull();
  expect(buildOf(installed(program), [])).toBeNull();
});

test('What decides about policy is told apart: settings, programs, variables of browsers; others are not', async ({
  program,
}) => {
  const settings = join(program.folder, 'policies', 'managed');
  await mkdir(settings, { recursive: true });
  const now = () => surroundingsOf(installed(program, [join(program.folder, 'policies')]));
  const before = now();
  expect(now()).toBe(before);
  process.env.LAB_TEST_OTHER = '1';
  expect(now()).toBe(before);
  delete process.env.LAB_TEST_OTHER;

  process.env.MOZ_LAB_TEST = '1';
  expect(now()).not.toBe(before);
  delete process.env.MOZ_LAB_TEST;
  expect(now()).toBe(before);

  expect(surroundingsOf({ programs: ['/usr/bin/other'], settings: [] })).not.toBe(
    surroundingsOf({ programs: ['/usr/bin/one'], settings: [] }),
  );

  await writeFile(join(settings, 'policy.json'), '{}');
  const withPolicy = now();
  expect(withPolicy).not.toBe(before);
  await writeFile(join(settings, 'policy.json'), '{"a":1}');
  expect(now()).not.toBe(withPolicy);
});
