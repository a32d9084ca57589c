/** Two runs whose results go to one folder. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import { findCommand } from '../../lab/browsers/columns.ts';

test.skip(!findCommand('chromium'), 'no Chromium is installed');

const matrix = (...words: string[]) =>
  spawn(process.execPath, ['--import', 'tsx', 'lab/cli/matrix.ts', ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });

/** Runs the matrix to its end; resolves with the exit code and what it said on standard error. */
async function said(...words: string[]) {
  const run = matrix(...words);
  const [error, [code]] = await Promise.all([text(run.stderr), once(run, 'exit')]);
  return { code, error };
}

test('A run whose results folder another run has ends at once with its number, and disturbs it in nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lab-two-runs-'));
  const recordings = join(folder, 'recordings.ndjson');
  const asked = ['--browsers', 'chromium', '--scenario', 'concepts,samesite,flow'];
  const first = matrix('--out', folder, ...asked);
  const ended = once(first, 'exit');
  const noted = () => readFile(recordings, 'utf8').catch(() => '');
  await expect.poll(noted, { timeout: 60_000 }).toContain('"recording"');
  const others = [['--browsers', 'model'], ['--fresh']].map((words) =>
    said('--out', folder, ...words),
  );
  for (const { code, error } of await Promise.all(others)) {
    expect(error).toMatch(new RegExp(`LAB_BUSY.*: process ${first.pid}, since `));
    expect(code).toBe(3);
  }
  expect(existsSync(join(folder, 'latest.json'))).toBe(false);
  expect(await noted()).toContain('"recording"');
  expect(await ended).toEqual([0, null]);
  expect(existsSync(join(folder, 'latest.json'))).toBe(true);
  await rm(folder, { recursive: true });
});
