/**
 * Safari on paper against what WebKit's repository expects of its tests on macOS: results of the real
 * stack. What the agents do not reproduce is named, with the reason.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { absence, present } from '../vectors.ts';
import type { Case } from './case.ts';
import { cookieCases } from './cookie-cases.ts';
import { otherExceptions, syntaxExceptions } from './exceptions.ts';
import { siteCases } from './site-cases.ts';
import { syntaxCases } from './syntax-cases.ts';
import { webkitCases } from './webkit-cases.ts';

const missedOf = (cases: readonly Case[]) =>
  cases.filter(({ seen, predicted }) => predicted() !== seen).map(({ id }) => id);

const named = (exceptions: typeof otherExceptions) =>
  exceptions.flatMap(({ subtests }) => subtests).sort();

test('Safari on paper reads Set-Cookie as macOS is expected to, but for explained exceptions', () => {
  test.skip(!present, absence);
  const cases = syntaxCases();
  expect(cases.length, 'the suite is not the one that was committed').toBe(756);
  expect(missedOf(cases).sort()).toEqual(named(syntaxExceptions));
});

test('Safari on paper keeps and sends cookies as macOS is expected to, but for explained exceptions', () => {
  const cases = [...cookieCases, ...siteCases, ...webkitCases];
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  expect(missedOf(cases).sort()).toEqual(named(otherExceptions));
  expect(named(otherExceptions).length / cases.length).toBeLessThan(0.05);
});

test('docs/safari.md tells how many of the expectations the agents reproduce', () => {
  const page = readFileSync(new URL('../../../docs/safari.md', import.meta.url), 'utf8');
  const others = cookieCases.length + siteCases.length + webkitCases.length;
  const missed = [named(syntaxExceptions).length, named(otherExceptions).length];
  const told = [...page.matchAll(/\| *([\d,]+) of *([\d,]+) *\|/g)].map(([, ...numbers]) =>
    numbers.map((number) => Number(number.replace(',', ''))),
  );
  expect(told).toEqual([
    [756 - (missed[0] ?? 0), 756],
    [others - (missed[1] ?? 0), others],
  ]);
});
