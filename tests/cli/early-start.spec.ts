import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startEarly } from '../../lab/cli/early-start.ts';
import type { Options } from '../../lab/cli/matrix-run.ts';
import { lockFileIn } from '../../lab/run/lock.ts';
import { recordingsIn } from '../../lab/run/store.ts';

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-early-'));
  // A program that is there: it is not started here.
  process.env.LAB_CHROMIUM = process.execPath;
});
test.afterEach(async () => {
  delete process.env.LAB_CHROMIUM;
  await rm(folder, { recursive: true });
});

const asked = (change: Partial<Options> = {}): Options => ({
  ...{ browsers: ['chromium'], scenario: [], topology: ['test'], require: [] },
  ...{ all: false, slow: false, out: folder },
  ...change,
});

test('Where nothing is kept the lab starts at once, with the folder locked and its browsers at hand', async () => {
  const started = await startEarly(asked());
  expect([...(started?.supplies.keys() ?? [])]).toEqual(['chromium']);
  expect(started?.gateway.proxy).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(existsSync(lockFileIn(folder))).toBe(true);
  await started?.gateway.close();
});

test('Where recordings are kept no browser may be needed, and none starts but to measure anew', async () => {
  await writeFile(recordingsIn(folder), '');
  expect(startEarly(asked())).toBeNull();
  expect(existsSync(lockFileIn(folder))).toBe(false);
  const started = await startEarly(asked({ fresh: true }));
  expect(started?.supplies.size).toBe(1);
  await started?.gateway.close();
});

for (const [what, change] of [
  ['the model alone is asked', { browsers: ['model'] }],
  ['scenarios are named, which may not be there', { scenario: ['samesit'] }],
  ['scenarios are listed', { list: true }],
  ['all is run, and some scenarios have hosts of their own', { all: true }],
  ['several topologies are run', { topology: ['test', 'com'] }],
] as [string, Partial<Options>][]) {
  test(`Nothing starts early where ${what}`, () => {
    expect(startEarly(asked(change))).toBeNull();
    expect(existsSync(lockFileIn(folder))).toBe(false);
  });
}
