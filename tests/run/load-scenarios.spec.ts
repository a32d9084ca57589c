import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
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

/** What the commands, whose loader is tsx, say of a scenario; the tests' own loader has other words. */
function told(id: string): Promise<string> {
  const module = fileURLToPath(new URL('../../lab/run/load-scenarios.ts', import.meta.url));
  const script = `import(${JSON.stringify(module)}).then(({ loadScenarios }) =>
    loadScenarios([${JSON.stringify(id)}], ${JSON.stringify(folder)})).catch(
    ({ code, message, fix }) => console.log([code, message, fix].join(' | ')))`;
  const args = ['--import', 'tsx', '-e', script];
  return promisify(execFile)(process.execPath, args).then(({ stdout }) => stdout);
}

for (const [what, content, expected] of [
  [
    'a syntax error',
    "export default {\n  title: 'x'\n  claims: [],\n};",
    /a\/broken\.ts:3 cannot be read: Expected "}" but found "claims"\. /,
  ],
  [
    'an error as it is run',
    'const a = 1;\nexport default missing(a);',
    /a\/broken\.ts:2 cannot be read: missing is not defined /,
  ],
  [
    'an import of nothing',
    "import { nothing } from 'fastify';\nexport default nothing;",
    /a\/broken\.ts cannot be read: /,
  ],
  ['something thrown that is no error', 'throw 3;', /a\/broken\.ts cannot be read: 3 /],
] as const) {
  test(`A scenario with ${what} is told with its place and what is wrong`, async () => {
    await writeFile(join(folder, 'a/broken.ts'), content);
    const text = await told('a/broken');
    expect(text).toMatch(expected);
    expect(text).toMatch(/^LAB_SCENARIO \|/);
    expect(text).toContain('| Build it with the functions of #lab');
  });
}

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
