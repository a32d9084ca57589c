/** The client of WebDriver against an endpoint that says what it is told. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import { WebDriver } from '../../lab/browsers/webdriver.ts';

interface Asked {
  readonly command: string;
  readonly body: unknown;
}
type Reply = { status?: number; value: unknown };

let server: Server;
let asked: Asked[];
let replies: Record<string, Reply>;
let driver: WebDriver;

test.beforeEach(async () => {
  asked = [];
  replies = { 'POST /session': { value: { sessionId: 's', capabilities: { browserName: 'x' } } } };
  server = createServer(async (request, response) => {
    const command = `${request.method} ${request.url}`;
    const body = await text(request);
    asked.push({ command, body: body === '' ? null : JSON.parse(body) });
    const reply = replies[command] ?? { value: null };
    if (reply.status === 0) return; // says nothing
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ value: reply.value }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  driver = new WebDriver(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
test.afterEach(async () => {
  server.closeAllConnections();
  server.close();
});

const commands = () => asked.map(({ command }) => command);

test('An endpoint is ready when it says so, and not when it does not answer', async () => {
  replies['GET /status'] = { value: { ready: true } };
  expect(await driver.ready()).toBe(true);
  replies['GET /status'] = { value: { ready: false } };
  expect(await driver.ready()).toBe(false);
  expect(await new WebDriver('http://127.0.0.1:1').ready()).toBe(false);
});

test('A session is made with what it must match', async () => {
  const session = await driver.newSession({ acceptInsecureCerts: false }, 1_000);
  expect(session.capabilities).toEqual({ browserName: 'x' });
  expect(asked).toEqual([
    {
      command: 'POST /session',
      body: { capabilities: { alwaysMatch: { acceptInsecureCerts: false } } },
    },
  ]);
});

test('A script is run with its arguments, under a deadline that is told once', async () => {
  const session = await driver.newSession({}, 1_000);
  replies['POST /session/s/execute/async'] = { value: { a: [1] } };
  expect(await session.executeAsync('return 1', [2, null], 900)).toEqual({ a: [1] });
  await session.executeAsync('return 2', [], 900);
  expect(commands()).toEqual([
    'POST /session',
    'POST /session/s/timeouts',
    'POST /session/s/execute/async',
    'POST /session/s/execute/async',
  ]);
  expect(asked[1]?.body).toEqual({ script: 900 });
  expect(asked[2]?.body).toEqual({ script: 'return 1', args: [2, null] });
});

test('A click is on the element that a selector finds', async () => {
  const session = await driver.newSession({}, 1_000);
  replies['POST /session/s/element'] = {
    value: { 'element-6066-11e4-a52e-4f735466cecf': 'e1' },
  };
  await session.click('button');
  expect(commands().slice(1)).toEqual([
    'POST /session/s/element',
    'POST /session/s/element/e1/click',
  ]);
  expect(asked[1]?.body).toEqual({ using: 'css selector', value: 'button' });
});

test('A frame is found by a selector, and the top-level document without one', async () => {
  const session = await driver.newSession({}, 1_000);
  const element = { 'element-6066-11e4-a52e-4f735466cecf': 'e1' };
  replies['POST /session/s/element'] = { value: element };
  await session.switchToFrame('iframe');
  await session.switchToFrame(null);
  expect(asked.slice(-3).map(({ body }) => body)).toEqual([
    { using: 'css selector', value: 'iframe' },
    { id: element },
    { id: null },
  ]);
});

test('The buttons for reload and back wait as long for a page as a navigation', async () => {
  const session = await driver.newSession({}, 1_000);
  await session.refresh(900);
  await session.back(900);
  expect(commands().slice(1)).toEqual([
    'POST /session/s/timeouts',
    'POST /session/s/refresh',
    'POST /session/s/back',
  ]);
});

test('An error of the endpoint keeps its code', async () => {
  const session = await driver.newSession({}, 1_000);
  replies['POST /session/s/url'] = {
    status: 500,
    value: { error: 'timeout', message: 'too slow', stacktrace: '' },
  };
  await expect(session.navigate('https://www.example.test/', 900)).rejects.toMatchObject({
    name: 'WebDriverError',
    code: 'timeout',
    message: 'too slow',
  });
});

test('A session or window that is gone is a lost browser', async () => {
  const session = await driver.newSession({}, 1_000);
  for (const error of ['invalid session id', 'no such window']) {
    replies['GET /session/s/cookie'] = { status: 404, value: { error, message: '' } };
    await expect(session.cookies(900)).rejects.toMatchObject({ code: 'LAB_BROWSER_LOST' });
  }
});

test('An endpoint that does not answer in time, or no more, is a lost browser', async () => {
  replies['GET /session/s/url'] = { status: 0, value: null };
  const session = await driver.newSession({}, 1_000);
  await expect(session.currentUrl(50)).rejects.toMatchObject({
    code: 'LAB_BROWSER_LOST',
    message: 'WebDriver does not answer within 50 ms',
  });
  server.closeAllConnections();
  server.close();
  await expect(session.currentUrl(500)).rejects.toMatchObject({ code: 'LAB_BROWSER_LOST' });
});
