import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import {
  checkBaselines,
  compareWithBaselines,
  writeBaselines,
} from '../../lab/results/baseline.ts';
import type { Cell, Results } from '../../lab/results/results.ts';
import { cell, column, exchange, row } from './results.ts';

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'lab-baseline-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

const sent = (...names: string[]) =>
  cell('as-claimed', { exchanges: [exchange({ sent: names, readable: true })] });

/** Results of one column, cell by row. */
const of = (cells: Readonly<Record<string, Cell>>, more: Partial<Results> = {}): Results => ({
  schema: 1,
  date: '2026-01-01T00:00:00.000Z',
  topology: 'test',
  columns: [column('webkit:itp', 'webkit', 'tracking prevention'), column('model', 'model', '')],
  missing: [],
  rows: Object.entries(cells).map(([id, one]) => row(id, { 'webkit:itp': one, model: one })),
  ...more,
});
const version = (number: string): Partial<Results> => ({
  columns: [{ ...column('webkit:itp', 'webkit', 'tracking prevention'), version: number }],
});
const rows = new Set(['one/a', 'one/b', 'two/c']);
const text = (folder: string, name: string) => readFile(join(folder, name), 'utf8');

test('A baseline has a line for each row, sorted, with the verdict and what decides it', async ({
  folder,
}) => {
  const files = await writeBaselines(of({ 'two/c': sent(), 'one/a': sent('sid') }), rows, folder);
  expect(files).toEqual([join(folder, 'webkit-1.2-tracking-prevention.json')]);
  expect(await text(folder, 'webkit-1.2-tracking-prevention.json')).toBe(`{
 "schema": 1,
 "column": "webkit:itp",
 "version": "1.2",
 "topologies": {
  "test": {
   "one/a": "as-claimed; call: sent sid, read",
   "two/c": "as-claimed; call: sent –, read"
  }
 }
}
`);
  expect(await readdir(folder)).toHaveLength(1);
});

test('Only what a row judges is in its line: its own cookie, its own exchange', async ({
  folder,
}) => {
  const results = of({});
  const exchanges = [
    exchange({ as: 'before' }),
    exchange({ sent: ['b', 'a'], stored: ['b'], lifetimes: { b: 1 } }),
  ];
  const about = row(
    'one/a',
    { 'webkit:itp': cell('as-claimed', { exchanges }) },
    { expect: { call: { about: 'a', sent: ['a'] } } },
  );
  const any = row('one/b', about.cells);
  const order = row('two/c', about.cells, { expect: { call: { order: ['b', 'a'] } } });
  await writeBaselines({ ...results, rows: [about, any, order] }, rows, folder);
  const lines = await text(folder, 'webkit-1.2-tracking-prevention.json');
  expect(lines).toContain('"one/a": "as-claimed; call: sent a, stored –, days {}"');
  expect(lines).toContain('"one/b": "as-claimed; call: sent a b, stored b, days {\\"b\\":1}"');
  expect(lines).toContain('"two/c": "as-claimed; call: sent b a, stored b, days {\\"b\\":1}"');
});

test('Of another topology a baseline holds only what differs, and is compared as a whole', async ({
  folder,
}) => {
  const com = { topology: 'com' } as const;
  await writeBaselines(of({ 'one/a': sent('sid'), 'one/b': sent() }), rows, folder);
  await writeBaselines(of({ 'one/a': sent('sid'), 'one/b': sent('sid') }, com), rows, folder);
  const held = async () =>
    JSON.parse(await text(folder, 'webkit-1.2-tracking-prevention.json')).topologies;
  expect((await held()).com).toEqual({ 'one/b': 'as-claimed; call: sent sid, read' });

  const now = of({ 'one/a': sent(), 'one/b': sent('sid') }, com);
  expect(await compareWithBaselines(now, folder)).toMatchObject([
    { against: '1.2', compared: 2, changes: [{ row: 'one/a' }] },
  ]);
  // What changes under test alone stays as it was under com.
  await writeBaselines(of({ 'one/a': sent(), 'one/b': sent('sid') }), rows, folder);
  expect((await held()).com).toEqual({ 'one/a': 'as-claimed; call: sent sid, read' });
  await writeBaselines(now, rows, folder);
  expect((await held()).com).toEqual({});
  expect(await compareWithBaselines(now, folder)).toMatchObject([{ compared: 2, changes: [] }]);
});

test('A part of the rows and another topology are added to what is there; rows that are no more go', async ({
  folder,
}) => {
  await writeBaselines(of({ 'one/a': sent('sid'), 'gone/x': sent() }), rows, folder);
  await writeBaselines(of({ 'one/b': sent() }), rows, folder);
  await writeBaselines(of({ 'one/a': sent() }, { topology: 'com' }), rows, folder);
  const { topologies } = JSON.parse(await text(folder, 'webkit-1.2-tracking-prevention.json'));
  expect(topologies).toEqual({
    test: {
      'one/a': 'as-claimed; call: sent sid, read',
      'one/b': 'as-claimed; call: sent –, read',
    },
    com: { 'one/a': 'as-claimed; call: sent –, read' },
  });
});

test('What was not run leaves the baseline as it is, and is not compared', async ({ folder }) => {
  const lost = cell('not-run', { because: 'lost', exchanges: [] });
  await writeBaselines(of({ 'one/a': sent('sid') }), rows, folder);
  await writeBaselines(of({ 'one/a': lost }), rows, folder);
  expect(await text(folder, 'webkit-1.2-tracking-prevention.json')).toContain('call: sent sid');
  const [comparison] = await compareWithBaselines(of({ 'one/a': lost }), folder);
  expect(comparison).toMatchObject({ compared: 0, changes: [] });
});

test('What differs from the baseline of the same version is named with both accounts', async ({
  folder,
}) => {
  await writeBaselines(of({ 'one/a': sent('sid'), 'one/b': sent() }), rows, folder);
  const now = of({ 'one/a': sent(), 'one/b': sent(), 'two/c': sent() });
  expect(await compareWithBaselines(now, folder)).toMatchObject([
    {
      column: { id: 'webkit:itp' },
      against: '1.2',
      compared: 2,
      fresh: 1,
      changes: [
        {
          row: 'one/a',
          column: 'webkit:itp',
          before: 'as-claimed; call: sent sid, read',
          after: 'as-claimed; call: sent –, read',
        },
      ],
    },
  ]);
});

for (const [there, now, against] of [
  [['1.2', '1.10', '1.3'], '1.11', '1.10'],
  [['1.2', '1.3', '2.0'], '1.4', '1.3'],
  [['1.2', '1.2.1'], '1.2.1', '1.2.1'],
  [['1.2'], '1.2.0.7', '1.2'],
  [['1.3', '2'], '1.2', null],
  [[], '1.2', null],
] as const) {
  test(`With baselines of ${there.join(', ') || 'no version'} a ${now} is compared with ${against ?? 'none'}`, async ({
    folder,
  }) => {
    for (const one of there) {
      await writeBaselines(of({ 'one/a': sent() }, version(one)), rows, folder);
    }
    const [comparison] = await compareWithBaselines(of({ 'one/a': sent() }, version(now)), folder);
    expect(comparison?.against).toBe(against);
    expect(comparison?.compared).toBe(against === null ? 0 : 1);
  });
}

test('A baseline of another policy, or without the topology, is none', async ({ folder }) => {
  const shipped = { columns: [column('webkit', 'webkit', 'as shipped')] };
  await writeBaselines({ ...of({ 'one/a': sent() }), ...shipped }, rows, folder);
  await writeBaselines(of({ 'one/a': sent() }, version('1.1')), rows, folder);
  const com = of({ 'one/a': sent() }, { topology: 'com', ...version('1.2') });
  expect((await compareWithBaselines(com, folder))[0]?.against).toBeNull();
  const test = of({ 'one/a': sent() }, version('1.2'));
  expect((await compareWithBaselines(test, folder))[0]?.against).toBe('1.1');
});

const broken = [
  [
    'has a merge conflict',
    '{\n "schema": 1,\n<<<<<<< HEAD\n "column": "webkit:itp",\n',
    ':3 has a merge',
  ],
  ['lacks a comma', '{\n "schema": 1\n "column": ""\n}', ':3 is not JSON: Expected'],
  ['is a results file', JSON.stringify(of({})), 'is not a baseline: column is missing'],
  [
    'has a line that is no text',
    '{ "schema": 1, "column": "c", "version": "1.2", "topologies": { "test": { "one/a": [] } } }',
    'topologies.test.one/a is a list, not a string',
  ],
] as const;
for (const [what, content, told] of broken) {
  test(`A baseline that ${what} is named, whoever reads it`, async ({ folder }) => {
    const name = 'webkit-1.2-tracking-prevention.json';
    await writeFile(join(folder, name), content);
    const expected = {
      code: 'LAB_RESULTS',
      message: expect.stringContaining(told),
      fix: expect.stringContaining('npm run baseline'),
    };
    const results = of({ 'one/a': sent('sid') });
    await expect(compareWithBaselines(results, folder)).rejects.toMatchObject(expected);
    await expect(writeBaselines(results, rows, folder)).rejects.toMatchObject(expected);
    await expect(checkBaselines(folder)).rejects.toMatchObject(expected);
    expect(await text(folder, name)).toBe(content);
  });
}
