/** A run that is stopped in the middle: by Ctrl-C, twice by Ctrl-C, by kill -9. Linux only. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test as base, expect } from '@playwright/test';
import { findColumn } from '../../lab/browsers/columns.ts';
import { type Engine, profiles } from '../../lab/browsers/profiles.ts';
import { descendants, stillRunning } from '../../lab/system/descendants.ts';
import { listening, portOf } from '../listening.ts';
import { commandLine, signalBrowsers } from './processes.ts';

interface Run {
  readonly lab: ChildProcess;
  /** The process and all below it, as it was stopped. */
  readonly processes: readonly number[];
  /** Resolves with the exit code and how many milliseconds it took from now on. */
  ended(): Promise<{ code: number | null; after: number }>;
}

interface Places {
  readonly temporary: string;
  readonly results: string;
}

const test = base.extend<Places>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed
  temporary: async ({}, use) => inFolder('lab-stopped-', use),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  results: async ({}, use) => inFolder('lab-stopped-results-', use),
});

test.skip(process.platform !== 'linux', 'processes are found in /proc');

const isThere = (engine: Engine) =>
  profiles.some((profile) => profile.id === engine && findColumn(profile));
test.skip(!isThere('chromium'), 'no Chromium is installed');

/** What a run left there; tsx keeps its cache as well. */
const leftIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => !name.startsWith('tsx-'));

async function inFolder(prefix: string, use: (folder: string) => Promise<void>) {
  // Not below TMPDIR: the path of Chromium's socket has 107 characters at most.
  const folder = await mkdtemp(join('/tmp', prefix));
  await chmod(folder, 0o711); // as root: browsers run as another user
  await use(folder);
  await rm(folder, { recursive: true, force: true });
}

/** Starts a run; resolves when it is in the middle: some scenarios are done. */
async function running({ temporary, results }: Places, browsers: string): Promise<Run> {
  const words = ['--browsers', browsers, '--scenario', 'concepts,samesite', '--out', results];
  const lab = spawn(process.execPath, ['--import', 'tsx', 'lab/cli/matrix.ts', ...words], {
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: temporary },
  });
  const exit = once(lab, 'exit');
  const recordings = join(results, 'recordings.ndjson');
  const lines = async () => (await readFile(recordings, 'utf8').catch(() => '')).split('\n').length;
  await expect.poll(lines, { timeout: 60_000 }).toBeGreaterThan(3);
  return {
    lab,
    processes: [lab.pid as number, ...descendants(lab.pid as number)],
    ended: async () => {
      const began = performance.now();
      const [code] = await exit;
      return { code, after: performance.now() - began };
    },
  };
}

/** Connects to every port of the lab and says nothing. */
async function besiege({ pid }: ChildProcess) {
  const sockets = listening(pid).map((address) => connect(portOf(address), '127.0.0.1'));
  expect(sockets.length).toBeGreaterThanOrEqual(9);
  for (const socket of sockets) socket.on('error', () => {});
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}

test('Ctrl-C ends a run in seconds while silent clients hold its ports, and leaves nothing', async ({
  temporary,
  results,
}) => {
  const run = await running({ temporary, results }, 'chromium');
  const giveUp = await besiege(run.lab);
  run.lab.kill('SIGINT');
  const { code, after } = await run.ended();
  giveUp();
  expect(code).toBe(130);
  expect(after).toBeLessThan(20_000); // 15 s at most, and a busy machine
  expect(stillRunning(run.processes)).toEqual([]);
  expect(await leftIn(temporary)).toEqual([]);
  expect(await readdir(results)).toEqual(['recordings.ndjson']);
});

for (const engine of ['chromium', 'firefox', 'webkit'] as const) {
  test(`A second Ctrl-C ends a run within a second although ${engine} is frozen, and leaves nothing`, async ({
    temporary,
    results,
  }) => {
    test.skip(!isThere(engine), 'the engine is not installed');
    const run = await running({ temporary, results }, engine);
    expect(signalBrowsers(run.lab.pid as number, engine, 'SIGSTOP')).toBe(1);
    run.lab.kill('SIGINT');
    await wait(300); // one that is frozen takes seconds to give up
    run.lab.kill('SIGINT');
    const { code, after } = await run.ended();
    expect(code).toBe(130);
    expect(after).toBeLessThan(2_000); // half of it on a calm machine
    expect(stillRunning(run.processes)).toEqual([]);
    expect(await leftIn(temporary)).toEqual([]);
    expect(await readdir(results)).toEqual(['recordings.ndjson']);
  });
}

test('What a killed run left in the temporary folder the next one removes, and no display is left', async ({
  temporary,
  results,
}) => {
  test.skip(!isThere('webkit'), 'WebKitGTK is not installed');
  const run = await running({ temporary, results }, 'chromium,webkit');
  const screen = run.processes.find((id) => /^\S*Xvfb /.test(commandLine(id)));
  run.lab.kill('SIGKILL');
  await run.ended();
  await expect.poll(() => stillRunning(run.processes), { timeout: 10_000 }).toEqual([]);
  if (screen !== undefined) expect(await displaysOf(screen)).toEqual([]);
  const left = await leftIn(temporary);
  expect(left.filter((name) => name.startsWith('cookie-lab-run-'))).toHaveLength(1);

  const next = await running({ temporary, results: join(results, 'next') }, 'chromium');
  next.lab.kill('SIGINT');
  await next.ended();
  // A Chromium that is killed leaves a link of its own beside.
  expect((await leftIn(temporary)).filter((name) => !name.startsWith('org.chromium'))).toEqual([]);
});

/** The lock files of displays that an X server made: `/tmp/.X99-lock` holds its process id. */
async function displaysOf(server: number): Promise<string[]> {
  const names = (await readdir('/tmp')).filter((name) => /^\.X\d+-lock$/.test(name));
  const holders = await Promise.all(
    names.map((name) => readFile(join('/tmp', name), 'utf8').catch(() => '')),
  );
  return names.filter((_, place) => Number(holders[place]) === server);
}
