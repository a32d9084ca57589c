/** What the browser itself said of a request, kept in the file, decides what would be a question. */
import { expect, test } from '@playwright/test';
import { diagnose } from '../../../lab/diagnosis/doctor/index.ts';
import { importHar, redactHar } from '../../../lab/import/index.ts';
import { entry, har } from '../entries.ts';

const page = 'https://app.shop.example';
const api = 'https://api.pay.example';
// Of a version that sends no Sec-Fetch-Storage-Access, which would tell of credentials.
const browser = { 'user-agent': 'Mozilla/5.0 AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36' };
const script = {
  ...browser,
  origin: page,
  referer: `${page}/`,
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
};
const cors = {
  'access-control-allow-origin': page,
  'access-control-allow-credentials': 'true',
};

/** A page signs in at another site, and asks there without the cookie; `told` is of the last request. */
const file = (told: unknown, setCookie = 'sid=1; Path=/; Secure; SameSite=None') =>
  har('mitmproxy', [
    entry(`${page}/`, {
      request: { ...browser, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      response: { 'content-type': 'text/html' },
    }),
    entry(`${api}/login`, {
      method: 'POST',
      request: { ...script, cookie: 'known=1' },
      response: { ...cors, 'set-cookie': setCookie },
    }),
    entry(`${api}/me`, {
      request: script,
      response: cors,
      status: 401,
      more: told === undefined ? {} : { _browser: told },
    }),
  ]);

const found = async (text: string) => {
  const [first] = diagnose(await importHar(text), 'sid').findings;
  return first && { code: first.code, asks: first.question?.assume ?? '' };
};
const policy = { on: 'send', cookie: 'sid', code: 'UserPreferences' };

test('Without a word of the browser, a missing third-party cookie is a question', async () => {
  expect((await found(file(undefined)))?.asks).toBe('credentials=include');
});

test('Whether credentials were included, the browser knows', async () => {
  const omitted = await found(file({ credentials: false, reasons: [] }));
  expect(omitted?.code).toBe('request:credentials-missing');
  expect(omitted?.asks).not.toMatch(/^credentials/);
  expect(await found(file({ credentials: true, reasons: [policy] }))).toEqual({
    code: 'browser-policy:3pc-setting',
    asks: '',
  });
});

test('Of a cookie that fails in two ways the policy is blamed only where the browser names it', async () => {
  const lax = 'sid=1; Path=/; Secure; SameSite=Lax';
  const sameSite = { on: 'send', cookie: 'sid', code: 'SameSiteLax' };
  const one = await importHar(file({ credentials: true, reasons: [sameSite] }, lax));
  const both = await importHar(file({ credentials: true, reasons: [sameSite, policy] }, lax));
  const policies = ({ open }: typeof one) => open.find(({ field }) => field === 'policy')?.values;
  expect(policies(both)).toEqual(['chromium:blocked']);
  expect(policies(one)).toContain('chromium');
  for (const { findings } of [diagnose(one), diagnose(both)]) {
    expect(findings[0]?.code).toBe('samesite:cross-site-request');
  }
  expect(diagnose(both).findings[0]?.told).toMatchObject([
    { on: 'send', codes: ['SameSiteLax', 'UserPreferences'] },
  ]);
});

test('A file without secrets says the same; what is no account of a browser is none', async () => {
  const text = file({ credentials: true, reasons: [policy] });
  expect(await found(await redactHar(text))).toEqual(await found(text));
  const plain = await found(file(undefined));
  for (const odd of ['yes', null, [], { credentials: 'yes' }, { reasons: [policy] }]) {
    expect(await found(file(odd))).toEqual(plain);
  }
  const nonsense = [
    7,
    null,
    { on: 'read', cookie: 'sid', code: 'UserPreferences' },
    { ...policy, code: 'secret' },
  ];
  const imported = await importHar(file({ credentials: true, reasons: nonsense }));
  expect(Object.values(imported.recording.observations).flatMap(({ reasons }) => reasons)).toEqual(
    [],
  );
  expect(await redactHar(file({ credentials: true, reasons: nonsense }))).not.toContain('secret');
});
