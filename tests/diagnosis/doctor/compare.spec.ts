/** Two recordings of the same: what differs is named if cookies or CORS depend on it, and nothing else. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { type Comparison, compareTraffic, diagnose } from '../../../lab/diagnosis/doctor/index.ts';
import { importCurl, importHar, redactHar } from '../../../lab/import/index.ts';
import { type Asked, allow, type Dialect, get, har, post, preflight, visit } from './traffic.ts';

interface Fixture {
  readonly file: string;
  readonly case: string;
}

const folder = new URL('../../fixtures/har/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
const fixtures = JSON.parse(read('index.json')) as Fixture[];

const loaded = async (text: string) => {
  const imported = await importHar(text);
  return { imported, diagnosis: diagnose(imported) };
};
const compared = async (first: string, second: string) =>
  compareTraffic(await loaded(first), await loaded(second));

/** `set-cookie sid: SameSite=None | SameSite=Lax` */
const told = ({ differences }: Comparison) =>
  differences.map(
    ({ aspect, cookie, header, good, bad }) =>
      `${aspect} ${[cookie ?? header].filter(Boolean)}: ${good} | ${bad}`,
  );

test('A recording does not differ from itself, nor from its redacted twin', async () => {
  test.slow();
  for (const { file } of fixtures.filter((_, place) => place % 3 === 0)) {
    const text = read(file);
    const [itself, twin] = [
      await compared(text, text),
      await compared(text, await redactHar(text)),
    ];
    for (const { differences, symptom } of [itself, twin]) {
      expect({ differences, symptom }, file).toEqual({ differences: [], symptom: null });
    }
  }
});

/** Exporters of others than Chromium. */
const browsers = ['firefox', 'webkit'];

test('Two exporters of the same case differ by nothing, or by the browser alone', async () => {
  test.slow();
  for (const { file, case: name } of fixtures) {
    const [exporter] = file.split('/');
    if (exporter === 'devtools' || exporter === 'devtools-last-page') continue;
    if (!fixtures.some((one) => one.file === `devtools/${name}.har`)) continue;
    const comparison = await compared(read(`devtools/${name}.har`), read(file));
    const aspects = comparison.differences.map(({ aspect }) => aspect);
    expect(aspects, file).toEqual(
      browsers.includes(exporter ?? '') && comparison.verdict === 'one fails' ? ['browser'] : [],
    );
  }
});

/** A HAR file's part that a change is made of. */
interface HarEntry {
  readonly request: { method: string; url: string };
  readonly response: { status: number; headers: { name: string; value: string }[] };
}

/** Another value of a header, to which nobody's cookie or script is indifferent; null takes it out. */
const changes: Readonly<Record<string, (value: string) => string | null>> = {
  'set-cookie': (line) =>
    /samesite=strict/i.test(line)
      ? line.replace(/samesite=strict/i, 'SameSite=Lax')
      : `${line.replace(/;\s*samesite=\w+/i, '')}; SameSite=Strict`,
  'access-control-allow-origin': () => 'https://elsewhere.example',
  'access-control-allow-credentials': () => null,
  'access-control-allow-methods': () => 'PATCH',
  'access-control-allow-headers': () => 'x-other',
  'clear-site-data': () => null,
  location: (url) => `${url}/elsewhere`,
};

test('Of a recording in which one header is changed, exactly that header is named', async () => {
  test.slow();
  let named = 0;
  const full = fixtures.filter(({ file }) => file.startsWith('devtools/'));
  for (const { file } of full.filter((_, place) => place % 2 === 0)) {
    const original = read(file);
    const before = await loaded(original);
    const { entries } = JSON.parse(original).log as { entries: HarEntry[] };
    for (const [place, { request, response }] of entries.entries()) {
      for (const [at, { name, value }] of response.headers.entries()) {
        const change = changes[name.toLowerCase()];
        if (!change) continue;
        const changed = JSON.parse(original) as { log: { entries: HarEntry[] } };
        const headers = changed.log.entries[place]?.response.headers ?? [];
        const other = change(value);
        headers.splice(at, 1, ...(other === null ? [] : [{ name, value: other }]));
        const { differences } = compareTraffic(before, await loaded(JSON.stringify(changed)));
        const of = differences.map(({ header }) => header?.toLowerCase());
        const where = `${file}: ${name} of ${request.method} ${request.url}`;
        expect([[], [name.toLowerCase()]], where).toContainEqual(of);
        named += of.length;
      }
    }
  }
  // Some change nothing: a permission that was not asked for, a cookie of analytics.
  expect(named).toBeGreaterThan(50);
});

const app = 'https://app.acme.io/';
const api = 'https://api.other.io';
const sid = 'sid=9f8e7d6c5b4a';
const lax = `${sid}; Path=/; HttpOnly; Secure; SameSite=Lax`;
const none = `${sid}; Path=/; HttpOnly; Secure; SameSite=None`;

/** Chromium sends it with a third party's request that includes credentials. */
const included = { 'sec-fetch-storage-access': 'active' };

/** A page of one site that signs in at another, and asks it for an order. */
const shop = (line: string, works: boolean): readonly [Asked, Asked, Asked] => [
  visit(app),
  post(app, `${api}/login`, 200, { request: included, set: [line], response: allow(app) }),
  get(app, `${api}/orders/4711?at=${works}`, works ? 200 : 401, {
    request: included,
    ...(works && { cookie: sid }),
    response: allow(app),
  }),
];

const both = (good: readonly Asked[], bad: readonly Asked[], dialect: Dialect = 'chrome') =>
  compared(har(dialect, good), har(dialect, bad));

test('The attribute that decides is named, not the others that differ', async () => {
  const other = lax.replace('; HttpOnly', '').replace('9f8e7d6c5b4a', '111111111111');
  const comparison = await both(shop(none, true), shop(`${other}; Max-Age=86400`, false));
  expect(comparison.verdict).toBe('one fails');
  expect(comparison.isDecided).toBe(true);
  expect(told(comparison)).toEqual(['set-cookie sid: SameSite=None | SameSite=Lax']);
});

test('Which recording fails is found by its findings, whatever their order', async () => {
  const [good, bad] = [shop(none, true), shop(lax, false)];
  const forth = await both(good, bad);
  const back = await both(bad, good);
  expect([forth.bad, back.bad]).toEqual([1, 0]);
  expect(told(back)).toEqual(told(forth));
  expect(back.symptom).toEqual(forth.symptom);
});

test('Attributes that decide only together are named together', async () => {
  const without = `${sid}; Path=/; HttpOnly`;
  expect(told(await both(shop(none, true), shop(without, false)))).toEqual([
    'set-cookie sid: SameSite=None | null',
    'set-cookie sid: Secure | null',
  ]);
});

test('The order of parallel requests, ids, dates and times are no difference', async () => {
  const [first, login, order] = shop(none, true);
  const picture = get(app, `${app}a.png`, 200);
  const other = { ...order, url: `${api}/orders/815?at=2`, after: 900, takes: 7 };
  const comparison = await both([first, login, picture, order], [first, login, other, picture]);
  expect(comparison).toMatchObject({ verdict: 'neither fails', symptom: null, differences: [] });
});

test('Without and with a sign-in: the sign-in is named', async () => {
  const [first, , order] = shop(none, false);
  const comparison = await both([first, order], shop(none, true));
  expect(comparison).toMatchObject({ bad: 0, verdict: 'one fails', symptom: { cookie: 'sid' } });
  expect(told(comparison)).toEqual([`exchange sid: POST ${api}/login | null`]);
});

test('The same site at another host is compared by roles', async () => {
  const staged = JSON.stringify(shop(lax, false))
    .replaceAll('app.acme.io', 'app.staging.dev')
    .replaceAll('api.other.io', 'api.test.org');
  const comparison = await both(shop(none, true), JSON.parse(staged) as Asked[]);
  expect(told(comparison)).toEqual(['set-cookie sid: SameSite=None | SameSite=Lax']);
});

test('Of a response that cannot be read the header that decides is named', async () => {
  const asks = (headers: string, isPermitted: boolean): Asked[] => [
    visit(app),
    get(app, `${api}/me`, isPermitted ? 200 : 0, {
      blocked: !isPermitted,
      ...(isPermitted && { response: allow(app) }),
    }),
    preflight(app, `${api}/me`, 204, {
      request: {
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'content-type,x-trace',
      },
      response: {
        ...allow(app),
        'access-control-allow-headers': headers,
        'access-control-max-age': `${headers.length}`,
      },
    }),
  ];
  const comparison = await both(asks('Content-Type, X-Trace', true), asks('Content-Type', false));
  expect(comparison).toMatchObject({ isDecided: true, symptom: { bad: { readable: false } } });
  expect(told(comparison)).toEqual([
    'preflight Access-Control-Allow-Headers: Content-Type, X-Trace | Content-Type',
  ]);
});

test('Where only the browser differs, it is the browser', async () => {
  const absent = `${sid}; Path=/; Secure`;
  const comparison = compareTraffic(
    await loaded(har('firefox', shop(absent, true))),
    await loaded(har('chrome', shop(absent, false))),
  );
  expect(told(comparison)).toEqual(['browser User-Agent: Firefox 140 | Chromium 139']);
});

test('Curl commands are compared as HAR files are', () => {
  const curl = (credentials: string) =>
    importCurl(
      [
        `curl '${api}/me' -H 'Origin: https://app.acme.io' -H 'Sec-Fetch-Mode: cors' -b '${sid}' -i`,
        'HTTP/1.1 200 OK',
        'Access-Control-Allow-Origin: https://app.acme.io',
        `Access-Control-Allow-Credentials: ${credentials}`,
        '',
      ].join('\n'),
      { at: 0 },
    );
  const [good, bad] = [curl('true'), curl('True')].map((imported) => ({
    imported,
    diagnosis: diagnose(imported),
  })) as [Parameters<typeof compareTraffic>[0], Parameters<typeof compareTraffic>[0]];
  expect(told(compareTraffic(good, bad))).toEqual([
    'response-header Access-Control-Allow-Credentials: true | True',
  ]);
});
