/** Chromium's reasons, out of packets as Chromium 156 sends them, shortened. */
import { expect, test } from '@playwright/test';
import { NetworkLog } from '../../../lab/browsers/chromium/network-log.ts';

const api = (exchange: string) => `https://api.other.test/?exchange=${exchange}`;

/** A log that was told events in this order; `[method, event]` without the domain. */
function logOf(...events: readonly (readonly [method: string, event: object])[]): NetworkLog {
  const log = new NetworkLog();
  for (const [method, event] of events) log.add(`Network.${method}`, event);
  return log;
}

const asks = (requestId: string, url: string, more: object = {}) =>
  [
    'requestWillBeSent',
    { requestId, request: { url }, initiator: { type: 'script' }, ...more },
  ] as const;

const sends = (requestId: string, cookies: Record<string, string[]>, more: object = {}) =>
  [
    'requestWillBeSentExtraInfo',
    {
      requestId,
      associatedCookies: Object.entries(cookies).map(([name, blockedReasons]) => ({
        cookie: { name },
        blockedReasons,
      })),
      ...more,
    },
  ] as const;

const gets = (requestId: string, blockedCookies: object[] = [], more: object = {}) =>
  ['responseReceivedExtraInfo', { requestId, blockedCookies, ...more }] as const;

const answered = (requestId: string, hasExtraInfo = true) =>
  ['responseReceived', { requestId, hasExtraInfo }] as const;

const invalidDomain = {
  blockedReasons: ['InvalidDomain'],
  cookieLine: 'bad=1; Domain=other.com',
};

test('Every reason why a cookie is not sent or not stored belongs to its exchange', () => {
  const log = logOf(
    asks('1', api('p.0')),
    sends('1', { l: ['SchemefulSameSiteLax', 'UserPreferences'], sent: [] }),
    gets('1', [
      invalidDomain,
      { blockedReasons: ['SecureOnly'], cookieLine: 'x', cookie: { name: 'sec' } },
    ]),
    answered('1'),
  );
  const by = { exchange: 'p.0', by: 'browser' };
  expect(log.take('p')).toEqual([
    { ...by, on: 'send', cookie: 'l', code: 'SchemefulSameSiteLax' },
    { ...by, on: 'send', cookie: 'l', code: 'UserPreferences' },
    { ...by, on: 'store', cookie: 'bad', code: 'InvalidDomain' },
    { ...by, on: 'store', cookie: 'sec', code: 'SecureOnly' },
  ]);
});

test('A CORS refusal belongs to the call, and a blocked mixed content request never left', () => {
  const log = logOf(
    asks('1', api('p.0')),
    ['loadingFailed', { requestId: '1', corsErrorStatus: { corsError: 'AllowOriginMismatch' } }],
    asks('2', api('p.1')),
    ['loadingFailed', { requestId: '2', blockedReason: 'mixed-content' }],
  );
  expect(log.take('p')).toEqual([
    { exchange: 'p.0', on: 'read', code: 'AllowOriginMismatch', by: 'browser' },
    { exchange: 'p.1', on: 'send', code: 'MixedContent', raw: 'mixed-content', by: 'browser' },
  ]);
});

test('A blocked answer is told as such, and what nobody knows of a block is kept as it came', () => {
  const blocked = (blockedReason: string) => {
    const log = logOf(asks('1', api('p.0')), ['loadingFailed', { requestId: '1', blockedReason }]);
    return log.take('p').map(({ on, code, raw }) => `${on} ${code} ${raw}`);
  };
  expect(blocked('csp')).toEqual(['send ContentSecurityPolicy csp']);
  expect(blocked('corp-not-same-site')).toEqual(['read ResourcePolicy corp-not-same-site']);
  expect(blocked('of-next-year')).toEqual(['read UnknownError of-next-year']);
});

test('Of a chain of redirects each hop has its own cookies, also when one came from the cache', () => {
  const redirect = { redirectResponse: {}, redirectHasExtraInfo: true };
  const log = logOf(
    asks('1', api('p.0')),
    sends('1', { first: ['NotOnPath'] }),
    gets('1'),
    asks('1', api('p.1'), redirect),
    asks('1', api('p.2'), { ...redirect, redirectHasExtraInfo: false }),
    sends('1', { third: ['SecureOnly'] }),
    answered('1'),
    gets('1', [invalidDomain]),
  );
  expect(log.take('p').map(({ exchange, cookie }) => `${exchange} ${cookie}`)).toEqual([
    'p.0 first',
    'p.2 third',
    'p.2 bad',
  ]);
});

test('A preflight says nothing of the cookies of its request', () => {
  const log = logOf(
    asks('1', api('p.0'), { initiator: { type: 'preflight' } }),
    sends('1', { sid: ['UserPreferences'] }, { siteHasCookieInOtherPartition: true }),
    gets('1'),
  );
  expect(log.take('p')).toEqual([]);
});

test('That the site has a cookie in another partition is told without its name', () => {
  const log = logOf(asks('1', api('p.0')), sends('1', {}, { siteHasCookieInOtherPartition: true }));
  expect(log.take('p')).toMatchObject([{ on: 'send', code: 'OtherPartition' }]);
  expect(log.take('p')).toEqual([]);
});

test('An exemption is marked as one, and None is none', () => {
  const log = logOf(
    asks('1', api('p.0')),
    [
      'requestWillBeSentExtraInfo',
      {
        requestId: '1',
        associatedCookies: [
          { cookie: { name: 'a' }, blockedReasons: [], exemptionReason: 'StorageAccess' },
          { cookie: { name: 'b' }, blockedReasons: [], exemptionReason: 'None' },
        ],
      },
    ],
    gets('1', [], {
      exemptedCookies: [{ cookie: { name: 'c' }, exemptionReason: 'UserSetting' }],
    }),
  );
  const by = { exchange: 'p.0', by: 'browser', exempt: true };
  expect(log.take('p')).toEqual([
    { ...by, on: 'send', cookie: 'a', code: 'StorageAccess' },
    { ...by, on: 'store', cookie: 'c', code: 'UserSetting' },
  ]);
});

test('A code that is newer than the vocabulary is kept as it came', () => {
  const log = logOf(asks('1', api('p.0')), sends('1', { a: ['NewIn199'] }));
  expect(log.take('p')).toMatchObject([{ cookie: 'a', code: 'UnknownError', raw: 'NewIn199' }]);
});

test('A performance is told its own reasons once, and waits for events that are still to come', () => {
  const log = logOf(
    asks('1', api('p.0')),
    sends('1', { a: ['SecureOnly'] }),
    answered('1'),
    asks('2', api('q.0')),
    sends('2', { b: ['SecureOnly'] }),
    asks('3', 'https://www.other.test/'),
  );
  expect([log.awaits('p'), log.awaits('q')]).toEqual([true, false]);
  log.add(...(['Network.responseReceivedExtraInfo', gets('1')[1]] as const));
  expect(log.awaits('p')).toBe(false);
  expect(log.take('p').map(({ cookie }) => cookie)).toEqual(['a']);
  expect(log.take('p')).toEqual([]);
  expect(log.take('q').map(({ cookie }) => cookie)).toEqual(['b']);
});
