import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { LabError } from '../../lab/base/errors.ts';
import { importHar } from '../../lab/import/index.ts';
import { entry, har } from './entries.ts';
import { mutated } from './mutations.ts';
import { assertSound } from './sound.ts';

/** `MUTATIONS=1000000 npx playwright test tests/import/hostile.spec.ts` takes some minutes. */
const numRuns = Number(process.env.MUTATIONS ?? 1_000);

test('A file that was changed in any way gives a sound recording or a clear error', async () => {
  test.setTimeout(numRuns * 20 + 30_000);
  let imported = 0;
  await fc.assert(
    fc.asyncProperty(mutated, async (text) => {
      try {
        assertSound(await importHar(text));
        imported++;
      } catch (error) {
        if (!(error instanceof LabError)) throw error;
        assert.equal(error.code, 'LAB_IMPORT');
        assert(error.fix);
      }
    }),
    { numRuns },
  );
  // Most are still read: the changes are not all as crude as to be refused at once.
  expect(imported).toBeGreaterThan(numRuns / 2);
});

test('What is read does not depend on how the pieces of a changed file arrive', async () => {
  await fc.assert(
    fc.asyncProperty(mutated, fc.integer({ min: 1, max: 300 }), async (text, size) => {
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
        text.slice(i * size, (i + 1) * size),
      );
      const [whole, apart] = await Promise.allSettled([importHar(text), importHar(pieces)]);
      assert.deepEqual(apart, whole);
    }),
    { numRuns: 200 },
  );
});

/** Files whose reading would take for ever, were it not bounded. */
const page = (index: number) => entry(`app.shop.example/?${index}`);
const self = { status: 302, response: { location: 'https://app.shop.example/loop' } };
for (const [what, text] of [
  [
    '20,000 redirects from one page to itself',
    () =>
      har(
        'devtools',
        Array.from({ length: 20_000 }, () => entry('app.shop.example/loop', self)),
      ),
  ],
  [
    '20,000 preflights of one URL',
    () =>
      har(
        'devtools',
        Array.from({ length: 20_000 }, (_, i) =>
          entry(
            'api.shop.example/',
            i % 2 ? { method: 'OPTIONS', request: { 'access-control-request-method': 'GET' } } : {},
          ),
        ),
      ),
  ],
  [
    '100,000 commas in a Set-Cookie',
    () =>
      har('webkit', [
        entry('app.shop.example/', { response: { 'set-cookie': 'a,'.repeat(50_000) } }),
      ]),
  ],
  ['a million brackets', () => `{"log":{"entries":[${'['.repeat(1_000_000)}`],
  ['10 MB of spaces', () => `{"log":{"entries":[${' '.repeat(10_000_000)}`],
  ['10 MB of backslashes', () => `{"log":{"entries":[{"a":"${'\\'.repeat(10_000_000)}`],
  ['10 MB of escaped quotes', () => `{"log":{"entries":[{"a":"${'\\"'.repeat(5_000_000)}`],
  [
    'a header of 20,000 lines',
    () =>
      har('webkit', [
        entry('app.shop.example/', { response: { 'set-cookie': `a=1${', a=1'.repeat(20_000)}` } }),
      ]),
  ],
  [
    '20,000 pages',
    () =>
      har(
        'firefox',
        Array.from({ length: 20_000 }, (_, i) => page(i)),
      ),
  ],
] as const) {
  test(`A file with ${what} is read or refused within seconds`, async () => {
    const made = text();
    const began = process.cpuUsage();
    const error = await importHar(made).then(
      () => null,
      (cause: unknown) => cause,
    );
    expect(error === null || error instanceof LabError).toBe(true);
    // What other processes take does not count.
    expect(process.cpuUsage(began).user / 1e6).toBeLessThan(5);
  });
}
