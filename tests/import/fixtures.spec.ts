/** The HAR fixtures are whole: doctors and importers are tested with them. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { causes } from '../../lab/base/causes.ts';

interface Line {
  readonly file: string;
  readonly cause: string | null;
  readonly cookie: string | null;
  readonly exchange: string | null;
  readonly cannotShow: readonly string[];
}

const folder = new URL('../fixtures/har/', import.meta.url);
const text = (file: string) => readFileSync(new URL(file, folder), 'utf8');
const index = JSON.parse(text('index.json')) as Line[];

test('every HAR fixture has its line in the index, and the other way round', () => {
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.har'));
  expect(index.map(({ file }) => file)).toEqual(files.sort());
});

test('every cause that a HAR fixture expects is one of the lab, and twenty are there', () => {
  const expected = new Set(index.map(({ cause }) => cause));
  const known = new Set(Object.keys(causes));
  for (const cause of expected) expect(cause === null || known.has(cause), `${cause}`).toBe(true);
  expect(expected.size).toBeGreaterThan(20);
});

test('the exchange that shows the failure is in the fixture, or the index says what cannot be seen', () => {
  for (const { file, cause, exchange, cannotShow } of index) {
    const { entries } = JSON.parse(text(file)).log;
    expect(entries.length, file).toBeGreaterThan(0);
    if (cause === null) continue;
    const found = entries.some(
      ({ request: { method, url } }: { request: { method: string; url: string } }) =>
        `${method} ${url}` === exchange,
    );
    // A proxy sees no request that its preflight kept from leaving.
    const stopped = entries.some(
      ({ request: { method, url } }: { request: { method: string; url: string } }) =>
        method === 'OPTIONS' && exchange?.endsWith(` ${url}`),
    );
    // WebKit's exporter leaves out what CORS refused.
    const leftOut = file.startsWith('webkit/') && /failed answer|preflight/.test(`${cannotShow}`);
    expect(found || leftOut || (file.startsWith('mitmproxy/') && stopped), file).toBe(true);
  }
});

test('no HAR fixture names a path of the machine that made it', () => {
  for (const { file } of index) expect(text(file), file).not.toMatch(/file:\/\/|\/home\/|\/root\//);
});
