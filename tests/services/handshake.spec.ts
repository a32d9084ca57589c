import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import type { FastifyInstance } from 'fastify';
import { WebSocket } from 'ws';
import type { Arrival } from '../../lab/base/arrival.ts';
import { type Answer, encodeRecipe } from '../../lab/base/recipe.ts';
import { createService } from '../../services/service.ts';

let api: FastifyInstance;
test.beforeAll(async () => {
  api = await createService('api');
  await api.listen({ host: '127.0.0.1', port: 0 });
});
test.afterAll(() => api.close());

const www = 'https://www.example.test';
const path = (answer: Answer, exchange: string) => `/?${encodeRecipe({ exchange, answer })}`;

/** A handshake as a browser sends it: the status, the cookies of the answer, and what arrived of it. */
async function shake(answer: Answer, performance: string) {
  const { port } = api.server.address() as AddressInfo;
  const url = `ws://127.0.0.1:${port}${path(answer, `${performance}.0`)}`;
  const socket = new WebSocket(url, { headers: { origin: www, cookie: 'sid=1' } });
  const response = await new Promise<IncomingMessage>((resolve) => {
    socket
      .on('upgrade', resolve)
      .on('unexpected-response', (_request, refused) => resolve(refused));
  });
  socket.on('error', () => {}).terminate();
  const log = await api.inject(`/.lab/arrivals/${performance}`);
  return {
    status: response.statusCode,
    headers: response.headers,
    cookies: response.headers['set-cookie'],
    arrivals: log.json() as Arrival[],
  };
}

test('A WebSocket handshake is accepted, and remembered with its cookies and Origin', async () => {
  const { status, arrivals } = await shake({}, 'accepted');
  expect(status).toBe(101);
  expect(arrivals).toMatchObject([
    { method: 'GET', origin: www, cookies: [{ name: 'sid', value: '1' }], status: 101 },
  ]);
});

for (const [name, answer] of [
  ['accepts a handshake', {}],
  ['refuses a handshake', { status: 401 }],
  ['redirects a handshake', { location: www }],
] as const) {
  test(`The answer that ${name} has the recipe’s cookies and headers`, async () => {
    const setCookie = ['a=1; Secure', 'b=2'];
    const headers = [['Clear-Site-Data', '"cookies"']] as const;
    const response = await shake({ ...answer, setCookie, headers }, `headers-${name}`);
    expect(response.cookies).toEqual(setCookie);
    expect(response.headers['clear-site-data']).toBe('"cookies"');
  });
}

for (const [name, answer, status] of [
  ['a status', { status: 403 }, 403],
  ['a location', { location: www }, 302],
] as const) {
  test(`A handshake is refused where the recipe has ${name}`, async () => {
    const { status: answered, arrivals } = await shake(answer, `refused-${status}`);
    expect(answered).toBe(status);
    expect(arrivals).toMatchObject([{ status }]);
  });
}

test('Scripts for pages are served by each service, fit for workers and sandboxed pages', async () => {
  for (const name of ['axios', 'worker']) {
    const { statusCode, headers, body } = await api.inject(`/.lab/${name}.js`);
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': expect.stringContaining('text/javascript'),
      'service-worker-allowed': '/',
      'access-control-allow-origin': '*',
    });
    expect(body.length).toBeGreaterThan(200);
  }
});
