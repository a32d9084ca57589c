/** The recording proxy, asked as browsers ask it: in absolute form, and through tunnels. */
import { once } from 'node:events';
import {
  createServer as createHttp,
  type IncomingMessage,
  type RequestOptions,
  request,
  type Server,
} from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { checkServerIdentity, connect as connectTls } from 'node:tls';
import { expect, test } from '@playwright/test';
import WebSocket, { WebSocketServer } from 'ws';
import { createRunAuthority, type RunAuthority } from '../../../lab/gateway/certificates/run.ts';
import { createRecorder, type Recorder } from '../../../lab/gateway/recorder/recorder.ts';

test.describe.configure({ mode: 'default' });

let authority: RunAuthority;
let site: Server;
let secure: Server;
/** What the sites received: method, URL, raw headers. */
let arrived: { method: string; url: string; headers: readonly string[] }[] = [];
let recorder: Recorder;
let port: number;

const portOf = (server: Server) => (server.address() as AddressInfo).port;

function answer(incoming: IncomingMessage, outgoing: import('node:http').ServerResponse) {
  const { method = '', url = '', rawHeaders } = incoming;
  arrived.push({ method, url, headers: rawHeaders });
  outgoing.writeHead(url === '/login' ? 302 : 200, [
    ...['Set-Cookie', 'sid=1; Path=/; SameSite=Lax', 'Set-Cookie', 'theme=dark'],
    ...['Location', '/me', 'content-type', 'application/json'],
  ]);
  outgoing.end('{"secret":"in the body"}');
}

test.beforeAll(async () => {
  authority = await createRunAuthority();
  // Self-signed, as in development: by an authority that nobody trusts.
  const { cert, key } = await (await createRunAuthority()).certificateFor(['app.localhost']);
  site = createHttp(answer).listen(0, '127.0.0.1');
  secure = createHttps({ cert, key }, answer).listen(0) as unknown as Server;
  await Promise.all([once(site, 'listening'), once(secure, 'listening')]);
  new WebSocketServer({ server: site }).on('connection', (socket) => {
    socket.on('message', (data) => socket.send(`heard ${data}`));
  });
});
test.afterAll(() => {
  site.close();
  secure.close();
});
test.beforeEach(async () => {
  arrived = [];
  recorder = createRecorder({
    authority,
    hosts: ['localhost', 'app.localhost', '127.0.0.1'],
    marks: false,
  });
  port = await recorder.listen();
});
test.afterEach(() => recorder.close());

async function ask(options: RequestOptions, body = '') {
  const asked = request({ host: '127.0.0.1', port, ...options });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return { response, body: await text(response) };
}

/** A tunnel to `host:port`. */
async function tunnel(to: string): Promise<Socket> {
  const asked = request({ host: '127.0.0.1', port, method: 'CONNECT', path: to }).end();
  const [, socket] = (await once(asked, 'connect')) as [unknown, Socket];
  return socket;
}

/** TLS in a tunnel, which trusts the authority of the run alone. */
async function secureTunnel(to: string): Promise<Socket> {
  const socket = await tunnel(to);
  const host = to.replace(/:\d+$/, '');
  const inner = connectTls({
    socket,
    // TLS names no IP address; which name the certificate has is looked at all the same.
    ...(/^[\d.:]+$/.test(to) ? {} : { servername: host }),
    checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
    ca: authority.cert,
  });
  await once(inner, 'secureConnect');
  return inner;
}

test('A request reaches the server as it was sent, and is recorded with each Set-Cookie line and no body', async () => {
  const origin = `http://localhost:${portOf(site)}`;
  const { response, body } = await ask(
    {
      method: 'POST',
      path: `${origin}/login?a=1`,
      headers: {
        Host: `localhost:${portOf(site)}`,
        Cookie: 'old=1',
        'X-Odd-CASE': 'kept',
        'Content-Length': '5',
        'Proxy-Connection': 'keep-alive',
      },
    },
    'hello',
  );
  expect(response.statusCode).toBe(200);
  expect(body).toBe('{"secret":"in the body"}');
  expect(response.headers['set-cookie']).toHaveLength(2);
  expect(arrived[0]?.headers).toContain('X-Odd-CASE');
  expect(arrived[0]?.headers.join()).not.toContain('Proxy-');
  const [exchange] = recorder.exchanges;
  expect(exchange).toMatchObject({ method: 'POST', url: `${origin}/login?a=1`, error: null });
  expect(exchange?.requestHeaders).toContainEqual(['Cookie', 'old=1']);
  expect(exchange?.requestHeaders.flat().join()).not.toContain('Proxy-');
  expect(exchange?.response?.headers.filter(([name]) => name === 'Set-Cookie')).toEqual([
    ['Set-Cookie', 'sid=1; Path=/; SameSite=Lax'],
    ['Set-Cookie', 'theme=dark'],
  ]);
  expect(JSON.stringify(recorder.exchanges)).not.toMatch(/hello|in the body/);
});

test('TLS ends at the proxy, which shows a certificate of the run; on this machine any certificate of the server will do', async () => {
  const to = `app.localhost:${portOf(secure)}`;
  const inner = await secureTunnel(to);
  const { response } = await ask({
    createConnection: () => inner,
    path: '/login',
    headers: { host: to },
  });
  expect(response.statusCode).toBe(302);
  expect(recorder.exchanges).toMatchObject([
    { url: `https://${to}/login`, response: { status: 302 } },
  ]);
  inner.destroy();
});

test('A server elsewhere whose certificate does not hold is sent nothing', async () => {
  const elsewhere = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address;
  test.skip(elsewhere === undefined, 'this machine has no address but its own');
  const inner = await secureTunnel(`${elsewhere}:${portOf(secure)}`);
  const asked = request({
    createConnection: () => inner,
    path: '/login',
    headers: { cookie: 'sid=secret', accept: 'text/html' },
  }).end();
  await expect(once(asked, 'response')).rejects.toThrow();
  expect(arrived).toEqual([]);
  expect(recorder.exchanges[0]).toMatchObject({ response: null });
  expect(recorder.exchanges[0]?.error).toContain('certificate does not hold');
});

test('WebSockets speak through it, and are recorded as such', async () => {
  const through = await tunnel(`localhost:${portOf(site)}`);
  // As Chromium and Firefox open it: in a tunnel.
  const to = `localhost:${portOf(site)}`;
  const socket = new WebSocket(`ws://${to}/live`, { createConnection: () => through });
  await once(socket, 'open');
  socket.send('ho');
  expect(String((await once(socket, 'message'))[0])).toBe('heard ho');
  socket.terminate();
  // As WebKit opens it: in absolute form, without a tunnel.
  const asked = request({
    host: '127.0.0.1',
    port,
    path: `http://${to}/live`,
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    },
  }).end();
  const [response, open] = (await once(asked, 'upgrade')) as [IncomingMessage, Socket];
  expect(response.statusCode).toBe(101);
  open.write(Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x68, 0x69])); // RFC 6455 §5.2: text "hi"
  const [said] = await once(open, 'data');
  expect(String(said)).toContain('heard hi');
  open.destroy();
  expect(recorder.exchanges).toMatchObject(
    [1, 2].map(() => ({ url: `ws://${to}/live`, response: { status: 101 } })),
  );
});

test('What a browser asks for itself is neither sent nor recorded; whoever a page asks is', async () => {
  const name = `other.localhost:${portOf(site)}`;
  const own = request({
    ...{ host: '127.0.0.1', port, path: `http://${name}/update` },
    headers: { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'no-cors' },
  }).end();
  await expect(once(own, 'response')).rejects.toThrow();
  expect(arrived).toEqual([]);
  const { response } = await ask({
    path: `http://${name}/api`,
    headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'empty' },
  });
  expect(response.statusCode).toBe(200);
  expect(recorder.exchanges.map(({ url }) => url)).toEqual([`http://${name}/api`]);
});

test('A server that is not there is an exchange without a response, and says why', async () => {
  const gone = createHttp().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const url = `http://localhost:${portOf(gone)}/`;
  gone.close();
  await once(gone, 'close');
  const asked = request({ host: '127.0.0.1', port, path: url }).end();
  await expect(once(asked, 'response')).rejects.toThrow();
  expect(recorder.exchanges).toMatchObject([{ url, response: null }]);
  expect(recorder.exchanges[0]?.error).toContain('ECONNREFUSED');
});

test('localhost is found at whichever of its two addresses the server listens', async () => {
  const six = createHttp(answer);
  const listens = await new Promise<boolean>((resolve) => {
    six.once('error', () => resolve(false)).listen(0, '::1', () => resolve(true));
  });
  test.skip(!listens, 'this machine has no IPv6');
  for (const server of [six, site]) {
    const { response } = await ask({ path: `http://localhost:${portOf(server)}/` });
    expect(response.statusCode).toBe(200);
  }
  six.close();
});

test('A page of another browser finds no server there: what is no proxy request is cut off', async () => {
  const asked = request({
    host: '127.0.0.1',
    port,
    path: '/',
    headers: { origin: 'http://evil.example' },
  }).end();
  await expect(once(asked, 'response')).rejects.toThrow();
  expect(recorder.exchanges).toEqual([]);
});
