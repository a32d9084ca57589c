/**
 * The doctor on real exports of services that were broken on purpose: see tests/fixtures/har. What a
 * file shows is named, first and alone; of what it cannot show nothing else is blamed.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { diagnose } from '../../../lab/diagnosis/doctor/index.ts';
import { importHar, redactHar } from '../../../lab/import/index.ts';

interface Fixture {
  readonly file: string;
  readonly cause: string | null;
  readonly cookie: string | null;
  readonly cannotShow: readonly string[];
}

const folder = new URL('../../fixtures/har/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
const fixtures = JSON.parse(read('index.json')) as Fixture[];

const codesOf = async (text: string) =>
  diagnose(await importHar(text)).findings.map(({ code }) => code);

/** What a file leaves out may hide the cause. Known exceptions: each with what is named instead. */
const otherwise: Readonly<Record<string, readonly string[]>> = {};

for (const { file, cause, cannotShow } of fixtures) {
  test(`The doctor reads ${file}: ${cause ?? 'nothing is wrong'}`, async () => {
    const codes = await codesOf(read(file));
    if (otherwise[file]) expect(codes).toEqual(otherwise[file]);
    else if (cannotShow.length > 0) expect([[], [cause]]).toContainEqual(codes);
    else expect(codes).toEqual(cause === null ? [] : [cause]);
  });
}

test('A redacted file gives the same diagnosis as the file itself', async () => {
  for (const { file } of fixtures.filter((_, place) => place % 7 === 0)) {
    const text = read(file);
    expect(await codesOf(await redactHar(text)), file).toEqual(await codesOf(text));
  }
});
