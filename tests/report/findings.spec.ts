/** docs/findings.md: that nothing is missing in it, that it is up to date, and how it is put in words. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import compatData from '@mdn/browser-compat-data/forLegacyNode';
import { expect, test } from '@playwright/test';
import { compatFeatures } from '../../lab/claims/compat.ts';
import { findingsOf, onPaper } from '../../lab/report/findings/collect.ts';
import { comparedCompat, compatText } from '../../lab/report/findings/compat.ts';
import { effectsOf } from '../../lab/report/findings/effects.ts';
import { bearsOut, type Measured, readMeasured } from '../../lab/report/findings/measured.ts';
import { findingsPage } from '../../lab/report/findings/page.ts';
import {
  accountsOf,
  columnsText,
  effectsText,
  headAndRest,
  listOf,
} from '../../lab/report/findings/words.ts';
import { reachOf } from '../../lab/report/people.ts';
import { loadScenarios } from '../../lab/run/load-scenarios.ts';
import { rowsOf, type Scenario, topicOf } from '../../lab/scenario/rows.ts';
import type { Deviation, ScenarioSpec } from '../../lab/scenario/scenario.ts';

const page = () => readFile(new URL('../../docs/findings.md', import.meta.url), 'utf8');
/** As a reader sees it, without what Markdown needs. */
const plain = (markdown: string) => markdown.replaceAll('\\', '');

test('docs/findings.md says what scenarios and baselines say: npm run docs writes it', async () => {
  test.setTimeout(120_000); // Safari’s rows are predicted, under each value of what is open
  const [scenarios, measured] = [await loadScenarios(), await readMeasured()];
  const compared = comparedCompat(compatData, scenarios, measured);
  expect(await page()).toBe(findingsPage(scenarios, measured, compatText(compatData, compared)));

  // Every difference from browser-compat data has a reason, or that page cannot be written; and the reverse.
  const reasons = Object.entries(compatFeatures).flatMap(([key, { differs = {} }]) =>
    Object.keys(differs).map((browser) => `${key} in ${browser}`),
  );
  const differences = compared
    .filter(({ said, shown }) => said !== shown)
    .map(({ key, column }) => `${key} in ${column.browser}`);
  expect(new Set(reasons)).toEqual(new Set(differences));
});

test('Every deviation of every scenario is a finding in docs/findings.md', async () => {
  const text = plain(await page());
  const recorded = (await loadScenarios()).flatMap(({ id, spec }) =>
    (spec.deviations ?? []).map(({ because, see }) => ({ id, because, see })),
  );
  expect(recorded.length).toBeGreaterThan(30);
  for (const { id, because, see } of recorded) {
    const [head, rest] = headAndRest(because);
    const [, body = ''] = text.split(`\n### ${head}\n`);
    const [entry] = body.split('\n### ');
    expect(entry, `${id}: ${head}`).toContain(`(../scenarios/${id}.ts)`);
    expect(entry).toContain(rest);
    if (see !== 'measured only') expect(entry).toContain(`(${see})`);
  }
});

test('The page opens with the ten that touch most people, each a finding of the page', async () => {
  const text = plain(await page());
  const [, opening = ''] = text.split('\n## The ten that touch most people\n');
  const [list = ''] = opening.split('\n## ');
  const titles = [...list.matchAll(/^\d+\. \[(.*)\]\(#/gm)].map(([, title]) => title);
  expect(titles).toHaveLength(10);
  for (const title of titles) expect(text).toContain(`\n### ${title}\n`);
  expect(text.indexOf('\n## ')).toBe(text.indexOf('\n## The ten'));
});

test('What more people meet in more scenarios has more reach, and rows of one scenario count once', () => {
  const [chromium, firefox, other] = [
    { id: 'chromium', engine: 'chromium' },
    { id: 'firefox', engine: 'firefox' },
    { id: 'chromium:blocked', engine: 'chromium' },
  ] as const;
  const reach = (column: typeof chromium | typeof firefox | typeof other, ...ids: string[]) =>
    reachOf(ids.map((scenario) => ({ scenario, column })));
  expect(reach(chromium, 'flow/a')).toBeGreaterThan(reach(firefox, 'flow/a', 'flow/b'));
  expect(reach(chromium, 'flow/a')).toBeGreaterThan(reach(other, 'flow/a', 'flow/b'));
  expect(reach(firefox, 'flow/a', 'flow/a')).toBe(reach(firefox, 'flow/a'));
  expect(reach(firefox, 'beyond/a')).toBeLessThan(reach(firefox, 'flow/a'));
});

test('The first sentence of every reason is short enough for a heading, and nobody else’s', async () => {
  const reasons = new Set(
    (await loadScenarios()).flatMap(({ spec }) =>
      (spec.deviations ?? []).map((one) => one.because),
    ),
  );
  const heads = [...reasons].map((because) => headAndRest(because)[0]);
  expect(new Set(heads).size).toBe(heads.length);
  expect(heads.filter((head) => head.length > 110)).toEqual([]);
});

test('A reason is split after its first sentence, and not at a version or a suffix', () => {
  expect(headAndRest('Under .test WebKitGTK 2.54 does so. That is why.')).toEqual([
    'Under .test WebKitGTK 2.54 does so',
    'That is why.',
  ]);
  expect(headAndRest('It does.')).toEqual(['It does', '']);
});

const deviation = (change: Partial<Deviation>): Deviation => ({
  where: 'firefox*',
  because: 'Firefox does so. Why not.',
  see: 'measured only',
  expect: { call: { sent: ['sid'] } },
  ...change,
});

const scenario = (
  id: string,
  deviations: readonly Deviation[],
  change: Partial<ScenarioSpec> = {},
): Scenario => {
  const spec: ScenarioSpec = {
    title: `What ${id} says`,
    claims: [],
    steps: [],
    expect: { call: { sent: [] } },
    deviations,
    ...change,
  };
  return { id, topic: topicOf(id), spec, rows: rowsOf(id, spec) };
};

const measured = (
  column: string,
  version: string,
  accounts: Measured['accounts'],
  change: Partial<Measured> = {},
): Measured => ({
  column,
  engine: column.split(':')[0] as Measured['engine'],
  version,
  label: column.includes(':') ? 'third-party allowed' : 'as shipped',
  policy: 'allowed',
  topology: 'test',
  accounts,
  ...change,
});

const deviates = 'known-deviation; call: sent sid, status 200, read';

test('Scenarios that share a reason are one finding, under the first of their topics', () => {
  const scenarios = [scenario('b/late', [deviation({})]), scenario('a/early', [deviation({})])];
  const findings = findingsOf(
    scenarios,
    [measured('firefox', '1.0', { 'a/early': deviates, 'b/late': deviates })],
    ['a', 'b'],
  );
  expect(findings).toHaveLength(1);
  expect(findings[0]?.topic).toBe('a');
  expect(findings[0]?.seen.map(({ row }) => row)).toEqual(['a/early', 'b/late']);
});

test('What was recorded and not seen is a finding all the same', () => {
  const all = [scenario('a/one', [deviation({})])];
  const columns = [measured('firefox', '1.0', { 'a/one': 'as-claimed; call: sent –' })];
  expect(findingsOf(all, columns, [])[0]?.seen).toEqual([]);
  expect(findingsPage(all, columns)).toContain('Recorded for `firefox*`; no baseline shows it.');
});

test('What the model alone does stands apart, at the end', () => {
  const all = [
    scenario('a/one', [deviation({ where: 'model', because: 'By the draft so.' }), deviation({})]),
  ];
  expect(findingsOf(all, [], ['a', onPaper]).map(({ topic }) => topic)).toEqual(['a', onPaper]);
});

test('Where several deviations may hold, the account of what was seen tells which did', () => {
  const all = [
    scenario('a/one', [
      deviation({ because: 'It changes nothing.', expect: { call: { sent: [] } } }),
      deviation({ because: 'It sends.' }),
      deviation({ because: 'It asks nothing.', expect: { call: { arrived: false } } }),
    ]),
  ];
  const seenIn = (account: string) =>
    findingsOf(all, [measured('firefox', '1.0', { 'a/one': account })], [])
      .filter(({ seen }) => seen.length > 0)
      .map(({ because }) => because);
  expect(seenIn(deviates)).toEqual(['It sends.']);
  expect(seenIn('known-deviation; call: unsent')).toEqual(['It asks nothing.']);
});

test('A version that does as is said is named beside one that does not', () => {
  const all = [scenario('a/one', [deviation({})])];
  const columns = [
    measured('firefox', '1.0', { 'a/one': deviates }),
    measured('firefox', '2.0', { 'a/one': 'as-claimed; call: sent –' }),
    measured('chromium', '9.0', { 'a/one': 'as-claimed; call: sent –' }),
  ];
  expect(findingsPage(all, columns)).toContain('**In** Firefox 1, not in Firefox 2.');
});

test('An account bears out what it says of arrival, sending and storing, and of the row’s cookie', () => {
  const account =
    'known-deviation; set: sent –, stored a b; call, later: sent a b, status 200, read';
  expect(
    bearsOut(account, { set: { stored: ['b', 'a'] }, 'call, later': { sent: ['a', 'b'] } }),
  ).toBe(true);
  expect(bearsOut(account, { 'call, later': { sent: ['a'] } })).toBe(false);
  expect(bearsOut(account, { 'call, later': { about: 'a', sent: ['a'] } })).toBe(true);
  expect(bearsOut(account, { set: { sent: [] } })).toBe(true);
  expect(bearsOut(account, { set: { arrived: false } })).toBe(false);
  expect(bearsOut(account, { other: { sent: [] } })).toBe(false);
  const reads = 'known-deviation; it reads: unsent, document.cookie none lax';
  expect(bearsOut(reads, { 'it reads': { documentCookie: ['lax', 'none'] } })).toBe(true);
  expect(bearsOut(reads, { 'it reads': { documentCookie: ['none'] } })).toBe(false);
});

const claimed = { call: { sent: ['a', 'b=1'], readable: true } };
for (const [instead, words] of [
  [{ sent: ['a', 'b=1', 'c'] }, 'at “call”: sends `c`'],
  [{ sent: ['a'] }, 'at “call”: does not send `b`'],
  [{ sent: ['a', 'b=2'] }, 'at “call”: sends `b` with another value'],
  [{ sent: ['a', 'b=1'], readable: false }, 'at “call”: does not let the script read the answer'],
  [{ arrived: false }, 'at “call”: makes no request'],
  [
    { lifetime: { a: 'gone', b: 1 } },
    'at “call”: does not keep `a`; at “call”: keeps `b` for 1 day',
  ],
  [{ documentCookie: ['a'] }, 'at “call”: shows `a` in document.cookie'],
  [{ status: 401 }, 'at “call”: is answered with 401'],
  [{ cookieChanges: { changed: [], deleted: [] } }, 'at “call”: tells of no change'],
] as const) {
  test(`A deviation to ${JSON.stringify(instead)} reads: ${words}`, () => {
    const merged = { call: { ...claimed.call, ...instead } };
    expect(effectsText(effectsOf(claimed, merged))).toBe(words);
  });
}

const effect = (at: string, ...cookies: string[]) => ({ at, does: 'sends …', cookies });

test('Cookies of one exchange are told together, and exchanges with the same cookies', () => {
  expect(effectsText([effect('img', 'a'), effect('img', 'b'), effect('script', 'a', 'b')])).toBe(
    'at “img” and “script”: sends `a` and `b`',
  );
});

test('Many exchanges with a cookie of their own each are told by their cookies', () => {
  const many = ['NUL', 'BS', 'LF', 'CR'].map((name) => effect(`at ${name}`, name));
  expect(effectsText(many)).toBe('sends `NUL`, `BS`, `LF` and `CR`');
});

test('Of a long list the first are named and the others counted', () => {
  expect(listOf(['a', 'b', 'c', 'd', 'e', 'f'])).toBe('a, b, c, d, e and f');
  expect(listOf(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d, e and 2 more');
});

test('Columns are named by engine and version, and by policy only where not all deviate', () => {
  const all = ['firefox', 'firefox:allowed'].flatMap((column) =>
    ['153.7.0', '154.0'].map((version) => measured(column, version, {})),
  );
  expect(columnsText(all, all)).toBe('Firefox 153.7 and 154');
  expect(columnsText(all.slice(0, 2), all)).toBe('Firefox 153.7 and 154 (as shipped)');
  expect(columnsText(all.slice(0, 3), all)).toBe('Firefox 153.7 and Firefox 154 (as shipped)');
});

test('Columns that showed the same are told together', () => {
  const one = scenario('a/one', []);
  const seen = ['firefox', 'firefox:allowed', 'webkit'].map((column, index) => ({
    scenario: one,
    row: 'a/one',
    measured: measured(column, '1.0', {}),
    effect: effect('call', index < 2 ? 'a' : 'b'),
  }));
  const accounts = accountsOf(seen);
  expect(accounts.map(({ columns }) => columns.map(({ column }) => column))).toEqual([
    ['firefox', 'firefox:allowed'],
    ['webkit'],
  ]);
});

test('Baselines are read by column, then by version, with the policy of their column', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lab-findings-'));
  const write = (column: string, version: string) =>
    writeFile(
      join(folder, `${column.replace(':', '-')}-${version}.json`),
      JSON.stringify({ schema: 1, column, version, topologies: { test: { a: 'as-claimed' } } }),
    );
  await Promise.all([
    write('webkit:itp', '2.9'),
    write('webkit:itp', '2.10'),
    write('chromium', '9'),
  ]);
  const all = await readMeasured(folder);
  await rm(folder, { recursive: true });
  expect(all.map(({ column, version, policy }) => [column, version, policy])).toEqual([
    ['chromium', '9', 'allowed'],
    ['webkit:itp', '2.9', 'tracking-prevention'],
    ['webkit:itp', '2.10', 'tracking-prevention'],
  ]);
});
