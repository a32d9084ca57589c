import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { writeOwned } from '../../lab/system/files.ts';

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-files-'));
});
test.afterEach(() => rm(folder, { recursive: true }));

test('A file is written with its folder and its mode, and nothing else', async () => {
  const file = join(folder, 'a/b/key.pem');
  await writeOwned(file, 'one', 0o600);
  await writeOwned(file, 'two', 0o600);
  expect(await readFile(file, 'utf8')).toBe('two');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(folder, 'a/b'))).toEqual(['key.pem']);
});

test('An unfinished file that is there, open to all or a link, is not written into', async () => {
  const [file, elsewhere] = [join(folder, 'key.pem'), join(folder, 'elsewhere')];
  await writeFile(elsewhere, 'theirs', { mode: 0o644 });
  await symlink(elsewhere, `${file}.new`);
  await writeOwned(file, 'secret', 0o600);
  expect(await readFile(elsewhere, 'utf8')).toBe('theirs');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('Two who write one file at a time leave one text whole', async () => {
  const file = join(folder, 'shared');
  const texts = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(1_000_000));
  await Promise.all(texts.map((text) => writeOwned(file, text)));
  expect(texts).toContain(await readFile(file, 'utf8'));
  expect(await readdir(folder)).toEqual(['shared']);
});

test('Where it cannot be written the error names the file, and nothing is left', async () => {
  const file = join(folder, 'taken');
  await mkdir(join(file, 'below'), { recursive: true });
  await expect(writeOwned(file, 'x')).rejects.toMatchObject({ path: file, code: 'EISDIR' });
  expect(await readdir(folder)).toEqual(['taken']);
});
