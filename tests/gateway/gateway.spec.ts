/** The embedded lab over real TLS. One lab for all tests of the file. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { connect, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { expect, test } from '@playwright/test';
import { apiHost, hostNames, topologyIds } from '../../lab/base/topology.ts';
import { createRunAuthority, type RunAuthority } from '../../lab/gateway/certificates/run.ts';
import { startEmbedded } from '../../lab/gateway/embedded.ts';
import type { Gateway } from '../../lab/gateway/gateway.ts';
import { listening } from '../listening.ts';

test.describe.configure({ mode: 'default' });

let authority: RunAuthority;
let gateway: Gateway;
test.beforeAll(async () => {
  authority = await createRunAuthority();
  gateway = await startEmbedded(authority);
});
test.afterAll(() => gateway.close());

const proxyPort = (lab = gateway) => Number(new URL(`http://${lab.proxy}`).port);

/** Asks the proxy for a tunnel; resolves with its status line and the socket. */
async function tunnel(target: string, lab = gateway): Promise<{ status: string; socket: Socket }> {
  const socket = connect(proxyPort(lab), '127.0.0.1');
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  const [head] = await once(socket, 'data');
  return { status: String(head).split('\r\n')[0] ?? '', socket };
}

/** A verified TLS connection to a lab host. */
async function secure(
  host: string,
  protocol: 'h2' | 'http/1.1',
  lab = gateway,
): Promise<TLSSocket> {
  const { socket } = await tunnel(`${host}:443`, lab);
  const options = { socket, servername: host, ca: authority.cert, ALPNProtocols: [protocol] };
  const tls = connectTls(options);
  await once(tls, 'secureConnect');
  expect(tls.authorized).toBe(true);
  expect(tls.alpnProtocol).toBe(protocol);
  return tls;
}

async function overHttp1(host: string, paths: readonly string[]): Promise<string[]> {
  const bodies: string[] = [];
  for (const path of paths) {
    const socket = await secure(host, 'http/1.1');
    const asked = request({ path, headers: { host }, createConnection: () => socket }).end();
    const [response] = await once(asked, 'response');
    bodies.push(await text(response));
    socket.destroy();
  }
  return bodies;
}

async function overHttp2(host: string, paths: readonly string[]): Promise<string[]> {
  const socket = await secure(host, 'h2');
  const session = connectHttp2(`https://${host}`, { createConnection: () => socket });
  const bodies = await Promise.all(
    paths.map((path) => text(session.request({ ':path': path, ':authority': host }))),
  );
  session.destroy();
  return bodies;
}

/** By the proxy, in absolute form. */
async function plain(url: string, headers: Record<string, string> = {}) {
  const { host } = URL.canParse(url) ? new URL(url) : { host: 'x' };
  const port = proxyPort();
  const asked = request({
    host: '127.0.0.1',
    port,
    path: url,
    headers: { host, ...headers },
  }).end();
  const [response] = await once(asked, 'response');
  return { status: response.statusCode as number, body: await text(response) };
}

const isPage = (body: string | undefined, host: string) =>
  body?.includes(`<title>${host}</title>`) === true;
const isAccount = (body: string | undefined, host: string) =>
  body?.startsWith('{') === true && JSON.parse(body).host === host;

for (const topology of topologyIds) {
  for (const [protocol, ask] of [
    ['HTTP/2', overHttp2],
    ['HTTP/1.1', overHttp1],
  ] as const) {
    test(`Under ${topology} every host is answered by its service, verified, over ${protocol}`, async () => {
      for (const host of hostNames(topology)) {
        const [root, below] = await ask(host, ['/', '/api/x']);
        const byApi = apiHost.test(host);
        expect(byApi ? isAccount(root, host) : isPage(root, host), host).toBe(true);
        expect(isAccount(below, host), `${host}/api/`).toBe(true);
      }
    });
  }
}

test('Every host is answered over plain http too', async () => {
  for (const host of hostNames('test')) {
    const { status, body } = await plain(`http://${host}/`);
    expect(status).toBe(200);
    expect(apiHost.test(host) ? isAccount(body, host) : isPage(body, host), host).toBe(true);
  }
});

test('/api is the frontend’s, and only what is below it the API’s', async () => {
  const host = 'www.example.test';
  expect(isPage((await plain(`http://${host}/api`)).body, host)).toBe(true);
  expect(isPage((await plain(`http://${host}/apis/x`)).body, host)).toBe(true);
});

test('The loopback origins are answered on their real ports, through the proxy and beside it', async () => {
  const [a, b] = [gateway.ports[7001], gateway.ports[7002]];
  for (const host of ['localhost', '127.0.0.1']) {
    expect(isPage((await plain(`http://${host}:${a}/`)).body, `${host}:${a}`)).toBe(true);
    expect(isAccount((await plain(`http://${host}:${b}/`)).body, `${host}:${b}`)).toBe(true);
  }
  const direct = await fetch(`http://127.0.0.1:${a}/`);
  expect(await direct.text()).toContain('<!doctype html>');
});

test('What arrives anywhere is remembered in one place', async () => {
  await overHttp2('api.example.com', ['/?exchange=all.0']);
  await overHttp1('www.example.test', ['/api/?exchange=all.1']);
  await plain('http://other.localhost/?exchange=all.2');
  await fetch(`http://127.0.0.1:${gateway.ports[7002]}/?exchange=all.3`);
  const seen = (await gateway.arrivals('all')).map((one) => [
    one.scheme,
    one.httpVersion,
    one.path,
  ]);
  expect(seen).toEqual([
    ['https', '2.0', '/'],
    ['https', '1.1', '/api/'],
    ['http', '1.1', '/'],
    ['http', '1.1', '/'],
  ]);
  expect(await gateway.arrivals('all')).toEqual([]);
});

test('The proxy hands headers on as they are, but those meant for itself', async () => {
  await plain('http://api.example.test/?exchange=heads.0', {
    cookie: 'a=1; a=2',
    'proxy-authorization': 'x',
    'proxy-connection': 'keep-alive',
  });
  expect(await gateway.arrivals('heads')).toMatchObject([{ cookieHeader: 'a=1; a=2' }]);
});

const foreign = [
  'evil.com:443',
  'www.example.test:22',
  'example.test.evil.com:443',
  '169.254.169.254:80',
  'localhost:7001',
  'localhost:22',
  '[::1]:443',
  '',
  'www.example.test',
];

test('The proxy makes no tunnel to what is not the lab', async () => {
  for (const target of foreign) {
    const { status, socket } = await tunnel(target);
    expect(status, target).toMatch(/^HTTP\/1\.1 40[03] /);
    socket.destroy();
  }
});

test('One that is refused and hangs up at once disturbs nobody', async () => {
  const hangUps = Array.from({ length: 5 }, async () => {
    const socket = connect(proxyPort(), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('CONNECT foreign.example:443 HTTP/1.1\r\nHost: foreign.example\r\n\r\n', () =>
      socket.resetAndDestroy(),
    );
    await once(socket, 'close');
  });
  await Promise.all(hangUps);
  await wait(50);
  expect((await tunnel('www.example.test:443')).status).toContain('200');
});

test('The proxy makes no request to what is not the lab', async () => {
  for (const url of [
    'http://evil.com/',
    'http://example.test.evil.com/',
    'http://www.example.test:8080/',
    'http://www.example.test@evil.com/',
    `http://127.0.0.1:${proxyPort()}/`,
    'http://localhost/',
    'ftp://evil.com/',
    'file:///etc/passwd',
    '/',
  ]) {
    const { status, body } = await plain(url);
    expect(status, url).toBe(403);
    expect(body).toContain('cookie lab only');
  }
});

test('Nothing that is asked makes the lab connect anywhere but to loopback', async () => {
  const hosts: unknown[] = [];
  const { connect: original } = Socket.prototype;
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    const [options] = args.flat() as [{ host?: string }];
    hosts.push(options.host);
    return Reflect.apply(original, this, args);
  } as typeof original;
  try {
    for (const target of [...foreign, 'www.example.com:443', 'api.example.org:80']) {
      (await tunnel(target)).socket.destroy();
    }
    await plain('http://evil.com/');
    await plain('http://www.example.com/');
  } finally {
    Socket.prototype.connect = original;
  }
  expect(hosts.length).toBeGreaterThan(foreign.length + 2); // ours to the proxy, and the proxy's own
  expect(new Set(hosts)).toEqual(new Set(['127.0.0.1']));
});

test('All that listens is bound to loopback, and is free again once the lab is closed', async () => {
  test.skip(!existsSync('/proc/self/net/tcp'), 'needs the /proc of Linux');
  const before = new Set(listening());
  const other = await startEmbedded(authority);
  const opened = listening().filter((address) => !before.has(address));
  // https, http, two ports of localhost, the proxy; and the servers of examples behind a proxy
  expect(opened).toHaveLength(5 + 4);
  for (const address of opened) expect(address).toMatch(/^0100007F:/);
  // Connections that stay open must not keep it from closing.
  const idle = connect(proxyPort(other), '127.0.0.1');
  idle.on('error', () => {});
  await once(idle, 'connect');
  await other.close();
  expect(listening().filter((address) => opened.includes(address))).toEqual([]);
  idle.destroy();
});

for (const held of ['an open tunnel', 'HTTP/1.1', 'HTTP/2'] as const) {
  test(`The lab closes while a browser holds a connection: ${held}`, async () => {
    const other = await startEmbedded(authority);
    const socket =
      held === 'an open tunnel'
        ? (await tunnel('api.example.test:443', other)).socket
        : await secure('api.example.test', held === 'HTTP/2' ? 'h2' : 'http/1.1', other);
    socket.on('error', () => {});
    const closed = other.close().then(() => 'closed');
    expect(await Promise.race([closed, wait(1_500, 'still open')])).toBe('closed');
  });
}
