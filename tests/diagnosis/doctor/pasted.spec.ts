/** The doctor on pasted response headers: what a browser would make of them. */
import { expect, test } from '@playwright/test';
import { diagnose } from '../../../lab/diagnosis/doctor/index.ts';
import { type HeadersOptions, importHeaders } from '../../../lab/import/index.ts';

const at = Date.UTC(2026, 10, 27);
const codes = (text: string, options: Omit<HeadersOptions, 'at'>) =>
  diagnose(importHeaders(text, { ...options, at })).findings.map(({ code }) => code);

const page = 'https://app.alm.ch/';
const include = { page, request: 'GET https://api.kuh.ch/me', credentials: 'include' } as const;
const good = 'Set-Cookie: sid=1; Path=/; HttpOnly; Secure; SameSite=Lax';

test('Of a same-origin request nobody supposes that it leaves out credentials', () => {
  const request = 'POST https://app.alm.ch/login';
  expect(codes(good, { request })).toEqual([]);
  expect(codes(good, { request, page })).toEqual([]);
  expect(codes(good, { request, page, credentials: 'omit' })).toEqual([
    'request:credentials-omitted',
  ]);
});

const answered = (...lines: string[]) => ['HTTP/2 200', ...lines].join('\r\n');
const refused: readonly (readonly [cause: string, text: string])[] = [
  ['cors:acao-missing', answered('content-type: application/json')],
  ['cors:error-without-headers', 'HTTP/1.1 500 Internal Server Error\ncontent-type: text/html'],
  [
    'cors:origin-trailing-slash',
    answered(`access-control-allow-origin: ${page}`, 'access-control-allow-credentials: true'),
  ],
  ['cors:acao-wildcard', 'access-control-allow-origin\n*\ndate\nFri, 27 Nov 2026 10:00:00 GMT'],
  ['cors:acao-wildcard', 'access-control-allow-origin:\n*\ncontent-type:\ntext/html'],
];

for (const [cause, text] of refused) {
  test(`A response that a script cannot read is told, without any cookie: ${JSON.stringify(text)}`, () => {
    expect(codes(text, include)).toEqual([cause]);
  });
}

test('Set-Cookie lines alone say nothing of CORS', () => {
  expect(codes(good, include)).toEqual(['samesite:cross-site-request']);
});
