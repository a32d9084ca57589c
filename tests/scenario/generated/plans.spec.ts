/** What the plans are made of that the model and browsers are compared by: everything that a scenario can hold. */
import { expect, test } from '@playwright/test';
import type { Cors } from '../../../lab/base/recipe.ts';
import { prefixes } from '../../../lab/model/index.ts';
import {
  answerFields,
  corsFields,
  preflightFields,
  redirectFields,
} from '../../../lab/scenario/check/answer-shapes.ts';
import { check } from '../../../lab/scenario/check/check.ts';
import { shapes } from '../../../lab/scenario/check/shapes.ts';
import { plan } from '../../../lab/scenario/plan/plan.ts';
import type { Step } from '../../../lab/scenario/steps/index.ts';
import { elements, localContents, stepKinds } from '../../../lab/scenario/steps/kinds.ts';
import { headerNames } from './answers.ts';
import { attributeNames } from './cookies.ts';
import { planOf } from './plans.ts';

const all = Array.from({ length: 3_000 }, (_, seed) => planOf(seed + 1));

/** Every object in the plans, however deep. */
function* objectsIn(value: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Readonly<Record<string, unknown>>;
  for (const inner of Object.values(value)) yield* objectsIn(inner);
}
const objects = [...objectsIn(all)];
const steps = objects.filter((one) => typeof one.step === 'string') as unknown as Step[];

/** What of a list none of the plans has. */
const missing = (wanted: readonly string[], found: Iterable<string>) => {
  const there = new Set(found);
  return wanted.filter((one) => !there.has(one));
};
const fieldsOf = (some: readonly object[]) => some.flatMap(Object.keys);

test('A number makes the same plan every time, and another number another', () => {
  expect(planOf(7)).toEqual(planOf(7));
  expect(planOf(8)).not.toEqual(planOf(7));
});

test('Every generated plan is one that a person may write', () => {
  const complaints = all.flatMap((steps, place) => {
    const complaint = check({ title: 'Generated', steps }, []);
    return complaint ? [{ seed: place + 1, ...complaint }] : [];
  });
  expect(complaints).toEqual([]);
});

test('Generated plans have every kind of step, with every field and every word that it can have', () => {
  expect(
    missing(
      Object.keys(stepKinds),
      steps.map(({ step }) => step),
    ),
  ).toEqual([]);
  for (const [kind, { fields }] of Object.entries(shapes)) {
    const own = steps.filter(({ step }) => step === kind);
    expect(missing(Object.keys(fields), fieldsOf(own)), kind).toEqual([]);
    for (const [field, form] of Object.entries(fields)) {
      const values = own.map((step) => String((step as unknown as Record<string, unknown>)[field]));
      expect(missing(form?.known ?? [], values), `${kind}, ${field}`).toEqual([]);
    }
  }
});

test('They make every kind of request', () => {
  const kinds = all.flatMap((steps) => plan({ steps }, 'com').exchanges.map(({ kind }) => kind));
  const recorded = Object.entries(stepKinds).flatMap(([kind, row]) =>
    row.recorded && kind !== 'subresource' && kind !== 'localFrame' ? kind : [],
  );
  const wanted = [...recorded, ...Object.keys(elements), ...Object.keys(localContents), 'redirect'];
  expect(missing(wanted, kinds)).toEqual([]);
});

test('They are answered with every field of an answer, a preflight and a redirect, and every treatment of CORS', () => {
  const under = (key: string) =>
    objects.flatMap((one) => (typeof one[key] === 'object' ? [one[key] as object] : []));
  expect(missing(answerFields, fieldsOf(under('answer')))).toEqual([]);
  expect(missing(preflightFields, fieldsOf(under('preflight')))).toEqual([]);
  expect(missing(redirectFields, fieldsOf(under('redirect')))).toEqual([]);
  const cors = under('cors') as Cors[];
  const { none: _, ...sent } = corsFields;
  for (const [mode, fields] of Object.entries(sent)) {
    const own = cors.filter((one) => one.mode === mode);
    // Only a reflected origin is one that an answer varies by and may not say so.
    const wanted = fields.filter((field) => field !== 'vary' || mode === 'reflect');
    expect(missing(wanted, fieldsOf(own)), mode).toEqual([]);
  }
  const headers = under('answer').flatMap(
    (answer) => (answer as { headers?: [string, string][] }).headers ?? [],
  );
  expect(
    missing(
      headerNames,
      headers.map(([name]) => name),
    ),
  ).toEqual([]);
});

test('They set cookies with every attribute and prefix, with one of each and with several', () => {
  const lines = objects.flatMap(({ setCookie = [] }) => [setCookie].flat() as string[]);
  const written = steps.flatMap((step) => (step.step === 'writeCookie' ? step.line : []));
  for (const some of [lines, written]) {
    const names = some.flatMap((line) =>
      line
        .split(';')
        .slice(1)
        .map((part) => part.split('=')[0]?.trim() ?? ''),
    );
    expect(missing(attributeNames, names)).toEqual([]);
    expect(
      missing(
        prefixes,
        some.flatMap((line) => prefixes.filter((one) => line.startsWith(one))),
      ),
    ).toEqual([]);
    expect(some.some((line) => /samesite.*samesite/i.test(line))).toBe(true);
  }
  expect(objects.some(({ setCookie }) => Array.isArray(setCookie) && setCookie.length > 180)).toBe(
    true,
  );
});

test('They redirect over three and more hosts, with changing schemes and ports', () => {
  const chains = objects.flatMap((one) => {
    const hops: string[] = [];
    for (let at = one; typeof at.answer === 'object'; ) {
      const { redirect } = at.answer as { redirect?: { to: string; answer: object } };
      if (!redirect) break;
      hops.push(new URL(redirect.to).origin);
      at = redirect as never;
    }
    return hops.length > 0 ? [[...new Set(hops)]] : [];
  });
  expect(chains.some((hops) => hops.length >= 3)).toBe(true);
  const schemes = (hops: readonly string[]) => new Set(hops.map((one) => new URL(one).protocol));
  expect(chains.some((hops) => schemes(hops).size > 1)).toBe(true);
  const ports = (hops: readonly string[]) => new Set(hops.map((one) => new URL(one).port));
  expect(chains.some((hops) => ports(hops).size > 1)).toBe(true);
});
