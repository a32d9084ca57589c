/** What grows with its input grows in proportion: twice the input, about twice the time. */
import { expect, test } from '@playwright/test';
import { parseCookieHeader } from '../../lab/base/arrival.ts';
import { parseSetCookie } from '../../lab/model/cookies/parse.ts';
import { standardSyntax } from '../../lab/model/cookies/syntax.ts';
import { agents, predict } from '../../lab/model/index.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import {
  allow,
  api,
  fetch,
  hasStorageAccess,
  link,
  type Step,
  visit,
  www,
} from '../../lab/scenario/steps/index.ts';

test.describe.configure({ mode: 'default' });

/** Milliseconds of the processor's time; the least of five, as others use it as well. */
function costOf(work: () => unknown): number {
  const once = () => {
    const before = process.cpuUsage().user;
    work();
    return (process.cpuUsage().user - before) / 1000;
  };
  return Math.min(...Array.from({ length: 5 }, once));
}

/** Quadratic work takes four times as long; the milliseconds are for what takes next to nothing. */
function expectLinear(work: (size: number) => unknown, size: number) {
  work(size); // compiled by then
  const half = costOf(() => work(size));
  expect(costOf(() => work(2 * size))).toBeLessThan(3 * half + 15);
}

const spaces = (count: number) => ' '.repeat(count);

test('A cookie with spaces inside of its value is parsed in linear time', () => {
  const parse = (size: number) =>
    parseSetCookie(`a=b${spaces(size)}c; Path=/x${spaces(size)}y`, standardSyntax, 0);
  expectLinear(parse, 20_000);
  expect(parse(5).cookie.value).toBe(`b${spaces(5)}c`);
});

test('A Cookie header with spaces inside of its values is split in linear time', () => {
  expectLinear((size) => parseCookieHeader(`a=b${spaces(size)}c; d=e`), 20_000);
  expect(parseCookieHeader(' a=b  c \t; d')).toEqual([
    { name: 'a', value: 'b  c' },
    { name: '', value: 'd' },
  ]);
});

const cors = allow(www);
/** Steps that are asked for over and over; but for the last what a jar holds stays the same. */
const repeated: Readonly<Record<string, (place: number) => Step>> = {
  fetches: () => fetch(api, { answer: { cors, setCookie: 'a=1' } }),
  links: () => link(www),
  visits: () => visit(www),
  'values taken': (place) =>
    fetch(www, { take: [`t${place}`], answer: { body: `{"t${place}":1}` } }),
  'questions for storage access': () => hasStorageAccess(),
  'new cookies': (place) => fetch(api, { answer: { cors, setCookie: `c${place}=1; Secure` } }),
};

for (const [what, step] of Object.entries(repeated)) {
  const steps = (size: number): Step[] => [
    visit(www),
    ...Array.from({ length: size }, (_, place) => step(place)),
  ];
  test(`A plan of many ${what} is laid out and predicted in linear time`, () => {
    test.setTimeout(120_000);
    expectLinear((size) => plan({ steps: steps(size) }, 'com'), 4_000);
    expectLinear((size) => predict(plan({ steps: steps(size) }, 'com'), agents.chromium), 1_000);
  });
}
