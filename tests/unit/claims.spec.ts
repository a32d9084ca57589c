import { expect, test } from '@playwright/test';
import { type ClaimId, claimIds, claims, claimTopics } from '../../lab/claims.ts';
import { coverageOf } from '../../lab/matrix/coverage.ts';
import { claimsReport } from '../../lab/matrix/output/claims.ts';
import type { Cell, Results } from '../../lab/matrix/results.ts';
import { loadScenarios } from '../../lab/scenario/load.ts';
import { rowsOf, type Scenario } from '../../lab/scenario/rows.ts';
import type { ScenarioSpec } from '../../lab/scenario/scenario.ts';

test('Every claim has a scenario that reproduces it', async () => {
  const uncovered = coverageOf(await loadScenarios(), null)
    .filter(({ scenarios }) => scenarios.length === 0)
    .map(({ id }) => id);
  expect(uncovered).toEqual([]);
});

test('Every scenario names at least one claim of the catalogue, and none twice', async () => {
  for (const { id, spec } of await loadScenarios()) {
    expect(spec.claims.length, id).toBeGreaterThan(0);
    expect(new Set(spec.claims).size, id).toBe(spec.claims.length);
    for (const claim of spec.claims) expect(claimIds, id).toContain(claim);
  }
});

test('Every claim is one sentence under a topic, and lists its members once each', () => {
  for (const id of claimIds) {
    const { says, members = [] }: { says: string; members?: readonly string[] } = claims[id];
    expect(Object.keys(claimTopics), id).toContain(id[0]);
    expect(says, id).toMatch(/^\S(?!.*\. ).+[^.]\.$/);
    expect(new Set(members).size, id).toBe(members.length);
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

test('The list shows each claim with its verdicts, and names those without a scenario', () => {
  const report = claimsReport([...coverage.values()], results);
  expect(report).toContain('Chromium ✓ 2 ✗ 1   WebKitGTK ✓ 1 ≠ 1');
  expect(report).toContain('topic/a, topic/b');
  expect(report).toContain(`2 of ${claimIds.length} claims have a scenario; without: C2, C3,`);
  expect(claimsReport([], null)).toContain('npm run matrix');
});
