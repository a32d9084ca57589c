/** How commands start: in a copy of the lab, with the packages that are there. */
import { execFile } from 'node:child_process';
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from '../rooms.ts';

// One copy, and one change of it at a time.
test.describe.configure({ mode: 'default' });

let folder: string;
let cache: string;
let temporary: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-run-'));
  cache = join(folder, 'node_modules/.cache');
  for (const name of ['lab', 'services', 'package.json', 'package-lock.json', 'tsconfig.json']) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  await mkdir(join(folder, 'scenarios/mine'), { recursive: true });
  await writeFile(
    join(folder, 'scenarios/mine/login.ts'),
    `import { scenario, visit, www } from '#lab';
export default scenario({ title: 'A page', steps: [visit(www, { as: 'page' })] });`,
  );
  temporary = join(folder, 'temporary');
  await mkdir(temporary);
  await mkdir(join(folder, 'node_modules'));
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name === '.cache') continue;
    await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
});
test.afterAll(() => rm(folder, { recursive: true }));

/** What `npm run` does; without words what `npm start` does, the shortest of all commands. */
const start = (...[command = 'start', ...words]: string[]) =>
  new Promise<{ code: number | string; out: string; said: string }>((resolve) =>
    execFile(
      process.execPath,
      ['lab/setup/run.mjs', command, ...words],
      { cwd: folder, env: { ...process.env, TMPDIR: temporary } },
      (error, out, said) => resolve({ code: error?.code ?? 0, out, said }),
    ),
  );

const bundles = () => readdir(join(cache, 'cookie-lab/bundles'));

/** Starts it with another text of a file, and puts the file back. */
async function startWith(file: string, change: (text: string) => string) {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  await writeFile(path, changed);
  const ended = await start();
  await writeFile(path, text);
  return ended;
}

test('Commands that start at once for the first time share one bundle, which serves the next', async () => {
  const ends = await Promise.all([start(), start()]);
  expect(ends[0]).toMatchObject({ code: 0, said: '' });
  expect(ends[0]?.out).toContain('npm run matrix');
  expect(ends[1]).toEqual(ends[0]);
  expect(await start()).toEqual(ends[0]);
  expect(await bundles()).toHaveLength(1);
});

test('A change of the code is seen at the next start', async () => {
  const { out } = await startWith('lab/cli/start.ts', (text) =>
    text.replace('Type one', 'Take one'),
  );
  expect(out).toContain('Take one of');
  expect((await start()).out).toContain('Type one of');
});

test('A mistake in the code is told with its place', async () => {
  const { code, said } = await startWith('lab/cli/start.ts', (text) => `${text}\nconst = 1;\n`);
  expect(code).not.toBe(0);
  expect(said).toMatch(/lab\/cli\/start\.ts:\d+:\d+: ERROR/);
});

const isEmpty = (file: string) => truncate(file);
const hasOtherText = async (file: string) =>
  writeFile(file, (await readFile(file, 'utf8')).toUpperCase());
const isFolder = async (file: string) => {
  await rm(file);
  await mkdir(file);
};

type Damage = (code: string, sum: string) => Promise<void>;
/** As when the machine goes down, or somebody's hand slips. */
const damages: Readonly<Record<string, Damage>> = {
  'has an empty file': isEmpty,
  'has another text': hasOtherText,
  'lacks a file': (code) => rm(code),
  'has a folder for a file': isFolder,
  'has lost its sum': (_, sum) => isEmpty(sum),
};
for (const [what, damage] of Object.entries(damages)) {
  test(`A bundle that ${what} is made anew`, async () => {
    await rm(cache, { recursive: true, force: true });
    const asItWas = await start();
    expect(asItWas).toMatchObject({ code: 0, said: '' });
    const [bundle = ''] = await bundles();
    const folder = join(cache, 'cookie-lab/bundles', bundle);
    await damage(join(folder, 'cli/start.js'), join(folder, 'sum'));
    expect(await start()).toEqual(asItWas);
    expect(await bundles()).toEqual([bundle]);
  });
}

test('What is kept of a scenario is made anew where it was damaged', async () => {
  const list = () => start('matrix', 'mine/login', '--browsers', 'model', '--list');
  const asItWas = await list();
  expect(asItWas).toMatchObject({ code: 0, said: '' });
  const kept = join(cache, 'cookie-lab/scenarios');
  const [file = ''] = await readdir(kept);
  for (const damage of [isEmpty, hasOtherText, isFolder]) {
    await damage(join(kept, file));
    expect(await list()).toEqual(asItWas);
  }
});

test('Where nothing can be kept commands start all the same, and keep nothing where others write', async () => {
  await rm(cache, { recursive: true, force: true });
  await writeFile(cache, 'no folder');
  expect(await start()).toMatchObject({ code: 0, said: '' });
  expect(await readdir(temporary)).toEqual([]);
  await rm(cache);
});
