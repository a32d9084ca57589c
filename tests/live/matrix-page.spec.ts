import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import axe from 'axe-core';
import { findCommand } from '../../lab/browsers/columns.ts';
import { htmlReport } from '../../lab/report/html/report.ts';
import { junitReport } from '../../lab/report/junit.ts';
import type { Results } from '../../lab/results/results.ts';
import { cell, exchange, results, row } from '../results/results.ts';

const executablePath = findCommand('chromium') ?? '';
base.skip(executablePath === '', 'no Chromium is installed');

/** The results, and a cell with evidence of every kind. */
const full = cell('as-claimed', {
  changes: [
    { topology: 'com', verdict: 'known-deviation', here: 'call: sent sid', there: 'call: sent –' },
  ],
  chain: {
    as: 'call',
    asks: 'arrival',
    cookie: 'sid',
    broke: 6,
    code: 'server:never-set',
    evidence: 'set by another host',
    fix: 'give it a Domain',
    write: ['Set-Cookie: sid=1; Domain=example.test'],
    rule: 'RFC 10025 §5.8.3',
  },
  elsewhere: [{ as: 'login', on: 'store', cookie: 'sid', code: 'SecureOnly', by: 'inferred' }],
  model: {
    differs: [{ as: 'call', field: 'sent', expected: [], observed: ['sid'] }],
  },
  exchanges: [
    exchange({
      stored: ['sid'],
      readable: false,
      documentCookie: ['seen'],
      storageAccess: 'granted',
      error: 'TypeError: Failed to fetch',
      reasons: [{ on: 'send', cookie: 'old', code: 'SameSiteLax', by: 'browser' }],
    }),
  ],
});
const shown: Results = {
  ...results,
  comparedWith: ['com'],
  rows: [...results.rows, row('three/e', { chromium: full })],
};

/** The page of the results in a Chromium, opened as a file, without a network. */
const test = base.extend<{ matrix: Page }>({
  launchOptions: [
    { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] },
    { scope: 'worker' },
  ],
  matrix: async ({ page, context }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'lab-page-'));
    const file = join(folder, 'matrix.html');
    await writeFile(file, await htmlReport(shown));
    await context.setOffline(true);
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(pathToFileURL(file).href);
    await use(page);
    expect(errors).toEqual([]);
    await rm(folder, { recursive: true });
  },
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`Nothing on the page bars anyone in ${colorScheme} colours, nor with evidence open`, async ({
    matrix,
  }) => {
    await matrix.emulateMedia({ colorScheme });
    expect(await violations(matrix)).toEqual([]);
    await matrix.getByRole('button', { name: 'unexpected' }).click();
    expect(await violations(matrix)).toEqual([]);
  });
}

test('Filters leave the rows and columns that were asked for, and say how many', async ({
  matrix,
}) => {
  const lines = matrix.locator('tr[data-line]:visible');
  const said = matrix.locator('#filters output');
  await expect(said).toHaveText('5 of 5 rows');
  await matrix.getByLabel('Verdict').selectOption('surprise');
  await expect(lines).toHaveText([/Title of two\/c/]);
  await matrix.getByLabel('Engine').selectOption('Chromium');
  await expect(said).toHaveText('0 of 5 rows');
  await matrix.getByRole('button', { name: 'Show all' }).click();
  await matrix.getByLabel('Search').fill('ONE f2');
  await expect(said).toHaveText('2 of 5 rows');
  await matrix.reload();
  await expect(said).toHaveText('2 of 5 rows');
});

test('The evidence of a cell has all that is known of it, and a mark that it changes', async ({
  matrix,
}) => {
  await matrix.getByRole('button', { name: 'changes with the topology' }).click();
  const dialog = matrix.getByRole('dialog', { name: /Title of three\/e/ });
  for (const text of [
    '† under com: ≠ known deviation, call: sent –; here call: sent sid',
    'seen: set by another host',
    'fix: give it a Domain',
    'write: Set-Cookie: sid=1; Domain=example.test',
    'rule: RFC 10025 §5.8.3',
    'login: sid not stored: SecureOnly (inferred)',
    'call: the model says sent [], the browser ["sid"]',
    'Set-Cookie: sid=1; Secure',
    'Cookie: sid=1',
    'holds sid of this answer',
    'document.cookie: seen',
    'storage access: granted',
    'TypeError: Failed to fetch',
    'old not sent: SameSiteLax',
  ]) {
    await expect(dialog).toContainText(text);
  }
  expect(await violations(matrix)).toEqual([]);
});

test('The keyboard alone reaches a cell, opens its evidence and comes back', async ({ matrix }) => {
  await matrix.getByRole('region', { name: 'The matrix' }).focus();
  for (const key of ['Tab', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'Enter']) {
    await matrix.keyboard.press(key);
  }
  const dialog = matrix.getByRole('dialog', { name: /Title of two\/c/ });
  await expect(dialog).toContainText('sent should be ["sid"], but is []');
  await expect(dialog).toContainText('TypeError: Failed to fetch');
  await matrix.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(matrix.getByRole('button', { name: 'unexpected' })).toBeFocused();
});

test('junit.xml is well-formed XML, whatever a title holds', async ({ page }) => {
  const odd = row('one/a', { chromium: cell('as-claimed') }, { title: 'a\u0001]]><&"\ud800' });
  const errors = await page.evaluate(
    (text) =>
      new DOMParser().parseFromString(text, 'application/xml').querySelectorAll('parsererror')
        .length,
    junitReport([{ ...results, rows: [...results.rows, odd] }]),
  );
  expect(errors).toBe(0);
});
