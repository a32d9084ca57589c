/** What esbuild made is kept until something that went into it changes: each part is changed once. */
import { chmod, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { BuildOptions, Plugin } from 'esbuild';
import { built } from '../../lab/system/built.ts';
import { descendants, stillRunning } from '../../lab/system/descendants.ts';
import { commandLine } from '../live/processes.ts';

let folder: string;
let source: string;
let kept: string;
let made: number;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-built-'));
  [source, kept] = [join(folder, 'source'), join(folder, 'kept')];
  made = 0;
  await write('in.ts', "import { word } from './word.ts';\nconsole.log(word);\n");
  await write('word.ts', "export const word: string = 'one';\n");
  await write('package.json', '{}');
});
test.afterEach(() => rm(folder, { recursive: true }));

/** Writes a file as if it had been there for a while. */
async function write(name: string, text: string) {
  const path = join(source, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  const then = Date.now() / 1000 - 10;
  await utimes(path, then, then);
}

/** Counts how often esbuild is asked. */
const counting: Plugin = {
  name: 'counting',
  setup: ({ onStart }) =>
    onStart(() => {
      made++;
    }),
};

const textOf = async (more: BuildOptions = {}) => {
  const asked = { entryPoints: ['in.ts'], bundle: true, absWorkingDir: source };
  const { texts } = await built({ ...asked, plugins: [counting], ...more }, kept);
  return texts.join('');
};

test('The same is made once, and comes again as it was', async () => {
  const text = await textOf();
  expect(text).toContain('one');
  expect(await textOf()).toBe(text);
  expect(made).toBe(1);
});

for (const [what, change] of [
  ['a file that another imports', () => write('word.ts', "export const word = 'two';\n")],
  ['the first file', () => write('in.ts', "console.log('two');\n")],
  ['package.json', () => write('package.json', '{"sideEffects":false}')],
  ['tsconfig.json', () => write('tsconfig.json', '{"compilerOptions":{}}')],
  ['the version of esbuild', () => write('node_modules/esbuild/package.json', '{"version":"9"}')],
  ['a file that is gone', () => rm(join(source, 'word.ts'))],
] as const) {
  test(`It is made anew after a change of ${what}`, async () => {
    await textOf();
    await change();
    await textOf().catch(() => {});
    expect(made).toBeGreaterThan(1);
  });
}

test('It is made anew with other options, and with other text of a plugin', async () => {
  await textOf();
  await textOf({ minify: true });
  expect(made).toBe(2);
  const other: Plugin = { ...counting, setup: ({ onStart }) => onStart(() => void made++) };
  await textOf({ plugins: [other] });
  expect(made).toBe(3);
});

test('A file that was written while it was made is not relied on', async () => {
  const writing: Plugin = {
    name: 'writing',
    setup: ({ onEnd }) =>
      onEnd(() => {
        made++;
        return writeFile(join(source, 'word.ts'), "export const word = 'meanwhile';\n");
      }),
  };
  await textOf({ plugins: [writing] });
  expect(await textOf({ plugins: [writing] })).toContain('meanwhile');
  expect(made).toBe(2);
});

test('What was damaged, or cannot be kept, is made anew', async () => {
  const text = await textOf();
  const others = ['', '{', '{}', '{"texts":[],"outputs":{},"inputs":{}}', '\0'.repeat(999)];
  for (const [count, other] of others.entries()) {
    for (const name of await readdir(kept)) await writeFile(join(kept, name), other);
    expect(await textOf()).toBe(text);
    expect(made).toBe(2 + count);
  }
  await rm(kept, { recursive: true });
  await writeFile(kept, 'no folder');
  await chmod(kept, 0o444);
  expect(await textOf()).toBe(text);
  expect(made).toBe(2 + others.length);
});

test('It is made although the process that does it was killed', async () => {
  test.skip(process.platform !== 'linux', 'it is found in /proc');
  await textOf();
  const bundlers = descendants(process.pid).filter((id) => commandLine(id).includes('esbuild'));
  expect(bundlers).not.toEqual([]);
  for (const id of bundlers) process.kill(id, 'SIGKILL');
  await expect.poll(() => stillRunning(bundlers)).toEqual([]);
  expect(await textOf({ minify: true })).toContain('one');
});
