/** What the doctor prints, and what its page says that it prints. */
import { createReadStream, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { diagnose } from '../../lab/diagnosis/doctor/index.ts';
import { importHar } from '../../lab/import/index.ts';
import { doctorText } from '../../lab/report/doctor.ts';

const page = readFileSync(new URL('../../docs/doctor.md', import.meta.url), 'utf8');
const [, ...examples] = page.split('```console\n$ npm run doctor -- ');

const fixtures = {
  'checkout.har': 'devtools/acao-star.har',
  'login.har': 'devtools/lax-cross-site-fetch.har',
  'sanitized.har': 'devtools-sanitized/acao-missing.har',
};

/** What the doctor says of a fixture. */
async function saidOf(fixture: string): Promise<string> {
  const file = new URL(`../fixtures/har/${fixture}`, import.meta.url);
  const imported = await importHar(createReadStream(file));
  const diagnosis = diagnose(imported);
  return doctorText({ imported, diagnosis, showValues: false, why: false, framework: null });
}

for (const [name, fixture] of Object.entries(fixtures)) {
  test(`docs/doctor.md shows what the doctor prints for ${name}`, async () => {
    const said = await saidOf(fixture);
    const example = examples.find((text) => text.startsWith(`${name}\n`)) ?? '';
    const [printed = ''] = example.slice(name.length + 1).split('\n```');
    const [start = '', rest] = printed.split(/^ +…$/m);
    expect(start.length).toBeGreaterThan(200);
    expect(said.startsWith(start.trimEnd())).toBe(true);
    if (rest === undefined) expect(said).toBe(printed);
  });
}

test('An engine is named once where it does the same under each policy, else with its policy', async () => {
  const linesOf = (said: string) => said.match(/(fails|works) in .*/g);
  expect(linesOf(await saidOf('devtools/acao-star.har'))).toEqual([
    'fails in  Chromium, Firefox, WebKitGTK, Safari 26 (on paper)',
  ]);
  expect(linesOf(await saidOf('devtools/third-party-blocked.har'))).toEqual([
    'fails in  Chromium with third-party cookies blocked, WebKitGTK, Safari 26 (on paper)',
    'works in  Chromium, Firefox',
  ]);
});
