/** One run at a time in a results folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { lockFileIn, lockResults } from '../../lab/run/lock.ts';
import { thisProcess } from '../../lab/system/owner.ts';

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'lab-lock-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

const busy = (message: RegExp) =>
  expect.objectContaining({
    code: 'LAB_BUSY',
    message: expect.stringMatching(message),
    fix: expect.stringContaining('--out'),
  });

/** Starts a process that locks the folder, as another run does, and stays. */
async function otherRun(folder: string): Promise<{ run: ChildProcess; said: string }> {
  const module = new URL('../../lab/run/lock.ts', import.meta.url).href;
  const script = `import { lockResults } from '${module}';
    try { lockResults(process.argv[1]); console.log('locked'); setInterval(() => {}, 1000); }
    catch ({ code }) { console.log(code); }`;
  const run = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', script, folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [said] = await once(run.stdout, 'data');
  return { run, said: String(said).trim() };
}

test('A second run in the same folder is told which process has it, since when, and what to do', async ({
  folder,
}) => {
  const { run: other } = await otherRun(folder);
  const { since } = JSON.parse(await readFile(lockFileIn(folder), 'utf8'));
  expect(() => lockResults(folder)).toThrow(
    busy(new RegExp(`process ${other.pid}, since ${since}`)),
  );
  const ended = once(other, 'exit');
  other.kill('SIGKILL');
  await ended;
  // What a killed run left is taken over.
  lockResults(folder).release();
  expect(await readdir(folder)).toEqual([]);
});

test('Of many runs that begin at once exactly one has the folder, also where a killed run left its lock', async ({
  folder,
}) => {
  await writeFile(lockFileIn(folder), JSON.stringify({ ...thisProcess(), started: '1' }));
  const runs = await Promise.all(Array.from({ length: 6 }, () => otherRun(folder)));
  expect(runs.map(({ said }) => said).sort()).toEqual([
    ...Array.from({ length: 5 }, () => 'LAB_BUSY'),
    'locked',
  ]);
  for (const { run } of runs) run.kill('SIGKILL');
});

test('A process that has the number of one that ended holds no lock', async ({ folder }) => {
  await writeFile(lockFileIn(folder), JSON.stringify({ ...thisProcess(), started: '1' }));
  lockResults(folder).release();
});

test('A run in another container holds its lock until it gives no sign of life for a minute', async ({
  folder,
}) => {
  const file = lockFileIn(folder);
  await writeFile(file, JSON.stringify({ ...thisProcess(), pid: 7, space: 'another' }));
  expect(() => lockResults(folder)).toThrow(busy(/process 7 \(in another container/));
  const before = new Date(Date.now() - 61_000);
  await utimes(file, before, before);
  lockResults(folder).release();
});

test('A lock that says nothing yet is one that is just being made', async ({ folder }) => {
  await writeFile(lockFileIn(folder), '');
  expect(() => lockResults(folder)).toThrow(busy(/just starting/));
});

test('A lock that cannot be read ends the run, and names it', async ({ folder }) => {
  const file = lockFileIn(folder);
  const refused = expect.objectContaining({ path: file, code: expect.stringMatching(/^E/) });
  for (const target of [file, join(folder, 'nowhere')]) {
    await symlink(target, file);
    expect(() => lockResults(folder)).toThrow(refused);
    await rm(file);
  }
  await mkdir(file);
  expect(() => lockResults(folder)).toThrow(refused);
});

test('So does one that was left where nobody may take it away, or read it', async ({ folder }) => {
  test.skip(process.getuid?.() !== 0, 'to be another user for a moment takes root');
  await chmod(folder, 0o1777); // sticky: a file is removed by its owner
  const file = lockFileIn(folder);
  const left = JSON.stringify({ ...thisProcess(), started: '1' });
  for (const [mode, code] of [
    [0o644, 'EPERM'],
    [0o600, 'EACCES'],
  ] as const) {
    await writeFile(file, left);
    await chmod(file, mode);
    process.seteuid?.(65_534);
    try {
      expect(() => lockResults(folder)).toThrow(expect.objectContaining({ path: file, code }));
    } finally {
      process.seteuid?.(0);
    }
    expect(await readFile(file, 'utf8')).toBe(left);
  }
});

test('A run gives back its own lock only', async ({ folder }) => {
  const lock = lockResults(folder);
  const others = JSON.stringify({ ...thisProcess(), pid: 7 });
  await writeFile(lockFileIn(folder), others);
  lock.release();
  expect(await readFile(lockFileIn(folder), 'utf8')).toBe(others);
});
