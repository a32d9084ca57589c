/** Servers that speak HTTP/2 alone, behind the recorder. */
import { once } from 'node:events';
import { request } from 'node:http';
import { createSecureServer, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { expect, test } from '@playwright/test';
import { createRunAuthority, type RunAuthority } from '../../../lab/gateway/certificates/run.ts';
import { portOf } from '../../../lab/gateway/front.ts';
import { createRecorder, type Recorder } from '../../../lab/gateway/recorder/recorder.ts';
import { outcome } from './outcome.ts';

test.describe.configure({ mode: 'default' });

let authority: RunAuthority;
let recorder: Recorder;
let proxy: number;
let server: ReturnType<typeof createSecureServer>;
let sessions = 0;
let respond: (stream: ServerHttp2Stream, headers: Readonly<Record<string, unknown>>) => void;

test.beforeAll(async () => {
  authority = await createRunAuthority();
  // As development servers have it: signed by nobody. No HTTP/1.1.
  const leaf = await (await createRunAuthority()).certificateFor(['localhost']);
  server = createSecureServer({ ...leaf, allowHTTP1: false }).listen(0);
  server.on('session', () => sessions++);
  server.on('stream', (stream, headers) =>
    respond(
      stream.on('error', () => {}),
      headers,
    ),
  );
  await once(server, 'listening');
});
test.afterAll(() => void server.close());
test.beforeEach(async () => {
  recorder = createRecorder({ authority, hosts: ['localhost'], marks: true });
  proxy = await recorder.listen();
});
test.afterEach(() => recorder.close());

async function ask(method = 'GET', headers: Record<string, string> = {}, body?: string) {
  const host = `localhost:${portOf(server)}`;
  const connected = request({
    host: '127.0.0.1',
    port: proxy,
    method: 'CONNECT',
    path: host,
  }).end();
  const [, socket] = (await once(connected, 'connect')) as [unknown, Socket];
  const inner = connectTls({ socket, servername: 'localhost', ca: authority.cert });
  await once(inner, 'secureConnect');
  const options = {
    createConnection: () => inner,
    path: '/me?a=1',
    method,
    headers: { host, ...headers },
  };
  return outcome(options, body).finally(() => inner.destroy());
}

test('A server that speaks HTTP/2 alone is asked in one session, with what the browser sent', async () => {
  const asked: Readonly<Record<string, unknown>>[] = [];
  const bodies: Promise<string>[] = [];
  respond = (stream, headers) => {
    asked.push(headers);
    bodies.push(text(stream));
    stream.additionalHeaders({ ':status': 103, link: '</a.css>; rel=preload' });
    stream.respond({ ':status': 201, 'set-cookie': ['a=1; Path=/', 'b=é, 2'], vary: 'Origin' });
    stream.end('{"ok":1}');
  };
  sessions = 0;
  const sent = { Cookie: 'sid=1; n=\u00e9', 'X-Odd': 'kept', Origin: 'https://app.test' };
  const all = await Promise.all([
    ask('GET', sent),
    ask('PUT', { ...sent, 'Content-Length': '5' }, 'hello'),
    ask('POST', { ...sent, 'Transfer-Encoding': 'chunked' }, 'streamed'),
  ]);
  for (const one of all) {
    expect(one).toMatchObject({ statusCode: 201, body: '{"ok":1}' });
    expect(one.headers.filter(([name]) => name === 'set-cookie')).toEqual([
      ['set-cookie', 'a=1; Path=/'],
      ['set-cookie', 'b=é, 2'],
    ]);
  }
  expect(await Promise.all(bodies)).toEqual(expect.arrayContaining(['', 'hello', 'streamed']));
  expect(sessions).toBe(1);
  for (const headers of asked) {
    expect(headers).toMatchObject({
      ':authority': `localhost:${portOf(server)}`,
      ':path': '/me?a=1',
      cookie: sent.Cookie,
      'x-odd': 'kept',
    });
    expect(headers).not.toHaveProperty('host');
  }
  expect(recorder.exchanges[0]?.requestHeaders.map(([name]) => name)).toContain('X-Odd');
});

test('What it ends too early is cut off, and what it refuses has no response', async () => {
  respond = (stream) => {
    stream.respond({ ':status': 200 });
    stream.write('half', () => stream.session?.destroy());
  };
  expect((await ask()).body).toBe('cut off');
  respond = (stream) => stream.destroy(new Error('internal'));
  await expect(ask()).rejects.toThrow();
  expect(recorder.exchanges.at(-1)).toMatchObject({ response: null, error: expect.any(String) });
  respond = (stream) => stream.respond({ ':status': 204 }, { endStream: true });
  expect(await ask('HEAD')).toMatchObject({ statusCode: 204, body: '' });
});

test('After the server has ended the session, another one is begun', async () => {
  respond = (stream) => {
    stream.respond({ ':status': 200 });
    stream.end('ok');
    const { session } = stream;
    stream.once('close', () => session?.close());
  };
  sessions = 0;
  for (let i = 0; i < 3; i++) expect(await ask()).toMatchObject({ statusCode: 200, body: 'ok' });
  expect(sessions).toBeGreaterThan(1);
});

test('Much goes through: more than any window holds', async () => {
  const much = 'x'.repeat(5_000_000);
  respond = (stream) => {
    stream.respond({ ':status': 200 });
    stream.pipe(stream);
  };
  const { body } = await ask('POST', { 'Content-Length': String(much.length) }, much);
  expect(body === much).toBe(true);
});
