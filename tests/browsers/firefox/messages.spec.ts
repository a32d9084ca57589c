/** Firefox's reasons, out of messages and packets as ESR 153 sends them. */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import {
  DebuggerClient,
  PacketReader,
  writePacket,
} from '../../../lab/browsers/firefox/debugger-client.ts';
import { reasonOf } from '../../../lab/browsers/firefox/messages.ts';
import { consolePathFor } from '../../../lab/browsers/firefox/reasons.ts';

const url = `https://api.other.test/?${new URLSearchParams([
  ['exchange', 'p.4'],
  ['cookie', 'l=1; Secure; SameSite=Lax'],
  ['cookie', 's=1; Secure; SameSite=Strict'],
  ['cookie', 'a=1; Secure'],
])}`;

const cors = (reason: string, quotes = '') =>
  `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${quotes && '‘'}${url}${quotes && '’'}. (Reason: ${reason}).`;

const rejected = (cookie: string, why: string) => `Cookie “${cookie}” has been rejected ${why}`;
const crossSite = 'because it is in a cross-site context and its “SameSite” is “Lax” or “Strict”.';

/** What is said, in short: `on cookie: code`. */
function said(category: string, errorMessage: string, sourceName = ''): string | null {
  const reason = reasonOf({ category, errorMessage, sourceName });
  if (reason) expect(reason).toMatchObject({ exchange: 'p.4', by: 'browser' });
  return reason && `${reason.on} ${reason.cookie ?? '*'}: ${reason.code}`;
}

test('A rejected cookie is told by name, with the code of the text', () => {
  const invalid = rejected('bad', 'for invalid domain.');
  expect(said('cookiesRejection', invalid, url)).toBe('store bad: InvalidDomain');
  const oversize = 'Cookie “big” is invalid because its size is too big. Max size is 4096 B.';
  expect(said('cookiesOversize', oversize, url)).toBe('store big: NameValuePairExceedsMaxSize');
  const empty = 'Cookie with an empty name and an empty value has been rejected.';
  expect(said('cookiesRejection', empty, url)).toBe('store : NoCookieContent');
});

test('Which SameSite kept a cookie from being set is read from the recipe in the URL', () => {
  const code = (cookie: string) => said('cookieSameSite', rejected(cookie, crossSite), url);
  expect(code('l')).toBe('store l: SameSiteLax');
  expect(code('s')).toBe('store s: SameSiteStrict');
  expect(code('a')).toBe('store a: SameSiteUnspecifiedTreatedAsLax');
});

test('A warning refuses nothing', () => {
  const soon =
    'Cookie “n” will soon be rejected because it is foreign and does not have the “Partitioned“ attribute.';
  expect(said('cookiesCHIPS', soon, url)).toBeNull();
});

test('A text of a cookie category that nobody knows is kept as it came', () => {
  const text = rejected('x', 'for a reason of next year.');
  expect(reasonOf({ category: 'cookiesRejection', errorMessage: text, sourceName: url })).toEqual({
    exchange: 'p.4',
    cookie: 'x',
    on: 'store',
    code: 'UnknownError',
    raw: text,
    by: 'browser',
  });
});

test('A CORS refusal is known by its category, and its request by the URL in the text', () => {
  const star = cors(
    'Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’',
    'quoted',
  );
  expect(said('CORSNotSupportingCredentials', star)).toBe('read *: WildcardOriginNotAllowed');
  const missing = cors('CORS header ‘Access-Control-Allow-Origin’ missing');
  expect(said('CORSMissingAllowOrigin2', missing)).toBe('read *: MissingAllowOriginHeader');
});

test('Third-party cookies are refused all together, without a name', () => {
  const text = 'Cookie “” has been rejected as third-party.';
  expect(said('cookiesRejection', text, url)).toBe('store *: UserPreferences');
});

test('Blocked access to cookies, and mixed content, name the request in the text', () => {
  const blocked = `Request to access cookie or storage on “${url}” was blocked because we are blocking all third-party storage access requests and Enhanced Tracking Protection is enabled.`;
  expect(said('cookieBlockedForeign', blocked)).toBe('send *: UserPreferences');
  const mixed = `Blocked loading mixed active content “${url}”`;
  expect(said('Mixed Content Blocker', mixed)).toBe('send *: MixedContent');
});

test('A blocked request, or answer, is known by category and text, and named by its URL', () => {
  const csp = (directive: string, at: string) =>
    `Content-Security-Policy: The page’s settings blocked the loading of a resource (${directive}) at ${at} because it violates the following directive: “${directive} 'self'”`;
  const category = 'CSP_CSPGenericViolation';
  expect(said(category, csp('connect-src', url))).toBe('send *: ContentSecurityPolicy');
  expect(said(category, csp('img-src', 'data:,'), url)).toBeNull();
  expect(said(category, csp('frame-ancestors', '<unknown>'), url)).toBe('read *: FramingRefused');
  const options = `The loading of “${url}” in a frame is denied by “X-Frame-Options“ directive set to “deny“.`;
  expect(said('X-Frame-Options', options)).toBe('read *: FramingRefused');
  const corp = `The resource at “${url}” was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof). See https://developer.mozilla.org/docs/Web/HTTP/Cross-Origin_Resource_Policy_(CORP)#`;
  expect(said('COEP', corp)).toBe('read *: ResourcePolicy');
  const type = `The resource from “${url}” was blocked due to MIME type (“text/html”) mismatch (X-Content-Type-Options: nosniff).`;
  expect(said('MIMEMISMATCH', type)).toBe('read *: ContentTypeNotAllowed');
  const reportOnly = `Content-Security-Policy: (Report-Only policy) The page’s settings would block the loading of a resource (img-src) at ${url} because it violates the following directive: “img-src 'self'”`;
  expect(said(category, reportOnly)).toBeNull();
});

test('What is no request of the lab, or no refusal, is nothing', () => {
  expect(said('DOM Core', 'Window.fullScreen attribute is deprecated.', url)).toBeNull();
  const elsewhere = rejected('bad', 'for invalid domain.');
  expect(said('cookiesRejection', elsewhere, 'https://example.com/')).toBeNull();
});

test('Packets are read from pieces of any size, their length counted in bytes', () => {
  const packets = [
    { from: 'root', text: '“Lax”' },
    { from: 'a', n: 1 },
  ];
  const stream = Buffer.from(packets.map(writePacket).join(''));
  for (const size of [1, 7, stream.length]) {
    const reader = new PacketReader();
    const read = [];
    for (let at = 0; at < stream.length; at += size) {
      read.push(...reader.read(stream.subarray(at, at + size)));
    }
    expect(read).toEqual(packets);
  }
  expect(() => new PacketReader().read(Buffer.from('no packet:'))).toThrow();
});

test('The console is a socket in the folder of the profile, or elsewhere where its path is too long', async () => {
  expect(await consolePathFor('/tmp/firefox-abc')).toBe('/tmp/firefox-abc/console');
  const path = await consolePathFor(`/tmp/${'ü'.repeat(50)}`);
  expect(path.length).toBeLessThan(40);
  const { mode } = await stat(dirname(path));
  expect(mode & 0o777).toBe(0o700);
  await rm(dirname(path), { recursive: true });
});

test('The client waits for the greeting, answers in order, passes events on and ends with the server', async () => {
  const server = createServer((socket) => {
    socket.write(writePacket({ from: 'root', applicationType: 'browser' }));
    const reader = new PacketReader();
    socket.on('data', (piece) => {
      for (const { type } of reader.read(piece) as unknown as { type: string }[]) {
        if (type === 'end') socket.end();
        else if (type === 'wrong') socket.write(writePacket({ from: 'root', error: 'noSuch' }));
        else {
          socket.write(writePacket({ from: 'x', type: 'pageError', n: 1 }));
          socket.write(writePacket({ from: 'root', echo: type }));
        }
      }
    });
  });
  const folder = await mkdtemp(join(tmpdir(), 'console-'));
  const path = join(folder, 'socket');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const events: unknown[] = [];
  const client = await DebuggerClient.connect(path, (event) => events.push(event));
  const answers = await Promise.all([client.request('root', 'a'), client.request('root', 'b')]);
  expect(answers).toMatchObject([{ echo: 'a' }, { echo: 'b' }]);
  expect(events).toMatchObject([{ type: 'pageError' }, { type: 'pageError' }]);
  await expect(client.request('root', 'wrong')).rejects.toThrow('noSuch');
  await expect(client.request('root', 'end')).rejects.toThrow('closed');
  await expect(client.request('root', 'a')).rejects.toThrow('closed');
  server.close();
  await rm(folder, { recursive: true });
});
