/** The lab in the place of somebody's own hosts: what it answers for them, and that it asks nobody else. */
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { expect, test } from '@playwright/test';
import { withKey } from '../../lab/base/exchange-key.ts';
import { problemOfOrigin } from '../../lab/base/own-hosts.ts';
import { createRunAuthority, type RunAuthority } from '../../lab/gateway/certificates/run.ts';
import { startEmbedded } from '../../lab/gateway/embedded.ts';
import type { Gateway } from '../../lab/gateway/gateway.ts';

test.describe.configure({ mode: 'default' });

const own = [
  'https://api.shop.example',
  'https://api.shop.example:8443',
  'http://shop.example',
  'http://localhost:3000',
  'https://localhost:3443',
];

let authority: RunAuthority;
let gateway: Gateway;
test.beforeAll(async () => {
  authority = await createRunAuthority();
  gateway = await startEmbedded(authority, own);
});
test.afterAll(() => gateway.close());

const proxyPort = () => Number(new URL(`http://${gateway.proxy}`).port);

/** The status line that the proxy answers a CONNECT with, and the socket. */
async function tunnel(target: string) {
  const socket = connect(proxyPort(), '127.0.0.1');
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  const [head] = await once(socket, 'data');
  return { status: String(head).split('\r\n')[0] ?? '', socket };
}

async function asked(href: string) {
  const url = new URL(href);
  const real = url.hostname === 'localhost' ? gateway.ports[Number(url.port)] : url.port || 443;
  const { socket } = await tunnel(`${url.hostname}:${real}`);
  const tls = connectTls({ socket, servername: url.hostname, ca: authority.cert });
  await once(tls, 'secureConnect');
  expect(tls.authorized).toBe(true);
  const headers = { host: url.host };
  const call = request({ path: url.pathname + url.search, headers, createConnection: () => tls });
  const [response] = await once(call.end(), 'response');
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

async function plainly(href: string) {
  const call = request({ host: '127.0.0.1', port: proxyPort(), path: href });
  const [response] = await once(call.end(), 'response');
  return { status: response.statusCode, body: await text(response) };
}

test('A registered answer is given for its key, whatever the query of the user says', async () => {
  const answer = {
    status: 418,
    setCookie: ['sid=1; Secure'],
    headers: [['X-Own', 'yes']],
  } as const;
  gateway.register?.(new Map([['p1.0', answer]]));
  const query = 'page=2&status=open&type=text/css&cookie=evil%3D1&location=https://other.test/';
  const got = await asked(withKey(`https://api.shop.example/cart?${query}`, 'p1.0'));
  expect(got.status).toBe(418);
  expect(got.headers['set-cookie']).toEqual(['sid=1; Secure']);
  expect(got.headers['x-own']).toBe('yes');
  expect(got.headers.location).toBeUndefined();
  const [arrival] = await gateway.arrivals('p1');
  expect(arrival).toMatchObject({ exchange: 'p1.0', host: 'api.shop.example', path: '/cart' });
});

test('Without a key nothing of the query is taken for a recipe', async () => {
  const got = await asked('https://api.shop.example/?status=418&cookie=sid%3D1&page=yes');
  expect(got.status).toBe(200);
  expect(got.headers['set-cookie']).toBeUndefined();
});

test('An answer is forgotten once its performance has been looked at', async () => {
  gateway.register?.(new Map([['p2.0', { status: 418 }]]));
  await gateway.arrivals('p2');
  const got = await asked(withKey('https://api.shop.example/', 'p2.0'));
  expect(got.status).toBe(200);
});

test('Ports, http and origins of this machine are served as they are written', async () => {
  for (const origin of ['https://api.shop.example:8443', 'https://localhost:3443']) {
    expect((await asked(`${origin}/`)).status, origin).toBe(200);
  }
  expect((await plainly('http://shop.example/')).status).toBe(200);
  expect((await plainly(`http://localhost:${gateway.ports[3000]}/`)).status).toBe(200);
});

test('Nothing leaves: what no scenario lists is refused, also on other ports and schemes of a host that one lists', async () => {
  const others = ['shop.example:443', 'www.shop.example:443', 'example.net:8080', '1.1.1.1:443'];
  for (const target of [...others, 'api.shop.example:80', 'api.shop.example:22']) {
    const { status, socket } = await tunnel(target);
    expect(status, target).toBe('HTTP/1.1 403 Forbidden');
    socket.destroy();
  }
  for (const href of ['http://www.shop.example/', 'http://api.shop.example/', 'http://1.1.1.1/']) {
    expect((await plainly(href)).status, href).toBe(403);
  }
});

test('An origin is refused for which the lab cannot stand in', () => {
  expect(own.map(problemOfOrigin)).toEqual(own.map(() => null));
  expect(problemOfOrigin('https://api.shop.example/cart')).toContain('https://api.shop.example');
  expect(problemOfOrigin('http://localhost')).toContain('port');
  expect(problemOfOrigin('ftp://shop.example')).toContain('neither');
  expect(problemOfOrigin('shop.example')).toContain('no URL');
  expect(problemOfOrigin('http://[::1]:3000')).toContain('IPv6');
});
