/** The memory of the services is bounded, whatever is sent to them. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@playwright/test';
import { type Arrival, parseCookieHeader } from '../../lab/base/arrival.ts';
import { ArrivalLog } from '../../services/answer/log.ts';

test.describe.configure({ mode: 'default' });

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function arrival(exchange: string, cookieHeader: string): Arrival {
  const nothing = { origin: null, referer: null, secFetch: {}, bodyBytes: 0, preflight: false };
  return {
    ...nothing,
    exchange,
    at: 0,
    method: 'GET',
    scheme: 'https',
    host: 'api.example.test',
    path: '/',
    httpVersion: '2.0',
    cookieHeader,
    cookies: parseCookieHeader(cookieHeader),
    status: 200,
    headers: [['cookie', cookieHeader]],
    responseHeaders: [],
  };
}

const header = (start: number, cookie: string, bytes: number) =>
  Array.from({ length: bytes / (cookie.length + 2) }, () => cookie).join('; ') + start;

/** Everything that a log still holds of these performances. */
const held = (log: ArrivalLog, performances: number) =>
  Array.from({ length: performances }, (_, i) => log.take(`p${i}`)).flat();

for (const [what, cookie] of [
  ['many small cookies', 'a=b'],
  ['one large cookie', `a=${'b'.repeat(13_000)}`],
] as const) {
  test(`6,000 requests with 14 KB in ${what} take less than 150 MB, and the last are remembered`, () => {
    const log = new ArrivalLog();
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 6_000; i++) log.add(arrival(`p${i}.0`, header(i, cookie, 14_000)), 0);
    collectGarbage();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(150 * 1024 * 1024);
    expect(log.take('p5999')).toHaveLength(1);
    expect(log.take('p0')).toEqual([]);
  });
}

test('A log that arrivals are taken from keeps all that come later, as ever', () => {
  const log = new ArrivalLog();
  // In all far more than it holds; never at the same time.
  for (let round = 0; round < 20; round++) {
    for (let i = 0; i < 200; i++) log.add(arrival(`p${i}.0`, header(i, 'a=b', 14_000)), 0);
    expect(held(log, 200)).toHaveLength(200);
  }
});

test('Of many small arrivals the last 18,000 at least are kept', () => {
  const log = new ArrivalLog();
  for (let i = 0; i < 45_000; i++) log.add(arrival(`p.${i}`, 'a=1'), 0);
  const kept = log.take('p');
  expect(kept.length).toBeGreaterThanOrEqual(18_000);
  expect(kept.length).toBeLessThanOrEqual(20_000);
  expect(kept.at(-1)?.exchange).toBe('p.44999');
});
