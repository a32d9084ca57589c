/** What the doctor found in several browsers, side by side. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { diagnose } from '../../lab/diagnosis/doctor/index.ts';
import { importHar } from '../../lab/import/index.ts';
import type { Shown } from '../../lab/report/doctor.ts';
import { browsersJson, browsersText } from '../../lab/report/doctor-browsers.ts';

async function shown(name: string): Promise<Shown> {
  const file = new URL(`../fixtures/har/${name}.har`, import.meta.url);
  const imported = await importHar(readFileSync(file, 'utf8'));
  const diagnosis = diagnose(imported);
  return { imported, diagnosis, showValues: false, why: false, framework: null };
}

const lastLine = (text: string) => text.split('\n').at(-1);

test('The last line says in which browsers a request fails, and in which it does not', async () => {
  const broken = await shown('devtools/lax-cross-site-fetch');
  const fine = await shown('firefox/healthy-same-origin');
  const both = new Map([
    ['chromium', broken],
    ['firefox', fine],
  ]);
  expect(lastLine(browsersText(both).replaceAll('\n  ', ' '))).toMatch(
    /^in chromium; not in firefox: samesite:cross-site-request, sid, /,
  );
  expect(browsersJson(both)).toMatchObject({
    schema: 1,
    browsers: { chromium: { schema: 1, findings: [{}] }, firefox: { schema: 1, findings: [] } },
  });
});

test('What fails in all is said once, and so it is where nothing fails', async () => {
  const broken = await shown('devtools/lax-cross-site-fetch');
  const twice = new Map([
    ['chromium', broken],
    ['webkit', broken],
  ]);
  expect(lastLine(browsersText(twice).replaceAll('\n  ', ' '))).toMatch(/^in all: samesite:/);
  const fine = await shown('firefox/healthy-same-origin');
  expect(lastLine(browsersText(new Map([['a', fine]])))).toBe(
    'Nothing wrong was found in any of them.',
  );
});
