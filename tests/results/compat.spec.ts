/** Browser-compat data beside the matrix: how its statements are read, and what is compared with what. */
import compatData from '@mdn/browser-compat-data/forLegacyNode';
import type { CompatData, SupportStatement } from '@mdn/browser-compat-data/types';
import { expect, test } from '@playwright/test';
import { compatFeatures } from '../../lab/claims/compat.ts';
import { type CompatColumn, compareCompat, compatOf, supportOf } from '../../lab/results/compat.ts';
import { loadScenarios } from '../../lab/run/load-scenarios.ts';

test('Every feature is a key of browser-compat data, and its row is one of the matrix', async () => {
  test.setTimeout(120_000); // every scenario is loaded
  const rows = (await loadScenarios()).flatMap(({ rows }) => rows.map(({ id }) => id));
  for (const [key, { row }] of Object.entries(compatFeatures)) {
    expect(compatOf(compatData, key).support, key).toHaveProperty('safari');
    expect(rows, key).toContain(row);
  }
  expect(() => compatOf(compatData, 'http.headers.No-Such-Header')).toThrow('No-Such-Header');
});

const statements: [string, SupportStatement, Record<string, boolean | 'partial'>][] = [
  ['from a version on', { version_added: '140' }, { 99: false, 139: false, 140: true, 1000: true }],
  ['in a span', { version_added: '18.4', version_removed: '18.5' }, { 18.4: true, 18.5: false }],
  [
    'in two spans',
    [{ version_added: '26.2' }, { version_added: '18.4', version_removed: '18.5' }],
    { '18.4': true, '26.0': false, '26.2': true },
  ],
  [
    'behind a flag',
    { version_added: '79', flags: [{ type: 'preference', name: 'a' }] },
    { 153: false },
  ],
  [
    'in part',
    { version_added: '147', partial_implementation: true },
    { 146: false, 156: 'partial' },
  ],
  ['in a preview', { version_added: 'preview' }, { 153: false }],
  ['at the latest', { version_added: '≤49' }, { 49: true, 153: true }],
  ['never', { version_added: false }, { 153: false }],
];

for (const [when, statement, versions] of statements) {
  test(`A feature that is supported ${when} is read so`, () => {
    for (const [version, is] of Object.entries(versions)) {
      expect(supportOf(statement, version), version).toBe(is);
    }
  });
}

test('A browser that the data does not name supports nothing', () => {
  expect(supportOf(undefined, '1')).toBe(false);
});

const column = (change: Partial<CompatColumn>): CompatColumn => ({
  browser: 'firefox',
  version: '153',
  name: 'Firefox 153',
  asShipped: true,
  allowsThirdParty: false,
  verdicts: { row: 'as-claimed' },
  ...change,
});
const data = {
  http: {
    added: { __compat: { support: { firefox: { version_added: '100' } } } },
    part: {
      __compat: { support: { firefox: { version_added: '100', partial_implementation: true } } },
    },
  },
} as unknown as CompatData;
const said = (key: string, one: CompatColumn, thirdParty?: 'allowed') =>
  compareCompat(data, { [key]: { row: 'row', ...(thirdParty && { thirdParty }) } }, [one]).map(
    ({ said, shown }) => ({ said, shown }),
  );

test('A row that is as claimed shows support, a known deviation shows none', () => {
  expect(said('http.added', column({}))).toEqual([{ said: true, shown: true }]);
  const deviates = column({ verdicts: { row: 'known-deviation' } });
  expect(said('http.added', deviates)).toEqual([{ said: true, shown: false }]);
  expect(said('http.added', column({ version: '99' }))).toEqual([{ said: false, shown: true }]);
});

test('What was not run, not expected or is supported in part is not compared', () => {
  for (const verdict of ['not-run', 'surprise', null] as const) {
    expect(said('http.added', column({ verdicts: { row: verdict } }))).toEqual([]);
  }
  expect(said('http.part', column({}))).toEqual([]);
});

test('A row that tells something of allowed third-party cookies only is compared in those columns', () => {
  const allowed = column({ asShipped: false, allowsThirdParty: true });
  expect(said('http.added', column({}), 'allowed')).toEqual([]);
  expect(said('http.added', allowed, 'allowed')).toHaveLength(1);
  expect(said('http.added', allowed)).toEqual([]);
});
