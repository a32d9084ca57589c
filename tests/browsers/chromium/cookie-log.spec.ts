import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { CookieLog, withLogged } from '../../../lab/browsers/chromium/cookie-log.ts';
import { exclusionsIn } from '../../../lab/browsers/chromium/inclusion.ts';
import type { BrowserReason } from '../../../lab/browsers/reason.ts';

const constants = {
  logEventTypes: {
    URL_REQUEST_START_JOB: 136,
    HTTP_TRANSACTION_SEND_REQUEST_HEADERS: 240,
    HTTP_TRANSACTION_READ_EARLY_HINTS_RESPONSE_HEADERS: 246,
    COOKIE_INCLUSION_STATUS: 578,
    OTHER: 5,
  },
  loadFlag: { BYPASS_CACHE: 2, DO_NOT_SAVE_COOKIES: 64 },
};
const head = `${JSON.stringify({ constants }).slice(0, -1)},\n"events": [\n`;
const event = (id: number, type: number, params: object) =>
  `${JSON.stringify({ params, phase: 0, source: { id, start_time: '1', type: 1 }, time: '2', type })},\n`;
const asked = (id: number, exchange: string, method = 'GET') =>
  event(id, 136, { method, url: `wss://api.example.test/?exchange=${exchange}` });
const cookie = (id: number, name: string, status: string, operation = 'send') =>
  event(id, 578, { domain: 'api.example.test', name, operation, path: '/', status });
const lax = 'EXCLUDE_SAMESITE_LAX, DO_NOT_WARN, NO_EXEMPTION';
const included = 'INCLUDE, DO_NOT_WARN, NO_EXEMPTION';

let file: string;
test.beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'cookie-log-')), 'log.json');
});
test.afterEach(() => rm(join(file, '..'), { recursive: true }));

/** What the log tells of performance `p`, written piece by piece. */
async function told(...pieces: string[]) {
  await writeFile(file, '');
  const log = new CookieLog(file);
  const reasons: BrowserReason[] = [];
  for (const piece of pieces) {
    await appendFile(file, piece);
    reasons.push(...(await log.take('p')));
  }
  await log.close();
  return reasons.map(({ exchange, on, cookie, code }) => [exchange, on, cookie, code]);
}

test('The log tells of each cookie that a request left out, at its exchange', async () => {
  const text = [
    head,
    asked(1, 'p.1'),
    asked(2, 'other.1'),
    event(1, 5, {}),
    cookie(1, 'sid', lax),
    cookie(2, 'sid', lax),
    cookie(1, 'none', included),
    cookie(1, 'new', 'EXCLUDE_INVALID_DOMAIN, DO_NOT_WARN, NO_EXEMPTION', 'store'),
  ];
  expect(await told(text.join(''))).toEqual([
    ['p.1', 'send', 'sid', 'SameSiteLax'],
    ['p.1', 'store', 'new', 'InvalidDomain'],
  ]);
});

test('What is written later is read later, also where it is cut inside a line or a letter', async () => {
  const line = asked(1, 'p.1') + cookie(1, 'sid', lax);
  expect(await told(head.slice(0, 20), head.slice(20) + line.slice(0, -30))).toEqual([]);
  expect(await told(head + line.slice(0, -30), line.slice(-30))).toEqual([
    ['p.1', 'send', 'sid', 'SameSiteLax'],
  ]);
});

test('The next hop of a redirect is another exchange, and a preflight is none', async () => {
  const hops = asked(1, 'p.1') + cookie(1, 'sid', lax) + asked(1, 'p.2') + cookie(1, 'sid', lax);
  const preflight = asked(2, 'p.3', 'OPTIONS') + cookie(2, 'sid', lax);
  expect(await told(head + hops + preflight)).toEqual([
    ['p.1', 'send', 'sid', 'SameSiteLax'],
    ['p.2', 'send', 'sid', 'SameSiteLax'],
  ]);
});

test('A cookie that was sent has no reason against it, though another of its name was left out', async () => {
  const mismatch = 'EXCLUDE_DOMAIN_MISMATCH, DO_NOT_WARN, NO_EXEMPTION';
  const two = cookie(1, 'sid', mismatch) + cookie(1, 'sid', included);
  expect(await told(head + asked(1, 'p.1') + two)).toEqual([]);
});

test('A log that is not there, or is none, tells nothing', async () => {
  const log = new CookieLog(join(file, 'nowhere'));
  expect(await log.take('p')).toEqual([]);
  expect(await told('no log\n')).toEqual([]);
});

test('On somebody’s site a request has the name that a recording proxy gave it, and a WebSocket its key', async () => {
  const site = (id: number, url: string, load_flags: number) =>
    event(id, 136, { method: 'GET', url, load_flags });
  const headers = (id: number, type: number, ...lines: string[]) =>
    event(id, type, { headers: lines });
  const mark = (id: number, name: string) =>
    headers(id, 246, 'HTTP/1.1 103 Early Hints', `Cookie-Lab-Exchange: ${name}`);
  const text = [
    head,
    site(1, 'https://shop.example/', 2) + cookie(1, 'sid', lax) + mark(1, '0'),
    cookie(1, 'new', 'EXCLUDE_INVALID_DOMAIN, DO_NOT_WARN, NO_EXEMPTION', 'store'),
    // Where it was led on to.
    site(1, 'https://shop.example/next', 2 + 64) + mark(1, '1') + cookie(1, 'kept', included),
    site(2, 'wss://shop.example/live', 0) + cookie(2, 'sid', lax),
    headers(2, 240, 'Host: shop.example', 'Sec-WebSocket-Key: a2V5'),
    // Answered by the cache, and the hints of the site itself.
    site(3, 'https://shop.example/cached', 0) + cookie(3, 'sid', lax),
    headers(3, 246, 'HTTP/1.1 103 Early Hints', 'Link: </a.css>; rel=preload'),
  ];
  await writeFile(file, text.join(''));
  const log = new CookieLog(file);
  expect([...(await log.marked())]).toEqual([
    [
      '0',
      {
        credentials: true,
        reasons: [
          { on: 'send', cookie: 'sid', code: 'SameSiteLax' },
          { on: 'store', cookie: 'new', code: 'InvalidDomain' },
        ],
      },
    ],
    ['1', { credentials: false, reasons: [] }],
    ['a2V5', { credentials: true, reasons: [{ on: 'send', cookie: 'sid', code: 'SameSiteLax' }] }],
  ]);
  await log.close();
});

test('A status has every exclusion, in the spelling of DevTools; one without a word there stays raw', () => {
  expect(exclusionsIn(included)).toEqual([]);
  expect(
    exclusionsIn('EXCLUDE_SAMESITE_STRICT, EXCLUDE_USER_PREFERENCES, DO_NOT_WARN, NO_EXEMPTION'),
  ).toEqual([{ code: 'SameSiteStrict' }, { code: 'UserPreferences' }]);
  expect(
    exclusionsIn('EXCLUDE_SAMESITE_LAX, WARN_LAX_CROSS_DOWNGRADE_LAX_SAMESITE, NO_EXEMPTION'),
  ).toEqual([{ code: 'SchemefulSameSiteLax' }]);
  expect(exclusionsIn('EXCLUDE_TOMORROW, DO_NOT_WARN, NO_EXEMPTION')).toEqual([
    { code: 'UnknownError', raw: 'EXCLUDE_TOMORROW' },
  ]);
});

test('The log only adds to what DevTools tells of a cookie', () => {
  const about = (cookie: string, code: BrowserReason['code']): BrowserReason => ({
    exchange: 'p.1',
    on: 'send',
    cookie,
    code,
    by: 'browser',
  });
  const told = [about('sid', 'SchemefulSameSiteLax')];
  const logged = [about('sid', 'SameSiteLax'), about('other', 'SameSiteLax')];
  expect(withLogged(told, logged)).toEqual([...told, about('other', 'SameSiteLax')]);
});
