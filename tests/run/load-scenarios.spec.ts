import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { linesOf } from '../../lab/report/summary.ts';
import { resultRow } from '../../lab/results/cells.ts';
import { loadEssentials, loadScenarios, scenariosFolder } from '../../lab/run/load-scenarios.ts';
import { onlyShows } from '../../lab/scenario/rows.ts';

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

test('A glob that matches nothing is a mistake of usage, also beside one that matches', async () => {
  for (const globs of [['c/*'], ['a/one', 'c/*']]) {
    await expect(idsOf(...globs)).rejects.toMatchObject({
      code: 'LAB_USAGE',
      message: 'No scenario matches c/*.',
    });
  }
});

test('What is mistyped brings what may be meant', async () => {
  await expect(idsOf('a/on')).rejects.toMatchObject({
    fix: expect.stringContaining('Did you mean a/one?'),
  });
  await expect(loadScenarios(['samesit'])).rejects.toMatchObject({
    fix: expect.stringMatching(/^Did you mean samesite[, ]/),
  });
});

const named: readonly [word: string, ids: readonly string[]][] = [
  ...['a', 'a/', './a', 'A', 'a/**', '{a,c}', '[a]'].map(
    (word) => [word, ['a/deep/three', 'a/one']] as [string, string[]],
  ),
  ...['a/one', 'a/one/', './a/one', 'a//one', 'a/one.ts', 'A/One.ts', 'a\\one', 'a\\one.ts'].map(
    (word) => [word, ['a/one']] as [string, string[]],
  ),
  ...['a/deep', 'a/deep/', 'a/d*', '*/deep'].map(
    (word) => [word, ['a/deep/three']] as [string, string[]],
  ),
  ['{a,b}/*', ['a/one', 'a/deep/three', 'b/two']],
  ['*/*.ts', ['a/one', 'b/two']],
];
for (const [word, ids] of named) {
  test(`"${word}" names ${ids.join(' and ')}, also below the folder’s path`, async () => {
    const paths = [join(folder, word), relative(process.cwd(), join(folder, word))];
    for (const one of [word, ...paths])
      expect((await idsOf(one)).sort(), one).toEqual([...ids].sort());
  });
}

test('The folder of all scenarios names all of them', async () => {
  expect(await idsOf(`${folder}/`)).toHaveLength(4);
});

test('The path of a scenario file is as good as its id', async () => {
  for (const word of ['scenarios/samesite/none-without-secure.ts', 'Scenarios/SameSite/None-*']) {
    expect((await loadScenarios([word])).map(({ id }) => id)).toEqual([
      'samesite/none-without-secure',
    ]);
  }
});

test('The path of a file that is not there brings what may be meant', async () => {
  await expect(idsOf(join(folder, 'a/on.ts'))).rejects.toMatchObject({
    fix: expect.stringContaining('Did you mean a/one?'),
  });
});

test('A file elsewhere is answered with the command that brings it here', async () => {
  await expect(idsOf('/elsewhere/my-case.ts')).rejects.toMatchObject({
    code: 'LAB_USAGE',
    fix: expect.stringContaining('cp /elsewhere/my-case.ts scenarios/mine/'),
  });
});

test('The topics that explain the others come first', async () => {
  const topics = [...new Set((await loadScenarios()).map(({ topic }) => topic))];
  expect(topics.slice(0, 6)).toEqual([
    ...['concepts', 'flow', 'samesite', 'third-party', 'designs', 'beyond'],
  ]);
});

test('The essentials are those that say so in their file, topic by topic, and few enough to read', async () => {
  const all = await loadScenarios();
  const essentials = await loadEssentials();
  const marked = all.filter(({ spec }) => spec.essential).map(({ id }) => id);
  expect(essentials.map(({ id }) => id)).toEqual(marked);
  expect([...new Set(essentials.map(({ topic }) => topic))]).toEqual([
    ...['concepts', 'flow', 'samesite', 'third-party', 'designs'],
  ]);
  const rows = essentials.flatMap((one) => one.rows.map((row) => resultRow(row, {})));
  const lines = linesOf({ rows }).length;
  expect(lines).toBeGreaterThan(25);
  expect(lines).toBeLessThan(45);
});

test('Without claims and expectations a scenario has one row, which expects nothing', async () => {
  const bare =
    "export default { title: 'x', steps: [{ step: 'visit', url: 'https://www.example.test' }] };";
  await writeFile(join(folder, 'a/bare.ts'), bare);
  const [found] = await loadScenarios(['a/bare'], folder);
  expect(found?.spec).toMatchObject({ claims: [], expect: {} });
  expect(found?.rows).toMatchObject([{ id: 'a/bare', claims: [], expect: {} }]);
});

test('No scenario depends on the clock or on chance: its plan would be new each time', async () => {
  for (const { id } of await loadScenarios()) {
    const text = await readFile(join(scenariosFolder, `${id}.ts`), 'utf8');
    expect(text, id).not.toMatch(/\bDate\b|\bperformance\.now\b|\brandom/i);
  }
});

test('Every scenario that names a claim expects something of it', async () => {
  const claiming = (await loadScenarios()).filter(({ spec }) => spec.claims.length > 0);
  expect(claiming.length).toBeGreaterThan(100);
  expect(claiming.filter(({ spec }) => onlyShows(spec)).map(({ id }) => id)).toEqual([]);
});

/** What the commands, with their own loader, say of a scenario; the tests' loader has other words. */
function told(id: string): Promise<string> {
  const place = (file: string) => new URL(`../../lab/${file}`, import.meta.url).href;
  const data = { lab: place('scenario/index.ts'), cacheFolder: join(folder, 'cache') };
  const script = `
    const { register } = await import('node:module');
    register(${JSON.stringify(place('setup/scenario-files.mjs'))}, { data: ${JSON.stringify(data)} });
    process.setSourceMapsEnabled(true);
    const { loadScenarios } = await import(${JSON.stringify(place('run/load-scenarios.ts'))});
    await loadScenarios([${JSON.stringify(id)}], ${JSON.stringify(folder)}).catch(
      ({ code, message, fix }) => console.log([code, message, fix].join(' | ')));`;
  const args = ['--input-type=module', '-e', script];
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
    "type T = {\n  a: string;\n};\nconst a: T = { a: '1' };\nexport default a.missing.more;",
    /a\/broken\.ts:5 cannot be read: Cannot read properties of undefined \(reading 'more'\) /,
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
