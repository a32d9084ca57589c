import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { loadScenarios } from '../../lab/run/load-scenarios.ts';

const source = `export default {
  title: 'x', claims: [],
  steps: [{ step: 'visit', url: 'https://www.example.test', as: 'one' }],
  expect: { one: { sent: [] } }, rows: 'exchange',
};`;

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-load-'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  for (const file of [
    'b/two.ts',
    'a/one.ts',
    'a/deep/three.ts',
    'loose.ts',
    'a/types.d.ts',
    'a/note.md',
  ]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), file.endsWith('.d.ts') ? 'not a scenario' : source);
  }
});
test.afterEach(() => rm(folder, { recursive: true }));

const idsOf = async (...globs: string[]) =>
  (await loadScenarios(globs, folder)).map(({ id }) => id);

test('Every .ts file below the folder is a scenario, in the order of their ids', async () => {
  expect(await idsOf()).toEqual(['a/deep/three', 'a/one', 'b/two', 'loose']);
});

test('Scenarios are chosen by id, by topic and by row', async () => {
  expect(await idsOf('a/one')).toEqual(['a/one']);
  expect(await idsOf('*/one', 'b')).toEqual(['a/one', 'b/two']);
  expect(await idsOf('a')).toEqual(['a/deep/three', 'a/one']);
  expect(await idsOf('a/one#one')).toEqual(['a/one']);
});

test('The topic is the first folder, of a scenario and of its rows', async () => {
  const scenarios = await loadScenarios([], folder);
  expect(scenarios.map(({ topic }) => topic)).toEqual(['a', 'a', 'b', '']);
  for (const { topic, rows } of scenarios) expect(rows[0]?.topic).toBe(topic);
});

test('Globs that match nothing are a mistake of usage', async () => {
  await expect(idsOf('c/*', 'd')).rejects.toMatchObject({
    code: 'LAB_USAGE',
    message: 'No scenario matches c/*, d.',
  });
});

test('The catalogue loads, and no two rows have the same id', async () => {
  const scenarios = await loadScenarios();
  const ids = scenarios.flatMap(({ rows }) => rows.map(({ id }) => id));
  expect(scenarios.length).toBeGreaterThan(30);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  for (const { id, rows } of scenarios) {
    expect(rows.length, id).toBeGreaterThan(0);
    for (const row of rows) expect(row.id.startsWith(id), row.id).toBe(true);
  }
});
