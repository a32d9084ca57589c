/** Requests and recipes that were made to break the services: each is answered at once, and none with 500. */
import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { expect, test } from '@playwright/test';
import { createRunAuthority, type RunAuthority } from '../../lab/gateway/certificates/run.ts';
import { startEmbedded } from '../../lab/gateway/embedded.ts';
import type { Gateway } from '../../lab/gateway/gateway.ts';

test.describe.configure({ mode: 'default' });

let authority: RunAuthority;
let gateway: Gateway;
test.beforeAll(async () => {
  authority = await createRunAuthority();
  gateway = await startEmbedded(authority);
});
test.afterAll(() => gateway.close());

const host = 'api.example.test';

async function secure(protocol: 'h2' | 'http/1.1') {
  const socket = connect(Number(gateway.proxy?.split(':')[1]), '127.0.0.1');
  socket.write(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\n\r\n`);
  await once(socket, 'data');
  const ca = authority.cert;
  const tls = connectTls({ socket, servername: host, ca, ALPNProtocols: [protocol] });
  await once(tls, 'secureConnect');
  return tls;
}

/** The status of the final answer over HTTP/1.1; null where there is none in two seconds. */
async function status1(...lines: string[]): Promise<number | null> {
  const socket: Socket = await secure('http/1.1');
  let text = '';
  const answered = new Promise<number>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const final = /(?:^|\r\n\r\n)HTTP\/1\.1 (?!100)(\d+)/.exec(text);
      if (final) resolve(Number(final[1]));
    });
  });
  socket.on('error', () => {}).write(lines.join('\r\n'));
  const status = await Promise.race([answered, wait(2_000, null)]);
  socket.destroy();
  return status;
}

/** The same over HTTP/2. */
async function status2(method: string, path: string): Promise<number | null> {
  const socket = await secure('h2');
  const session = connectHttp2(`https://${host}`, { createConnection: () => socket });
  const stream = session.request({ ':method': method, ':path': path }).end();
  stream.on('error', () => {});
  const answered = once(stream, 'response').then(([headers]) => Number(headers[':status']));
  const status = await Promise.race([answered.catch(() => null), wait(2_000, null)]);
  session.destroy();
  return status;
}

const request = (method: string, path: string, ...headers: string[]) =>
  status1(`${method} ${path} HTTP/1.1`, `Host: ${host}`, ...headers, '', '');

/** Headers that servers write themselves, and others that HTTP treats in a way of its own. */
const special = [
  ...['Trailer: x', 'Transfer-Encoding: chunked', 'Content-Length: 5', 'Connection: close'],
  ...['Connection: upgrade', 'Keep-Alive: timeout=1', 'Upgrade: h2c', 'TE: trailers'],
  ...['HTTP2-Settings: x', 'Proxy-Connection: close', 'Expect: 100-continue', 'Date: now'],
  ...['Content-Encoding: gzip', 'Content-Type: a', 'Access-Control-Allow-Credentials: x'],
  ...['ETag: 1', 'Location: /', 'Host: x', 'Set-Cookie: a=1', 'Content-Range: x', 'Age: 1'],
  ...['Vary: *', '__proto__: x', 'constructor: x'],
];

for (const header of special) {
  test(`A recipe with the header "${header}" is answered at once, or refused by name`, async () => {
    const line = encodeURIComponent(header);
    for (const rest of [
      ...['', '&status=204', '&status=304', '&status=205&body=x', '&body=', '&page=yes'],
      ...[`&header=${line}`, '&location=https%3A%2F%2Fwww.example.test%2F', '&type=text%2Fhtml'],
      ...['&cors=allow&origin=https%3A%2F%2Fwww.example.test&credentials=yes'],
    ]) {
      for (const method of ['GET', 'POST', 'HEAD']) {
        const path = `/?header=${line}${rest}`;
        const body = method === 'POST' ? ['Content-Length: 0'] : [];
        const answered = [await request(method, path, ...body), await status2(method, path)];
        for (const status of answered) {
          expect([200, 204, 205, 302, 304, 400], `${method} ${path}`).toContain(status);
        }
        expect(answered[0], `${method} ${path}`).toBe(answered[1]);
      }
    }
  });
}

const paths = [
  ...['/', '//', '/api/x', '/examples/same-site/orders', '/examples/undefended/lax/orders'],
  ...['silent-untrusted', 'untrusted', 'silent', 'good'].map(
    (chain) => `/examples/behind-a-proxy/${chain}/orders`,
  ),
  ...['/examples/none', '/.lab/worker.js', '/%', '/?exchange=%00', '/?status=1'],
];

const websocket = ['Connection: Upgrade', 'Upgrade: websocket'];
const headers: readonly (readonly string[])[] = [
  ['Expect: 100-continue'],
  ['Expect: anything'],
  ['Connection: Upgrade', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__'],
  ['Connection: Upgrade', 'Upgrade: foo'],
  ['Upgrade: websocket'],
  websocket,
  [...websocket, 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='],
  [...websocket, 'Sec-WebSocket-Version: 12', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='],
  ['Connection: Keep-Alive, Trailer', 'Trailer: x', 'TE: trailers', 'Proxy-Connection: x'],
  ['Transfer-Encoding: chunked', 'Connection: close, Upgrade', 'Upgrade: foo/2'],
  ['Cookie: ='],
  ['Cookie: __proto__=1; constructor=2'],
  ['Origin: %'],
];

for (const lines of headers) {
  test(`A request with ${lines.join(', ')} is answered at once wherever it goes, and not with 500`, async () => {
    for (const path of paths) {
      for (const method of ['GET', 'POST', 'OPTIONS', 'DELETE']) {
        const chunked = lines.some((line) => line.startsWith('Transfer-Encoding'));
        const body = method === 'POST' && !chunked ? ['Content-Length: 1', '', 'a'] : [];
        const end = body.length > 0 ? body : chunked ? ['', '0', '', ''] : ['', ''];
        const asked = [`${method} ${path} HTTP/1.1`, `Host: ${host}`, ...lines, ...end];
        const status = await status1(...asked);
        expect(status, asked.join('\n')).not.toBeNull();
        expect(status, asked.join('\n')).not.toBe(500);
      }
    }
  });
}

test('The lab still answers after all of that', async () => {
  expect(await request('GET', '/')).toBe(200);
  expect(await status2('GET', '/')).toBe(200);
});
