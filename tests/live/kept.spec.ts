/**
 * What was measured is not measured again: tried on a copy of the lab, in which scenarios and code
 * are changed, with a Chromium whose starts are counted. Linux only.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import { findCommand } from '../../lab/browsers/columns.ts';
import type { Results } from '../../lab/results/results.ts';
import { descendants } from '../../lab/system/descendants.ts';
import { root } from '../rooms.ts';

const chromium = findCommand('chromium');
test.skip(process.platform !== 'linux', 'what a process runs is told by /proc');
test.skip(chromium === null, 'no Chromium is installed');
test.describe.configure({ mode: 'serial', timeout: 300_000 });

let folder: string;
const starts = async () =>
  (await readFile(join(folder, 'starts'), 'utf8').catch(() => '')).split('\n').length - 1;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-kept-'));
  for (const name of [
    'lab',
    'services',
    'scenarios/concepts',
    'package.json',
    'package-lock.json',
  ]) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const script = `#!/bin/sh\necho start >> ${folder}/starts\nexec ${chromium} "$@"\n`;
  await writeFile(join(folder, 'chromium'), script);
  await chmod(join(folder, 'chromium'), 0o755);
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

const matrix = (...words: string[]) =>
  spawn(
    process.execPath,
    ['--import', 'tsx', 'lab/cli/matrix.ts', '--browsers', 'chromium', 'concepts', ...words],
    {
      cwd: folder,
      env: { ...process.env, LAB_CHROMIUM: join(folder, 'chromium') },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );

/** Runs the matrix to its end. */
async function run(...words: string[]) {
  const running = matrix('--json', ...words);
  const [out, error, [code]] = await Promise.all([
    text(running.stdout),
    text(running.stderr),
    once(running, 'exit'),
  ]);
  if (out === '') throw new Error(error);
  const { columns, rows } = JSON.parse(out) as Results;
  const [column] = columns;
  return { code, column, rows, starts: await starts() };
}

async function edit(file: string, from: string, to: string) {
  const path = join(folder, file);
  const before = await readFile(path, 'utf8');
  expect(before).toContain(from);
  await writeFile(path, before.replace(from, to));
}

test('A run that is killed goes on by itself with what is missing', async () => {
  const killed = matrix();
  const ended = once(killed, 'exit');
  const file = join(folder, 'results', 'recordings.ndjson');
  const lines = async () => (await readFile(file, 'utf8').catch(() => '')).split('\n').length;
  await expect.poll(lines, { timeout: 60_000, intervals: [20] }).toBeGreaterThan(3);
  const started = descendants(killed.pid as number);
  killed.kill('SIGKILL');
  await ended;
  expect(started.length).toBeGreaterThan(0);
  const left = () => started.filter((id) => existsSync(`/proc/${id}`)).length;
  await expect.poll(left, { timeout: 30_000 }).toBe(0);

  const { code, column } = await run();
  expect(code).toBe(0);
  expect(column?.measured?.kept).toBeGreaterThanOrEqual(1);
  expect(column?.measured?.kept).toBeLessThan(column?.measured?.scenarios ?? 0);
});

test('A second run starts no browser and has the same results, with when they were measured', async () => {
  const before = { file: JSON.parse(await readFile(join(folder, 'results/latest.json'), 'utf8')) };
  const once = await starts();
  const again = await run();
  expect(again.starts).toBe(once);
  expect(again.code).toBe(0);
  expect(again.rows).toEqual(before.file.rows);
  const { scenarios, kept, oldest, newest } = again.column?.measured ?? {};
  expect(kept).toBe(scenarios);
  expect(oldest).toBe(before.file.columns[0].measured.oldest);
  expect(Date.parse(newest ?? '')).toBeLessThan(Date.now());
});

const scenario = 'scenarios/concepts/ports-share-cookies.ts';

test('Another expectation starts no browser, and is judged', async () => {
  const before = await starts();
  await edit(scenario, 'sent: [', "sent: ['no-such', ");
  const { code, rows, starts: after } = await run();
  expect(after).toBe(before);
  expect(code).toBe(1);
  const odd = rows.filter(({ cells }) => cells.chromium?.verdict === 'surprise');
  expect(odd.length).toBe(1);
  await edit(scenario, "sent: ['no-such', ", 'sent: [');
});

test('Other steps of a scenario are measured, and no other scenario is', async () => {
  const before = await starts();
  await edit(scenario, 'steps: [', "steps: [\n    visit('https://www.other.test/'),");
  const { column, starts: after } = await run();
  expect(after).toBe(before + 1);
  const { scenarios = 0, kept } = column?.measured ?? {};
  expect(kept).toBe(scenarios - 1);
});

test('Other code that reads recordings starts no browser; other code that makes them measures all', async () => {
  const before = await starts();
  await edit('lab/report/summary.ts', "'as claimed'", "'as was claimed'");
  expect((await run()).starts).toBe(before);
  await edit('services/answer/answer.ts', '/**', '/** A comment. */\n/**');
  expect((await run()).starts).toBe(before);
  await edit('lab/run/perform.ts', 'loadTimeoutMs = 8_000', 'loadTimeoutMs = 9_000');
  const { column, starts: after } = await run();
  expect(after).toBe(before + 1);
  expect(column?.measured?.kept).toBe(0);
  expect((await run()).starts).toBe(before + 1);
});

test('--fresh measures all anew, and another program in the place of the browser too', async () => {
  const before = await starts();
  const fresh = await run('--fresh');
  expect(fresh.starts).toBe(before + 1);
  expect(fresh.column?.measured?.kept).toBe(0);
  await edit('chromium', '#!/bin/sh', '#!/bin/sh -e');
  const { column, starts: after } = await run();
  expect(after).toBe(before + 2);
  expect(column?.measured?.kept).toBe(0);
});
