import { expect, test } from '@playwright/test';
import type { FastifyInstance } from 'fastify';
import type { Arrival } from '../../lab/base/arrival.ts';
import { type Answer, encodeRecipe } from '../../lab/base/recipe.ts';
import { createService } from '../../services/service.ts';

let api: FastifyInstance;
test.beforeAll(async () => {
  api = await createService('api');
  await api.ready();
});
test.afterAll(() => api.close());

const www = 'https://www.example.test';
const path = (answer: Answer, exchange: string) => `/?${encodeRecipe({ exchange, answer })}`;

/** A handshake as a browser sends it, and what arrived of it. */
async function shake(answer: Answer, performance: string) {
  const headers = { origin: www, cookie: 'sid=1' };
  const lines: string[] = [];
  api.websocketServer.once('headers', (sent: string[]) => lines.push(...sent));
  const socket = await api
    .injectWS(path(answer, `${performance}.0`), { headers })
    .catch((error: Error) => error.message);
  if (typeof socket !== 'string') socket.terminate();
  const log = await api.inject(`/.lab/arrivals/${performance}`);
  return { socket, lines, arrivals: log.json() as Arrival[] };
}

test('A WebSocket handshake is accepted, and remembered with its cookies and Origin', async () => {
  const { socket, arrivals } = await shake({}, 'accepted');
  expect(typeof socket).toBe('object');
  expect(arrivals).toMatchObject([
    { method: 'GET', origin: www, cookies: [{ name: 'sid', value: '1' }], status: 101 },
  ]);
});

test('The answer that accepts a handshake sets the recipe’s cookies', async () => {
  const { lines } = await shake({ setCookie: ['a=1; Secure', 'b=2'] }, 'cookies');
  expect(lines.filter((line) => line.startsWith('Set-Cookie'))).toEqual([
    'Set-Cookie: a=1; Secure',
    'Set-Cookie: b=2',
  ]);
});

for (const [name, answer, status] of [
  ['a status', { status: 403 }, 403],
  ['a location', { location: www }, 302],
] as const) {
  test(`A handshake is refused where the recipe has ${name}`, async () => {
    const { socket, arrivals } = await shake(answer, `refused-${status}`);
    expect(socket).toBe(`Unexpected server response: ${status}`);
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
