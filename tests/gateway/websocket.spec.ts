/** WebSockets through the proxy, as a browser opens `ws://`: an upgrade in absolute form. */
import { once } from 'node:events';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { encodeRecipe } from '../../lab/base/recipe.ts';
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
test.afterAll(async () => {
  await gateway.close();
});

function shake(url: string) {
  return request({
    host: '127.0.0.1',
    port: Number(gateway.proxy?.split(':')[1]),
    path: url,
    headers: {
      host: new URL(url).host,
      connection: 'Upgrade',
      upgrade: 'websocket',
      cookie: 'sid=1',
      'proxy-authorization': 'x',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    },
  }).end();
}

test('A WebSocket by plain http is opened through the proxy, and speaks', async () => {
  const query = encodeRecipe({ exchange: 'plain.0', answer: { setCookie: ['a=1'] } });
  const [response, socket, head] = await once(
    shake(`http://api.example.test/?${query}`),
    'upgrade',
  );
  expect(response.statusCode).toBe(101);
  expect(response.headers['set-cookie']).toEqual(['a=1']);
  const said = (head as Buffer).length > 0 ? head : (await once(socket as Socket, 'data'))[0];
  expect(String(said)).toContain('"method":"GET"');
  (socket as Socket).destroy();
  expect(await gateway.arrivals('plain')).toMatchObject([
    { scheme: 'http', host: 'api.example.test', cookieHeader: 'sid=1', status: 101 },
  ]);
});

for (const [what, url, status] of [
  [
    'the recipe refuses',
    `http://api.example.test/?${encodeRecipe({ answer: { status: 403 } })}`,
    403,
  ],
  ['is not of the lab', 'http://evil.com/', 403],
] as const) {
  test(`A WebSocket that ${what} is answered, and the connection closed`, async () => {
    const [response] = await once(shake(url), 'response');
    expect(response.statusCode).toBe(status);
    response.resume();
    await once(response.socket, 'close');
  });
}
