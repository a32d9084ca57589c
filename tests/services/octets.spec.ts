/** Header values are octets: the same over HTTP/1.1, HTTP/2 and plain http, whatever else is in the answer. */
import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { expect, test } from '@playwright/test';
import { type Answer, encodeRecipe } from '../../lab/base/recipe.ts';
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

/** Every octet that is no ASCII, a character each. */
const octets = String.fromCharCode(...Array.from({ length: 128 }, (_, place) => 128 + place));

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly answer: Answer;
}

const toProxy = () => connect(Number(gateway.proxy?.split(':')[1]), '127.0.0.1');

async function secure(host: string, protocol: 'h2' | 'http/1.1') {
  const socket = toProxy();
  socket.write(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\n\r\n`);
  await once(socket, 'data');
  const ca = authority.cert;
  const tls = connectTls({ socket, servername: host, ca, ALPNProtocols: [protocol] });
  await once(tls, 'secureConnect');
  return tls;
}

/** The header lines of an answer as they are on the wire, read as ISO 8859-1: a character an octet. */
async function onTheWire(socket: Socket, url: string, host: string, asked: Asked) {
  const lines = [`${asked.method ?? 'GET'} ${url} HTTP/1.1`, `Host: ${host}`];
  for (const [name, value] of Object.entries(asked.headers ?? {})) lines.push(`${name}: ${value}`);
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  let text = '';
  while (!text.includes('\r\n\r\n')) {
    const [chunk] = await once(socket, 'data');
    text += (chunk as Buffer).toString('latin1');
  }
  socket.destroy();
  const [head = ''] = text.split('\r\n\r\n');
  return head.split('\r\n').slice(1);
}

const path = ({ answer }: Asked) => `/?${encodeRecipe({ answer })}`;

const ways: Readonly<Record<string, (host: string, asked: Asked) => Promise<string[]>>> = {
  'HTTP/1.1': async (host, asked) =>
    onTheWire(await secure(host, 'http/1.1'), path(asked), host, asked),
  'plain http': (host, asked) => onTheWire(toProxy(), `http://${host}${path(asked)}`, host, asked),
  'HTTP/2': async (host, asked) => {
    const socket = await secure(host, 'h2');
    const session = connectHttp2(`https://${host}`, { createConnection: () => socket });
    const { method = 'GET', headers } = asked;
    const stream = session.request({ ':method': method, ':path': path(asked), ...headers });
    const [, , raw] = (await once(stream.end(), 'response')) as [unknown, unknown, string[]];
    session.destroy();
    return raw.flatMap((name, place) => (place % 2 ? [] : [`${name}: ${raw[place + 1]}`]));
  },
};

const websocket = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
};
const preflighted = {
  Origin: 'https://www.example.test',
  'Access-Control-Request-Method': 'PUT',
};
const setCookie = [`sid=${octets}`, `${octets}=1`];

const answers: Readonly<Record<string, Asked>> = {
  'an account': { answer: { setCookie } },
  'a page': { answer: { setCookie, page: true } },
  'a body': { answer: { setCookie, body: 'é' } },
  'an empty body': { answer: { setCookie, body: '' } },
  'no body': { answer: { setCookie, status: 204 } },
  'an error': { answer: { setCookie, status: 500 } },
  'a redirect': { answer: { setCookie, location: `https://www.example.test/${octets}` } },
  'further headers': { answer: { setCookie, headers: [['X-Octets', octets]] } },
  'an answer to a POST': {
    method: 'POST',
    headers: { 'Content-Length': '0' },
    answer: { setCookie },
  },
  'a preflight': {
    method: 'OPTIONS',
    headers: preflighted,
    answer: { preflight: { setCookie } },
  },
  'a preflight that permits': {
    method: 'OPTIONS',
    headers: preflighted,
    answer: { cors: { mode: 'star', credentials: false }, preflight: { setCookie } },
  },
  'further headers of a preflight': {
    method: 'OPTIONS',
    headers: preflighted,
    answer: { preflight: { setCookie, lines: [['X-Octets', octets]] } },
  },
  'a WebSocket': { headers: websocket, answer: { setCookie } },
  'a refused WebSocket': { headers: websocket, answer: { setCookie, status: 403 } },
};

/** Header lines that the recipe writes, names in lower case. */
const written = (lines: readonly string[]) =>
  lines
    .map((line) => line.replace(/^[^:]*/, (name) => name.toLowerCase()))
    .filter((line) => /^(set-cookie|location|x-octets):/.test(line));

for (const [what, asked] of Object.entries(answers)) {
  for (const [way, ask] of Object.entries(ways)) {
    if (asked.headers === websocket && way === 'HTTP/2') continue;
    test(`Over ${way} ${what} carries every octet from 0x80 as it is`, async () => {
      for (const host of ['www.example.test', 'api.example.test']) {
        const { location, headers = [], preflight } = asked.answer;
        expect(written(await ask(host, asked))).toEqual(
          written([
            ...(location ? [`location: ${location}`] : []),
            ...setCookie.map((line) => `set-cookie: ${line}`),
            ...[...headers, ...(preflight?.lines ?? [])].map((pair) => pair.join(': ')),
          ]),
        );
      }
    });
  }
}
