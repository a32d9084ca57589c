import { expect, test } from '@playwright/test';
import { diagnose } from '../../../lab/diagnosis/doctor/index.ts';
import { importCurl, importRaw, isCurl, isRawHttp } from '../../../lab/import/index.ts';
import { actualMessage, cookiesOf } from '../../../lab/scenario/recording.ts';

const at = Date.UTC(2026, 10, 27);

/** As `http -v` prints it, of which the second command stands in the text as well. */
const httpie = `POST /login HTTP/1.1
Accept: application/json, */*;q=0.5
Content-Type: application/json
Host: api.eishalle.example
Origin: https://www.eishalle.example
User-Agent: HTTPie/3.2.2

{
    "user": "GET /none HTTP/1.1 is no line of its own"
}


HTTP/1.1 200 OK
Content-Type: application/json
Set-Cookie: sid=1; Path=/; HttpOnly

{}


$ http -v GET http://localhost:8080/me
GET /me HTTP/1.1
Cookie: sid=1
Host: localhost:8080

HTTP/1.1 401 Unauthorized
Content-Length: 0
`;

test('Requests and responses as text are exchanges; the scheme is that of a URL beside them, else that of the host', () => {
  expect([isRawHttp(httpie), isCurl(httpie)]).toEqual([true, false]);
  const { recording, source } = importRaw(httpie, { at });
  expect(source.kind).toBe('http');
  const asked = recording.plan.exchanges
    .filter(({ kind }) => kind !== 'visit')
    .map(({ id, method, url }) => {
      const message = actualMessage(
        recording.observations[id] ?? { messages: [], script: {}, reasons: [] },
      );
      return [method, url, message?.response?.status, cookiesOf(message)?.length ?? null];
    });
  expect(asked).toEqual([
    ['POST', 'https://api.eishalle.example/login', 200, null],
    ['GET', 'http://localhost:8080/me', 401, 1],
  ]);
});

test('What curl -v prints is read without its command', () => {
  const text = `* ALPN: curl offers h2,http/1.1
> GET /me HTTP/2
> Host: api.eishalle.example
> Origin: https://www.eishalle.example
> Cookie: sid=1
> 
< HTTP/2 200 
< access-control-allow-origin: *
< access-control-allow-credentials: true
< 
{ [2 bytes data]
`;
  expect([isRawHttp(text), isCurl(text)]).toEqual([true, false]);
  expect(diagnose(importRaw(text, { at })).findings.map(({ code }) => code)).toEqual([
    'cors:acao-wildcard',
  ]);
});

test('The scheme is not that of a host whose name goes on', () => {
  const request = 'GET /me HTTP/1.1\nHost: eis.example\nReferer: http://eis.example.org/x\n';
  const { recording } = importRaw(request, { at });
  expect(recording.plan.exchanges.map(({ url }) => url)).toContain('https://eis.example/me');
});

for (const text of [
  'GET /me HTTP/1.1',
  'HTTP/1.1 200 OK\nSet-Cookie: a=1',
  'GET is a method',
  'GET me HTTP/1.1\nHost: a',
]) {
  test(`No request: ${JSON.stringify(text)}`, () => {
    expect(isRawHttp(text)).toBe(false);
  });
}

const sentIn = (text: string) => {
  const { recording, gaps } = importCurl(text, { at });
  const sent = recording.plan.exchanges
    .filter(({ kind }) => kind !== 'visit')
    .map(({ id }) => {
      const cookies = cookiesOf(
        actualMessage(recording.observations[id] ?? { messages: [], script: {}, reasons: [] }),
      );
      return cookies?.map(({ name, value }) => `${name}=${value}`).join('; ') ?? null;
    });
  return { sent, files: gaps.flatMap(({ what }) => (what.includes('jar.txt') ? what : [])) };
};
const answered = (...lines: string[]) => ['HTTP/1.1 200 OK', ...lines, '', ''].join('\n');
const keeps = (url: string, ...lines: string[]) =>
  `curl -i -c jar.txt -X POST ${url}\n${answered(...lines)}`;
const asks = (url: string) => `curl -i -b jar.txt ${url}\n${answered()}`;

for (const [what, text, sent] of [
  [
    'by Domain and Path',
    `${keeps('https://a.eis.example/in', 'Set-Cookie: wide=1; Domain=eis.example; Path=/', 'Set-Cookie: narrow=2; Path=/x')}${asks('https://b.eis.example/y')}${asks('https://a.eis.example/x/y')}`,
    ['', 'wide=1', 'wide=1; narrow=2'],
  ],
  [
    'with Secure over https and to this machine alone',
    `${keeps('http://localhost:3000/in', 'Set-Cookie: s=1; Secure')}${asks('http://localhost:3000/me')}${keeps('http://eis.example/in', 'Set-Cookie: s=1; Secure')}${asks('http://eis.example/me')}`,
    ['', 's=1', '', ''],
  ],
  [
    'until a response deletes them',
    `${keeps('https://eis.example/in', 'Set-Cookie: s=1; Path=/')}curl -b jar.txt -c jar.txt -i https://eis.example/out\n${answered('Set-Cookie: s=; Path=/; Max-Age=0')}${asks('https://eis.example/me')}`,
    ['', 's=1', ''],
  ],
  [
    'beside those of the command',
    `${keeps('https://eis.example/in', 'Set-Cookie: s=1; Path=/')}curl -b jar.txt -b lang=de -i https://eis.example/me\n${answered()}`,
    ['', 'lang=de; s=1'],
  ],
] as const) {
  test(`Cookies that curl keeps in a file go along ${what}`, () => {
    expect(sentIn(text)).toEqual({ sent, files: [] });
  });
}

test('What a file holds that no command wrote, nobody knows', () => {
  expect(sentIn(asks('https://eis.example/me'))).toEqual({
    sent: [null],
    files: ['what jar.txt holds'],
  });
});

test('What curl -v says that it sent counts', () => {
  const verbose =
    '> GET /me HTTP/1.1\n> Host: eis.example\n> Cookie: s=9\n> \n< HTTP/1.1 401 Unauthorized\n< \n';
  expect(sentIn(`curl -v -b jar.txt https://eis.example/me\n${verbose}`).sent).toEqual(['s=9']);
});

test('Where curl -v shows no cookie of the file that curl keeps them in, none was sent', () => {
  const sent = (path: string) => `> GET ${path} HTTP/1.1\n> Host: eis.example\n> \n`;
  const text = `curl -kv -c jar.txt https://eis.example/in
${sent('/in')}< HTTP/1.1 200 OK
< Set-Cookie: s=9; Path=/api; HttpOnly
<
curl -kv -b jar.txt https://eis.example/me
${sent('/me')}< HTTP/1.1 401 Unauthorized
<
`;
  const { findings } = diagnose(importCurl(text, { at }));
  expect(findings.map(({ code }) => code)).toEqual(['set-cookie:path-mismatch']);
});

test('A request without its response is read, and what is missing is told', () => {
  const { source, gaps } = importRaw('GET /me HTTP/1.1\nHost: eis.example\n\n', { at });
  expect(source.exchanges).toBe(1);
  expect(gaps[0]).toMatchObject({ what: 'the response', why: 'The text has the request only.' });
});

test('Of a page that nobody names nothing is made up: neither its name nor what it may read', () => {
  const cross =
    '-H "sec-fetch-mode: cors" -H "sec-fetch-site: cross-site" -H "sec-fetch-dest: empty"';
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
  const text = `curl -i https://eis.example/in -X POST ${cross} -A '${agent}'
HTTP/2 200
set-cookie: sid=1; SameSite=Lax; HttpOnly

curl -i https://eis.example/me ${cross} -A '${agent}'
HTTP/2 401
`;
  const imported = importCurl(text, { at });
  const { findings, gaps } = diagnose(imported);
  expect(findings.map(({ code }) => code)).toEqual(['samesite:cross-site-request']);
  const words = JSON.stringify([findings.map(({ chain }) => chain), gaps]);
  expect(words).toContain('from a page that the file does not name to https://eis.example');
  expect(words).not.toContain('unknown.invalid');
});
