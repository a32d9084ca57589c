/** What counts as the code that makes recordings: tried on a copy of it that is changed. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { judgesOf, makersOf } from '../../lab/run/code-hash.ts';
import { roomOf, root, sources } from '../rooms.ts';

// One copy, and one change of it at a time.
test.describe.configure({ mode: 'default' });

let folder: string;
let before: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-makers-'));
  for (const name of ['lab', 'services', 'package.json', 'package-lock.json']) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  before = (await makersOf(folder)).hash;
});
test.afterAll(() => rm(folder, { recursive: true }));

/** The hash where a file has another text; the file is put back. */
async function hashWith(
  file: string,
  change: (text: string) => string,
  codeOf = makersOf,
): Promise<string> {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  await writeFile(path, changed);
  const { hash } = await codeOf(folder);
  await writeFile(path, text);
  return hash;
}

test('The same code has the same hash, wherever it lies', async () => {
  expect((await makersOf(folder)).hash).toBe(before);
  expect((await makersOf()).hash).toBe(before);
});

const makers: readonly [file: string, from: string | RegExp, to: string][] = [
  ['lab/base/topology.ts', "'www", "'web"],
  ['lab/scenario/plan/bind.ts', '[...local.exchanges].reverse()', '[...local.exchanges]'],
  ['lab/page/performer.ts', 'document.cookie = step.line', 'document.cookie = step.exchange.id'],
  ['lab/page/requests/fetch.ts', 'credentials: exchange.credentials', "credentials: 'omit'"],
  ['lab/page/worker.ts', "'controlled'", "'in control'"],
  ['services/answer/answer.ts', /(return [^;]+);/, '$1 ?? 0;'],
  ['services/examples/same-site.ts', "sameSite: 'lax'", "sameSite: 'strict'"],
  ['lab/gateway/proxy.ts', '403', '404'],
  ['lab/browsers/chromium/chromium.ts', "'Translate'", "'Translated'"],
  ['lab/browsers/firefox/preferences.ts', /: 0,/, ': 7,'],
  ['lab/browsers/webkit/webkit.ts', "'--automation'", "'--automated'"],
  ['lab/browsers/profiles.ts', "link: 'storage access'", "link: 'written'"],
  ['lab/browsers/loopback-helper.mjs', "'127.0.0.1'", "'127.0.0.2'"],
  ['lab/run/perform.ts', 'loadTimeoutMs = 8_000', 'loadTimeoutMs = 9_000'],
  ['lab/run/session-reuse.ts', "'speculation'", "'beacon'"],
];
for (const [file, from, to] of makers) {
  test(`Another ${file} is another maker`, async () => {
    expect(await hashWith(file, (text) => text.replace(from, to))).not.toBe(before);
  });
}

test('Another version of a package that is loaded is another maker, of one for tests it is not', async () => {
  const version = (name: string) => (text: string) => {
    const lock = JSON.parse(text);
    lock.packages[`node_modules/${name}`].version = '0.0.1';
    return JSON.stringify(lock);
  };
  expect(await hashWith('package-lock.json', version('fastify'))).not.toBe(before);
  expect(await hashWith('package-lock.json', version('playwright-core'))).not.toBe(before);
  expect(await hashWith('package-lock.json', version('@biomejs/biome'))).toBe(before);
});

for (const file of [
  'lab/model/walk.ts',
  'lab/import/import.ts',
  'lab/diagnosis/chain.ts',
  'lab/claims/claims.ts',
  'lab/results/verdict.ts',
  'lab/report/summary.ts',
  'lab/setup/browsers.ts',
  'lab/cli/matrix.ts',
  'lab/scenario/check/check.ts',
]) {
  test(`Who reads recordings makes none: another ${file} changes nothing`, async () => {
    const added = "\nexport const added = { by: 'a test' };\nconsole.log(added);\n";
    expect(await hashWith(file, (text) => text + added)).toBe(before);
  });
}

test('A comment, or a type, changes nothing', async () => {
  const added = '\n/** More. */\nexport type Added = string;\n';
  expect(await hashWith('lab/run/perform.ts', (text) => text + added)).toBe(before);
});

test('Every room that makes recordings has a part in the hash, and no room that reads them', async () => {
  const { files } = await makersOf();
  const rooms = new Set(files.map(roomOf));
  expect([...rooms].sort()).toEqual([
    'lab/base',
    'lab/browsers',
    'lab/gateway',
    'lab/model', // the public suffix list, see docs/architecture.md
    'lab/page',
    'lab/run',
    'lab/scenario',
    'lab/system',
    'services',
  ]);
  expect(files.filter((file) => roomOf(file) === 'lab/model')).toEqual([
    'lab/model/cookies/public-suffix.ts',
  ]);
});

test('Files that are started by their path, not by an import, have their part', async () => {
  const { files } = await makersOf();
  expect(files).toContain('lab/browsers/loopback-helper.mjs');
  // Pages load them as scripts.
  const left = sources.filter((file) => roomOf(file) === 'lab/page' && !files.includes(file));
  expect(left).toEqual(['lab/page/outcome.ts']); // types
});

for (const [file, from, to] of [
  ['lab/results/verdict.ts', "'as-claimed'", "'claimed'"],
  ['lab/diagnosis/chain.ts', "'not reached'", "'later'"],
  ['lab/model/predict.ts', "by: 'model'", "by: 'paper'"],
] as const) {
  test(`A change of ${file} is one of the code that judges, not of the code that records`, async () => {
    const change = (text: string) => text.replaceAll(from, to);
    expect(await hashWith(file, change, judgesOf)).not.toBe((await judgesOf(folder)).hash);
    expect(await hashWith(file, change)).toBe(before);
  });
}
