import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { importHar, redactHar } from '../../../lab/import/index.ts';
import { entry, har, opened, scripted } from '../entries.ts';
import { restructured } from '../mutations.ts';
import { shape } from '../shape.ts';

const app = 'https://app.shop.example';
const secret = 'S3cretT0ken9';
const page = entry(`app.shop.example/reset/${secret}/form?token=${secret}&lang=en`, {
  request: { ...opened, cookie: `sid=${secret}; theme=${secret}2` },
  response: {
    'set-cookie': [
      `__Host-sid=${secret}; Path=/; Secure; HttpOnly; SameSite=Lax; Expires=Wed, 21 Oct 2026 07:28:00 GMT`,
      `b="${secret}"; Domain=shop.example; Path=/reset/${secret}; Max-Age=60; Note=${secret}`,
    ],
    location: `/done?code=${secret}#${secret}`,
    'x-csrf-token': secret,
    etag: `"${secret}"`,
    'content-security-policy': `script-src 'nonce-${secret}' https://cdn.example/${secret}`,
  },
  status: 303,
  requestMore: {
    cookies: [{ name: 'sid', value: secret }],
    postData: { mimeType: 'application/json', text: secret },
    queryString: [{ name: 'token', value: secret }],
  },
  responseMore: {
    content: { size: 12, mimeType: 'text/html', text: secret },
    redirectURL: `/done?code=${secret}#${secret}`,
    _secretField: secret,
  },
  more: {
    _initiator: {
      type: 'script',
      url: `${app}/?t=${secret}`,
      stack: {
        callFrames: [{ url: `${app}/a.js?k=${secret}`, functionName: secret, lineNumber: 1 }],
      },
    },
    comment: secret,
    serverIPAddress: '10.1.2.3',
  },
});
const done = entry(`app.shop.example/done?code=${secret}`, {
  request: {
    ...opened,
    cookie: `__Host-sid=${secret}`,
    referer: `${app}/reset/${secret}/form?token=${secret}&lang=en`,
  },
});
const api = entry(`api.shop.example/me?${secret}`, {
  request: {
    ...scripted(app, 'same-site'),
    authorization: `Bearer ${secret}`,
    cookie: `${secret}`,
    'sec-websocket-protocol': secret,
  },
});

const headersOf = async (text: string, entryIndex: number, side: 'request' | 'response') => {
  const { log } = JSON.parse(await redactHar(text));
  const headers: [string, string][] = log.entries[entryIndex][side].headers.map(
    ({ name, value }: { name: string; value: string }) => [name, value],
  );
  return headers.filter(([name]) => !name.startsWith('sec-fetch') && !name.startsWith(':'));
};
const text = har('devtools', [page, done, api], {
  pages: [{ id: 'page_1', title: `${app}/?t=${secret}` }],
  comment: secret,
});

test('No secret is left: not in cookies, tokens, URLs, bodies, nor in fields of an exporter’s own', async () => {
  const redacted = await redactHar(text);
  expect(text.split(secret).length).toBeGreaterThan(25);
  expect(redacted).not.toContain(secret);
  expect(redacted).not.toContain('10.1.2.3');
});

test('Names, attributes, schemes and hosts stay; values keep their length, and are equal where they were', async () => {
  expect(await headersOf(text, 0, 'response')).toEqual([
    [
      'set-cookie',
      '__Host-sid=xxxxxxxxxxx0; Path=/; Secure; HttpOnly; SameSite=Lax; Expires=Wed, 21 Oct 2026 07:28:00 GMT',
    ],
    [
      'set-cookie',
      'b="xxxxxxxxxxx0"; Domain=shop.example; Path=/reset/xxxxxxxxxxx0; Max-Age=60; Note=xxxxxxxxxxx0',
    ],
    ['location', '/done?code=xxxxxxxxxxx0#xxxxxxxxxxx0'],
    ['x-csrf-token', 'xxxxxxxxxxx0'],
    ['etag', '"xxxxxxxxxxx0"'],
    ['content-security-policy', "script-src 'nonce-xxxxxxxxxxx0' https://cdn.example/xxxxxxxxxxx0"],
  ]);
  expect(await headersOf(text, 0, 'request')).toEqual([
    ['cookie', 'sid=xxxxxxxxxxx0; theme=xxxxxxxxxxxx0'],
  ]);
  expect(await headersOf(text, 2, 'request')).toEqual([
    ['referer', `${app}/`],
    ['origin', app],
    ['authorization', 'Bearer xxxxxxxxxxx0'],
    ['cookie', 'xxxxxxxxxxx0'],
    ['sec-websocket-protocol', 'xxxxxxxxxxx0'],
  ]);
  const { log } = JSON.parse(await redactHar(text));
  expect(log.entries[0].request.url).toBe(
    `${app}/reset/xxxxxxxxxxx0/form?token=xxxxxxxxxxx0&lang=x0`,
  );
  expect(log.pages[0].title).toBe(`${app}/?t=xxxxxxxxxxx0`);
});

test('A value that looks like the prefix of a name keeps it', async () => {
  const odd = har('devtools', [
    entry('app.shop.example/', { response: { 'set-cookie': '=__Secure-abc=1; Path=/' } }),
  ]);
  expect(await headersOf(odd, 0, 'response')).toEqual([['set-cookie', '=__Secure-xxx=0; Path=/']]);
});

test('The redacted file is the same import', async () => {
  const [before, after] = [await importHar(text), await importHar(await redactHar(text))];
  expect(shape(after)).toEqual(shape(before));
  expect(before.recording.plan.exchanges[1]).toMatchObject({ kind: 'redirect', hopOf: 'e0' });
});

test('A file that was changed in any way is the same import when redacted, or neither is one', async () => {
  await fc.assert(
    fc.asyncProperty(restructured, async (changed) => {
      const redacted = await redactHar(changed).catch(() => null);
      const [before, after] = await Promise.all([
        importHar(changed).then(shape, () => null),
        redacted === null ? null : importHar(redacted).then(shape, () => null),
      ]);
      assert.deepEqual(after, before);
    }),
    { numRuns: Number(process.env.MUTATIONS ?? 300) },
  );
});
