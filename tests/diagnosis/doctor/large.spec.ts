/** Recordings as large as a day of work with DevTools open. */
import { expect, test } from '@playwright/test';
import { compareTraffic, diagnose } from '../../../lab/diagnosis/doctor/index.ts';
import { importHar } from '../../../lab/import/index.ts';
import { entry, har } from '../../import/entries.ts';

/** Every round signs in, and the call of the other site's page goes without the cookie. */
const round = (at: number) => [
  entry('api.shop.example/login', {
    at,
    method: 'POST',
    request: { origin: 'https://app.store.example', 'sec-fetch-site': 'cross-site' },
    response: {
      'set-cookie': `sid=s3cret${at}; Path=/; Secure; HttpOnly; SameSite=Lax`,
      'access-control-allow-origin': 'https://app.store.example',
      'access-control-allow-credentials': 'true',
    },
    more: { _resourceType: 'fetch' },
  }),
  entry(`api.shop.example/cart/${at}`, {
    at: at + 40,
    status: 401,
    request: { origin: 'https://app.store.example', 'sec-fetch-site': 'cross-site' },
    response: {
      'access-control-allow-origin': 'https://app.store.example',
      'access-control-allow-credentials': 'true',
    },
    more: { _resourceType: 'fetch' },
  }),
];

const rounds = (count: number) =>
  har('devtools', [
    entry('app.store.example/', { more: { _resourceType: 'document' } }),
    ...Array.from({ length: count }, (_, place) => round(100 + place * 100)).flat(),
  ]);

test('Of 20,000 exchanges that fail alike one finding tells within seconds, as of two', async () => {
  const [few, many] = [await importHar(rounds(2)), await importHar(rounds(10_000))];
  const began = process.cpuUsage();
  const diagnosis = diagnose(many);
  // What other processes take does not count.
  expect(process.cpuUsage(began).user / 1e6).toBeLessThan(10);
  const codes = ({ findings }: typeof diagnosis) =>
    findings.map(({ code, cookie, certainty }) => [code, cookie, certainty]);
  expect(codes(diagnosis)).toEqual(codes(diagnose(few)));
  expect(diagnosis.findings).toHaveLength(1);
  expect(diagnosis.findings[0]?.consequences).toHaveLength(9_999);
});

test('Of the cookies of 20,000 trackers nothing is told, within seconds', async () => {
  const tracker = (place: number) =>
    entry(`t${place % 50}.tracker.example/${place}`, {
      at: 100 + place * 10,
      request: { referer: 'https://app.store.example/', 'sec-fetch-site': 'cross-site' },
      response: { 'set-cookie': `id${place % 300}=v${place}; Secure; HttpOnly; SameSite=None` },
      more: { _resourceType: 'image' },
    });
  const page = entry('app.store.example/', { more: { _resourceType: 'document' } });
  const trackers = Array.from({ length: 20_000 }, (_, place) => tracker(place));
  const imported = await importHar(har('devtools', [page, ...trackers]));
  const began = process.cpuUsage();
  expect(diagnose(imported).findings).toEqual([]);
  expect(process.cpuUsage(began).user / 1e6).toBeLessThan(10);
});

test('Two recordings of 20,000 exchanges are compared within seconds', async () => {
  const text = rounds(10_000);
  const read = async (har: string) => {
    const imported = await importHar(har);
    return { imported, diagnosis: diagnose(imported) };
  };
  const works = text
    .replaceAll('SameSite=Lax', 'SameSite=None')
    .replaceAll('"status":401', '"status":200');
  const [good, bad] = [await read(works), await read(text)];
  const began = process.cpuUsage();
  const { differences, isDecided, verdict } = compareTraffic(good, bad);
  expect(process.cpuUsage(began).user / 1e6).toBeLessThan(10);
  expect({ isDecided, verdict }).toEqual({ isDecided: true, verdict: 'one fails' });
  expect(differences).toMatchObject([
    { cookie: 'sid', good: 'SameSite=None', bad: 'SameSite=Lax' },
  ]);
});
