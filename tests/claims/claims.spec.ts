import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { matchesGlob } from '../../lab/base/glob.ts';
import { profiles } from '../../lab/browsers/profiles.ts';
import { type ClaimId, claimIds, claims, claimTopics } from '../../lab/claims/claims.ts';
import { members } from '../../lab/claims/members/index.ts';
import { claimsReport } from '../../lab/report/claims.ts';
import { type Baseline, baselineFolder } from '../../lab/results/baseline.ts';
import { coverageOf } from '../../lab/results/coverage.ts';
import type { Cell, Results } from '../../lab/results/results.ts';
import { loadScenarios } from '../../lab/run/load-scenarios.ts';
import { rowsOf, type Scenario } from '../../lab/scenario/rows.ts';
import type { ScenarioSpec } from '../../lab/scenario/scenario.ts';

const all = await loadScenarios();

test('Every claim has a scenario that reproduces it', () => {
  const uncovered = coverageOf(all, null)
    .filter(({ scenarios }) => scenarios.length === 0)
    .map(({ id }) => id);
  expect(uncovered).toEqual([]);
});

test('Every case that a claim lists has a row, and each of its globs finds one', () => {
  const missing = coverageOf(all, null).flatMap(({ id, members }) =>
    members.flatMap(({ name, rows, unmatched }) => [
      ...unmatched.map((glob) => `${id} ${name}: no row is ${glob}`),
      ...(rows.length === 0 ? [`${id} ${name}: no row at all`] : []),
    ]),
  );
  expect(missing).toEqual([]);
});

test('Where a case is about a column, that column has been measured', async () => {
  const files = await readdir(baselineFolder);
  const baselines = await Promise.all(
    files.map(
      async (file) => JSON.parse(await readFile(join(baselineFolder, file), 'utf8')) as Baseline,
    ),
  );
  const measured = (column: string) =>
    baselines
      .filter((baseline) => baseline.column === column)
      .flatMap(({ topologies }) => Object.keys(topologies.test ?? {}));
  const named = Object.entries(members).flatMap(([id, cases]) =>
    Object.values(cases)
      .flat()
      .flatMap((shown) =>
        typeof shown === 'object' && 'column' in shown ? [{ id, ...shown }] : [],
      ),
  );
  expect(named.length).toBeGreaterThan(0);
  for (const { id, rows, column } of named) {
    expect(
      profiles.map((profile) => profile.id),
      id,
    ).toContain(column);
    const found = measured(column).filter((row) => matchesGlob(rows, row));
    expect(found, `${id}: ${rows} in ${column}`).not.toEqual([]);
  }
});

test('Every scenario names at least one claim of the catalogue, and none twice', () => {
  for (const { id, spec } of all) {
    expect(spec.claims.length, id).toBeGreaterThan(0);
    expect(new Set(spec.claims).size, id).toBe(spec.claims.length);
    for (const claim of spec.claims) expect(claimIds, id).toContain(claim);
  }
});

test('Every claim is one sentence under a topic', () => {
  for (const id of claimIds) {
    expect(Object.keys(claimTopics), id).toContain(id[0]);
    expect(claims[id], id).toMatch(/^\S(?!.*\. ).+[^.]\.$/);
  }
});

const scenario = (id: string, claims: readonly ClaimId[]): Scenario => {
  const spec: ScenarioSpec = { title: id, claims, steps: [], expect: { call: { sent: [] } } };
  return { id, topic: 'topic', spec, rows: rowsOf(id, spec) };
};
const cell = (verdict: Cell['verdict']): Cell => ({ verdict, exchanges: [] });
const column = (id: string, engine: Results['columns'][number]['engine']) => ({
  id,
  engine,
  label: '',
  version: '1',
  build: '',
  policy: 'allowed' as const,
  switches: [],
});
const row = (id: string, claims: readonly ClaimId[], cells: Results['rows'][number]['cells']) => ({
  scenario: id,
  of: { scenario: id },
  title: id,
  part: '',
  topic: 'topic',
  claims,
  expect: {},
  cells,
});
const scenarios = [scenario('topic/a', ['C1']), scenario('topic/b', ['C1', 'F4'])];
const results: Results = {
  schema: 1,
  date: '2026-01-01T00:00:00.000Z',
  topology: 'test',
  columns: [
    column('chromium', 'chromium'),
    column('chromium:blocked', 'chromium'),
    column('webkit', 'webkit'),
  ],
  missing: [],
  rows: [
    row('topic/a', ['C1'], {
      chromium: cell('as-claimed'),
      'chromium:blocked': cell('surprise'),
      webkit: cell('known-deviation'),
    }),
    row('topic/b', ['C1', 'F4'], { chromium: cell('as-claimed'), webkit: cell('as-claimed') }),
  ],
};
const coverage = new Map(coverageOf(scenarios, results).map((one) => [one.id, one]));

test('A claim is covered by each scenario that names it', () => {
  expect(coverage.get('C1')?.scenarios).toEqual(['topic/a', 'topic/b']);
  expect(coverage.get('F4')?.scenarios).toEqual(['topic/b']);
  expect(coverage.get('B18')?.scenarios).toEqual([]);
});

test('The verdicts on a claim are counted over all columns of an engine', () => {
  const none = { 'as-claimed': 0, 'known-deviation': 0, surprise: 0, 'not-run': 0 };
  expect(coverage.get('C1')?.verdicts).toEqual({
    chromium: { ...none, 'as-claimed': 2, surprise: 1 },
    webkit: { ...none, 'as-claimed': 1, 'known-deviation': 1 },
  });
  expect(coverage.get('B18')?.verdicts).toEqual({});
});

test('Without results a claim has its scenarios and no verdict', () => {
  const [first] = coverageOf(scenarios, null);
  expect(first).toMatchObject({ id: 'C1', scenarios: ['topic/a', 'topic/b'], verdicts: {} });
});

const third = [scenario('third-party/everything-right', ['T1', 'T4'])];
const blocked = row('third-party/everything-right', ['T1', 'T4'], {
  chromium: cell('surprise'),
  'chromium:blocked': cell('as-claimed'),
});
const casesOf = (id: ClaimId, seen: Results | null) =>
  Object.fromEntries(
    (coverageOf(third, seen).find((one) => one.id === id)?.members ?? []).map((one) => [
      one.name,
      one,
    ]),
  );

test('A case has the rows that its globs find in the claim’s scenarios, and the cells of its columns', () => {
  const t4 = casesOf('T4', { ...results, rows: [...results.rows, blocked] });
  expect(t4.blocked).toMatchObject({
    rows: ['third-party/everything-right'],
    unmatched: [],
    verdicts: { 'as-claimed': 1, surprise: 0 },
  });
  expect(t4.allowed?.verdicts).toMatchObject({ 'as-claimed': 0, surprise: 1 });
  expect(casesOf('T1', null)['not stored']).toMatchObject({
    rows: [],
    unmatched: ['third-party/a-jar-for-each-top-level-site#under-its-own-site'],
  });
  // The scenario is there, but does not name this claim.
  expect(casesOf('C4', null).CORS?.rows).toEqual([]);
});

test('A case about a topology has its cells in the results of that one', () => {
  const id = 'beyond/api-under-a-development-name#api-receives';
  const under = (topology: Results['topology']) => {
    const rows = [row(id, ['B11'], { chromium: cell('as-claimed') })];
    const [, localhost] = coverageOf(all, { ...results, topology, rows })
      .filter((claim) => claim.id === 'B11')
      .flatMap(({ members }) => members);
    return localhost;
  };
  expect(under('localhost')).toMatchObject({ name: '.localhost', verdicts: { 'as-claimed': 1 } });
  expect(under('com')).toMatchObject({ name: '.localhost', verdicts: { 'as-claimed': 0 } });
});

test('The list shows each claim with its verdicts, and names those without a scenario', () => {
  const report = claimsReport([...coverage.values()], results);
  expect(report).toContain('Chromium ✓ 2 ✗ 1   WebKitGTK ✓ 1 ≠ 1');
  expect(report).toContain('topic/a, topic/b');
  expect(report).toContain('withCredentials false: no row of these scenarios is flow/axios-cred');
  expect(report).toContain(
    `1 of ${claimIds.length} claims have a scenario, and a row for each case; without: C2, C3,`,
  );
  expect(claimsReport([], null)).toContain('npm run matrix');
});
