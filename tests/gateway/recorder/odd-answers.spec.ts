/** Whatever a server answers, a browser gets through the recorder what it gets without. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { createRunAuthority, type RunAuthority } from '../../../lab/gateway/certificates/run.ts';
import { portOf } from '../../../lab/gateway/front.ts';
import { createRecorder, type Recorder } from '../../../lab/gateway/recorder/recorder.ts';
import { outcome } from './outcome.ts';

test.describe.configure({ mode: 'default' });

let authority: RunAuthority;
let recorder: Recorder;
let proxy: number;
/** Reads a request, and writes the octets that are next. */
let site: Server;
let next: (socket: Socket, head: string) => void;

test.beforeAll(async () => {
  authority = await createRunAuthority();
  site = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (data) => next(socket, data.toString('latin1')));
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
});
test.afterAll(() => void site.close());
test.beforeEach(async () => {
  recorder = createRecorder({ authority, hosts: ['localhost'], marks: true });
  proxy = await recorder.listen();
});
test.afterEach(() => recorder.close());

const failed = (error: Error) => error.name;

async function both(method: string, headers: Record<string, string> = {}, body?: string) {
  const host = `localhost:${portOf(site)}`;
  const options = { method, headers: { host, 'sec-fetch-site': 'same-origin', ...headers } };
  const direct = { ...options, host: '127.0.0.1', port: portOf(site), path: '/' };
  const through = { ...options, host: '127.0.0.1', port: proxy, path: `http://${host}/` };
  return [
    await outcome(direct, body).catch(failed),
    await outcome(through, body).catch(failed),
  ] as const;
}

const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,12}$/);
/** Octets that browsers take in a header, those beyond ASCII included. */
const value = fc
  .array(
    fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f),
    { maxLength: 20 },
  )
  .map((codes) => String.fromCharCode(...codes).trim());
const name = fc.oneof(
  fc.constantFrom('Set-Cookie', 'set-cookie', 'SET-COOKIE', 'Vary', 'Location', 'X-Odd'),
  token.map((word) => `X-${word}`),
);
const answer = fc.record({
  method: fc.constantFrom('GET', 'POST', 'HEAD', 'OPTIONS', 'DELETE', 'PATCH'),
  status: fc.constantFrom(200, 201, 204, 205, 206, 302, 304, 401, 404, 418, 500, 599, 999),
  reason: fc.constantFrom('OK', '', 'Ça va', 'Not  Found'),
  headers: fc.array(fc.tuple(name, value), { maxLength: 12 }),
  body: fc.string({ unit: 'binary', maxLength: 300 }),
  framing: fc.constantFrom('length', 'chunked', 'close'),
  before: fc.constantFrom(
    '',
    'HTTP/1.1 102 Processing\r\n\r\n',
    'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n',
  ),
});

test('Status, header lines in their order and spelling, and body are those of the server', async () => {
  test.slow();
  await fc.assert(
    fc.asyncProperty(
      answer,
      async ({ method, status, reason, headers, framing, before, ...rest }) => {
        const isEmpty = method === 'HEAD' || status === 204 || status === 304;
        const octets = Buffer.from(rest.body);
        const length = isEmpty && status === 204 ? [] : [`Content-Length: ${octets.length}`];
        const frame = {
          length,
          chunked: ['Transfer-Encoding: chunked'],
          close: ['Connection: close'],
        };
        const lines = [
          ...headers.map(([name, value]) => `${name}: ${value}`),
          ...frame[isEmpty ? 'length' : framing],
        ];
        const half = octets.length >> 1;
        next = (socket) => {
          socket.write(
            `${before}HTTP/1.1 ${status} ${reason}\r\n${lines.join('\r\n')}\r\n\r\n`,
            'latin1',
          );
          if (isEmpty) return socket.end();
          for (const piece of [octets.subarray(0, half), octets.subarray(half)]) {
            if (framing !== 'chunked') socket.write(piece);
            else if (piece.length > 0) {
              socket.write(`${piece.length.toString(16)}\r\n`);
              socket.write(piece);
              socket.write('\r\n');
            }
          }
          socket.end(framing === 'chunked' ? '0\r\n\r\n' : '');
        };
        const [direct, through] = await both(method);
        expect(through).toEqual(direct);
        const recorded = recorder.exchanges.at(-1)?.response;
        expect(recorded?.headers.filter(([name]) => /^set-cookie$/i.test(name))).toEqual(
          headers.filter(([name]) => /^set-cookie$/i.test(name)),
        );
      },
    ),
    { numRuns: 60 },
  );
});

const cases: Record<string, string> = {
  'that is cut off in its length': 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort',
  'that is cut off in a chunk': 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nshort',
  'with control characters': 'HTTP/1.1 200 OK\r\nSet-Cookie: a=\x01b\r\nContent-Length: 0\r\n\r\n',
  'with a space in a name': 'HTTP/1.1 200 OK\r\nX Odd: 1\r\nContent-Length: 0\r\n\r\n',
  'with lines that end in LF alone': 'HTTP/1.1 200 OK\nSet-Cookie: a=1\nContent-Length: 0\n\n',
  'that is none': 'SSH-2.0-OpenSSH_9.2\r\n',
  'that is empty': '',
};
for (const [what, octets] of Object.entries(cases)) {
  test(`An answer ${what} is the same`, async () => {
    next = (socket) => void socket.end(octets, 'latin1');
    const [direct, through] = await both('GET');
    expect(through).toEqual(direct);
  });
}

test('A server that resets the connection has given no response, and the next request goes on', async () => {
  next = (socket) => void socket.resetAndDestroy();
  expect(await both('GET')).toEqual(['Error', 'Error']);
  expect(recorder.exchanges.at(-1)).toMatchObject({ response: null, error: expect.any(String) });
  next = (socket) => void socket.end('HTTP/1.1 204 No Content\r\n\r\n');
  expect(await both('GET')).toMatchObject([{ statusCode: 204 }, { statusCode: 204 }]);
});

test('A request that expects to be told to continue is answered', async () => {
  let received = '';
  next = (socket, head) => {
    received = head;
    socket.write('HTTP/1.1 100 Continue\r\n\r\n');
    socket.on('data', (data) => {
      received += data;
      if (received.endsWith('hello')) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    });
    if (received.endsWith('hello')) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
  };
  const [direct, through] = await both(
    'POST',
    { expect: '100-continue', 'content-length': '5' },
    'hello',
  );
  expect(through).toEqual(direct);
  expect(received).toMatch(/hello$/);
});

test('Events arrive as the server sends them, and a request that is given up is given up there', async () => {
  let closed: Promise<unknown> = Promise.resolve();
  next = (socket) => {
    closed = once(socket, 'close');
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: one\n\n');
  };
  const path = `http://localhost:${portOf(site)}/`;
  const asked = request({ host: '127.0.0.1', port: proxy, path, agent: false }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const [event] = await once(response, 'data');
  expect(String(event)).toBe('data: one\n\n');
  response.on('error', () => {});
  asked.destroy();
  await closed;
});
