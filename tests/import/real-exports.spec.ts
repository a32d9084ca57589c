/** The files that real exporters wrote of services broken on purpose: see tests/fixtures/har. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { type Import, importHar, redactHar } from '../../lab/import/index.ts';
import { shape } from './shape.ts';
import { assertSound } from './sound.ts';

interface Fixture {
  readonly file: string;
  readonly case: string;
  readonly sanitized: boolean;
  /** `GET https://api.shop.example/me` */
  readonly exchange: string | null;
  readonly cannotShow: readonly string[];
}

const folder = fileURLToPath(new URL('../fixtures/har/', import.meta.url));
const fixtures: Fixture[] = JSON.parse(readFileSync(`${folder}index.json`, 'utf8'));
const read = ({ file }: Fixture) => importHar([readFileSync(folder + file)]);
const exporterOf = ({ file }: Fixture) => file.replace(/\/.*/, '');

for (const exporter of new Set(fixtures.map(exporterOf))) {
  const own = fixtures.filter((fixture) => exporterOf(fixture) === exporter);
  /** WebKit's exporter leaves out what CORS blocked. */
  const hides = ({ cannotShow }: Fixture) =>
    cannotShow.includes('failed answer') || cannotShow.includes('preflight');

  test(`The files of ${exporter} are read, with the exchange that failed`, async () => {
    for (const fixture of own) {
      const made = await read(fixture);
      assertSound(made);
      expect(made.recording.gaps, fixture.file).not.toHaveProperty('e0');
      if (fixture.sanitized) expect(made.source.sanitized, fixture.file).toBe(true);
      const labels = made.recording.plan.exchanges.map(({ method, url }) => `${method} ${url}`);
      if (fixture.exchange && !(exporter === 'webkit' && hides(fixture))) {
        expect(labels, fixture.file).toContain(fixture.exchange);
      }
    }
  });

  test(`The files of ${exporter} are the same when redacted, without a cookie’s value`, async () => {
    for (const fixture of own) {
      const redacted = await redactHar([readFileSync(folder + fixture.file)]);
      const [before, after] = [await read(fixture), await importHar(redacted)];
      expect(shape(after), fixture.file).toEqual(shape(before));
      for (const [, value = ''] of JSON.stringify(before.recording).matchAll(
        /"(?:\w|-)+=([a-z]+-[a-z]+)/g,
      )) {
        expect(redacted, fixture.file).not.toContain(value);
      }
    }
  });
}

/** Who asked what, and which documents there were. */
function walk({ recording: { plan } }: Import): string[] {
  const url = (id: string | null) => plan.documents.find((doc) => doc.id === id)?.url ?? 'nobody';
  // Not all exporters tell XMLHttpRequest from fetch, or a script's navigation from a link.
  const alike: Record<string, string> = { xhr: 'fetch', location: 'link' };
  return [
    ...plan.exchanges.map(
      ({ kind, method, url: target, client, hopOf }) =>
        `${url(client)}: ${alike[kind] ?? kind} ${method} ${target}${hopOf ? ', redirected' : ''}`,
    ),
    ...plan.documents.map(
      (doc) => `${doc.url} in ${url(doc.parent)}, led to by ${url(doc.initiator)}`,
    ),
  ].sort();
}

test('All exporters that show the whole walk show the same: who asked, frames, redirects', async () => {
  const shown = (exporter: string, name: string) =>
    fixtures.find((one) => exporterOf(one) === exporter && one.case === name);
  let compared = 0;
  for (const fixture of fixtures.filter((one) => exporterOf(one) === 'devtools')) {
    const expected = walk(await read(fixture));
    for (const exporter of ['devtools-sanitized', 'playwright', 'firefox']) {
      const other = shown(exporter, fixture.case);
      if (!other) continue;
      expect(walk(await read(other)), other.file).toEqual(expected);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(150);
});
