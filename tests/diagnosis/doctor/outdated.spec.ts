/** Advice that no longer holds is named where the traffic shows it, and nowhere else. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { compareTraffic, diagnose } from '../../../lab/diagnosis/doctor/index.ts';
import type { OutdatedCode } from '../../../lab/diagnosis/doctor/outdated.ts';
import { importHar } from '../../../lab/import/index.ts';
import { type Asked, allow, type Dialect, get, har, img, preflight, visit } from './traffic.ts';

const app = 'https://app.acme.io/';
const api = 'https://api.acme.io';
const outdated = async (text: string) => diagnose(await importHar(text)).outdated;
const codes = async (...traffic: Asked[]) =>
  (await outdated(har('chrome', [visit(app), ...traffic]))).map(({ code }) => code);

/** `signature, then {"origin": …, "feature": …}`, as Chrome's tokens are. */
const trial = (feature: string) =>
  btoa(
    `\u0003\u00ff\u0001\u0000\u0000\u0000{"origin": "${api}:443", "feature": "${feature}", "expiry": 1753142400}`,
  );

const cases: Readonly<Record<OutdatedCode, readonly (readonly Asked[])[]>> = {
  'related-website-sets': [
    [get(app, `${app}.well-known/related-website-set.json`, 200)],
    [get(app, `${app}.well-known/first-party-set`, 200)],
  ],
  'same-party': [[get(app, `${api}/`, 200, { set: ['a=1; Secure; SameParty; SameSite=Lax'] })]],
  'third-party-cookie-phaseout': [
    [get(app, `${api}/`, 200, { request: { 'sec-cookie-deprecation': 'label_only_3' } })],
    [
      get(app, `${api}/`, 200, {
        set: ['receive-cookie-deprecation=1; Secure; Path=/; SameSite=None; Partitioned'],
      }),
    ],
    [get(app, `${api}/`, 200, { response: { 'origin-trial': trial('Tpcd') } })],
    [
      get(app, `${api}/`, 200, {
        response: { 'origin-trial': `${trial('WebGPU')}, ${trial('TopLevelTpcd')}` },
      }),
    ],
  ],
  'legacy-same-site-cookie': [
    [get(app, `${api}/`, 200, { set: ['sid=1; Secure; SameSite=None', 'sid-legacy=1; Secure'] })],
    [get(app, `${api}/`, 200, { set: ['ss0-sid=1; Secure', 'sid=1; Secure; SameSite=None'] })],
    [get(app, `${api}/`, 200, { set: ['_sid_compat=1; Secure', 'sid=1; Secure; SameSite=None'] })],
  ],
  p3p: [[get(app, `${api}/`, 200, { response: { p3p: 'CP="IDC DSP COR"' } })]],
  'set-cookie2': [
    [get(app, `${api}/`, 200, { response: { 'set-cookie2': 'a="1"; Version="1"' } })],
  ],
  'private-network-access': [
    [
      get(app, `${api}/`, 200, { response: allow(app) }),
      preflight(app, `${api}/`, 204, {
        request: { 'access-control-request-method': 'GET' },
        response: allow(app, { 'access-control-allow-private-network': 'true' }),
      }),
    ],
  ],
};

for (const [code, all] of Object.entries(cases)) {
  test(`The doctor says of ${code} that it no longer holds`, async () => {
    for (const traffic of all) expect(await codes(...traffic)).toEqual([code]);
  });
}

test('What looks like it, and works, is not named', async () => {
  expect(
    await codes(
      get(app, `${api}/`, 200, { set: ['sid=1; Secure; SameSite=None', 'sid-legacy=2; Secure'] }),
      get(app, `${api}/`, 200, {
        set: ['sid=1; Secure; SameSite=None', 'sid-legacy=1; SameSite=None; Secure'],
      }),
      get(app, `${api}/`, 200, { response: { 'origin-trial': `${trial('WebGPU')}, nonsense` } }),
      get(app, `${api}/related-website-set.json`, 200),
      get(app, `${api}/`, 200, { set: ['SameParty=1'] }),
    ),
  ).toEqual([]);
});

test('What an advertiser does is its own affair', async () => {
  const set = ['receive-cookie-deprecation=1; Secure; SameSite=None; Partitioned'];
  const ads = img(app, 'https://ads.tracker.net/p.gif', 200, { set, response: { p3p: 'CP="X"' } });
  expect(await codes(ads)).toEqual([]);
});

test('Where it is seen is told by the first exchange, and all are listed', async () => {
  const response = { p3p: 'CP="X"' };
  const twice = [get(app, `${api}/a`, 200, { response }), get(app, `${api}/b`, 200, { response })];
  const [only] = await outdated(har('chrome', [visit(app), ...twice]));
  expect(only).toMatchObject({ seen: 'P3P', exchanges: ['e1', 'e2'] });
  expect(only?.source).toMatch(/^https:\/\//);
});

test('A server that sends SameSite=None to one browser only is named where two are compared', async () => {
  const to = async (dialect: Dialect, line: string) => {
    const set = [`sid=9f8e7d6c5b4a; Path=/; Secure${line}`];
    const other = 'https://api.other.io/';
    const imported = await importHar(
      har(dialect, [visit(app), get(app, other, 200, { set, response: allow(app) })]),
    );
    return { imported, diagnosis: diagnose(imported) };
  };
  const none = await to('chrome', '; SameSite=None');
  const named = async (dialect: Dialect, line: string) =>
    compareTraffic(none, await to(dialect, line)).outdated?.code ?? null;
  expect(await named('safari', '')).toBe('legacy-same-site-cookie');
  expect(await named('chrome', '')).toBe(null);
  expect(await named('safari', '; SameSite=Lax')).toBe(null);
});

test('docs/doctor.md lists what no longer holds', () => {
  const page = readFileSync(new URL('../../../docs/doctor.md', import.meta.url), 'utf8');
  for (const code of Object.keys(cases)) expect(page).toContain(`\`${code}\``);
});

test('No real export has any of it', async () => {
  const folder = new URL('../../fixtures/har/', import.meta.url);
  const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
  for (const { file } of JSON.parse(read('index.json')) as { file: string }[]) {
    if (file.startsWith('devtools-')) continue;
    expect(await outdated(read(file)), file).toEqual([]);
  }
});
