/** A run that is killed itself, as by `kill -9`, and goes on. Linux only. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { findCommand } from '../../lab/browsers/columns.ts';
import type { Results } from '../../lab/results/results.ts';
import { descendants } from '../../lab/system/descendants.ts';

test.skip(process.platform !== 'linux', 'processes are found in /proc');
test.skip(!findCommand('chromium'), 'no Chromium is installed');

const matrix = (...words: string[]) =>
  spawn(process.execPath, ['--import', 'tsx', 'lab/cli/matrix.ts', ...words], { stdio: 'ignore' });

/** Marks what scripts told, in a recording that is read. */
const mark = (key: string, value: unknown) =>
  key === 'script' && value !== null ? { ...(value as object), error: 'noted' } : value;

test('A run that is killed goes on with --resume, and runs again only what is missing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lab-resume-'));
  const recordings = join(folder, 'recordings.ndjson');
  const linesOf = async () =>
    (await readFile(recordings, 'utf8').catch(() => '')).split('\n').filter(Boolean);

  const asked = ['--browsers', 'chromium', '--scenario', 'concepts/*'];
  const killed = matrix(...asked, '--out', folder);
  const ended = once(killed, 'exit');
  await expect.poll(async () => (await linesOf()).length, { timeout: 60_000 }).toBeGreaterThan(3);
  const started = descendants(killed.pid as number);
  killed.kill('SIGKILL');
  await ended;
  expect(started.length).toBeGreaterThan(0);
  const left = () => started.filter((id) => existsSync(`/proc/${id}`)).length;
  await expect.poll(left, { timeout: 30_000 }).toBe(0);

  // A mark in what was recorded shows whether it was taken over.
  const [head = '', ...lines] = await linesOf();
  const marked = lines.map((line) => JSON.stringify(JSON.parse(line, mark)));
  await writeFile(recordings, [head, ...marked, ''].join('\n'));
  const noted = marked.map((line) => JSON.parse(line).scenario);

  const resumed = matrix('--resume', '--out', folder);
  expect(await once(resumed, 'exit')).toEqual([0, null]);
  const { rows, date } = JSON.parse(await readFile(join(folder, 'latest.json'), 'utf8')) as Results;
  expect(date).toBe(JSON.parse(head).date);
  const taken = rows.filter(({ cells }) =>
    cells.chromium?.exchanges.some(({ error }) => error === 'noted'),
  );
  expect([...new Set(taken.map(({ of }) => of.scenario))].sort()).toEqual(noted.sort());
  expect(rows.length).toBeGreaterThan(taken.length);
  for (const { cells } of rows) expect(cells.chromium?.verdict).toBe('as-claimed');
  await rm(folder, { recursive: true });
});
