import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { errorCodes } from '../../lab/base/errors.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');

test('Every error code is explained in docs/errors.md', () => {
  for (const [code, cause] of Object.entries(errorCodes)) {
    const line = page.split('\n').find((one) => one.startsWith(`| \`${code}\``));
    expect(line, code).toContain(cause.slice(0, 20));
  }
});

test('Every code that the page explains is in the list', () => {
  const explained = [...page.matchAll(/^\| `(LAB_\w+)`/gm)].map(([, code]) => code);
  expect(explained.sort()).toEqual(Object.keys(errorCodes).sort());
});

test('The services take their codes from the list: none stands in their own text', () => {
  const sources = readdirSync(join(root, 'services'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, 'services', file), 'utf8'));
  expect(sources.length).toBeGreaterThan(10);
  expect(sources.flatMap((text) => text.match(/'LAB_[A-Z_]+'/g) ?? [])).toEqual([]);
});
