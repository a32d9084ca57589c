/** Clients that connect and do nothing more, or stop half-way: the lab closes all the same. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { createRunAuthority, type RunAuthority } from '../../lab/gateway/certificates/run.ts';
import { startEmbedded } from '../../lab/gateway/embedded.ts';
import { createService } from '../../services/service.ts';
import { listening, portOf } from '../listening.ts';

test.describe.configure({ mode: 'default' });
test.skip(!existsSync('/proc/self/net/tcp'), 'ports are found in the /proc of Linux');

/** Milliseconds that closing may take. */
const deadline = 1_500;

let authority: RunAuthority;
test.beforeAll(async () => {
  authority = await createRunAuthority();
});

const handshake = (...lines: string[]) =>
  [
    'GET /?delay=10000 HTTP/1.1',
    'Host: api.example.test',
    'Connection: Upgrade',
    'Upgrade: websocket',
    ...lines,
    '',
    '',
  ].join('\r\n');

/** What a client says before it falls silent. */
const openings: Readonly<Record<string, string | Buffer>> = {
  'says nothing': '',
  'stops in its headers': 'GET / HTTP/1.1\r\nHost: api.exa',
  'stops in its body': 'POST / HTTP/1.1\r\nHost: api.example.test\r\nContent-Length: 9\r\n\r\na',
  'stops in its TLS handshake': Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]),
  'waits for a slow answer': 'GET /?delay=10000 HTTP/1.1\r\nHost: api.example.test\r\n\r\n',
  'is refused a WebSocket': handshake().replace('?delay=10000', ''),
  'waits for a WebSocket': handshake(
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ),
  'holds a WebSocket': handshake(
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ).replace('?delay=10000', ''),
  'asks for another protocol': handshake().replace('websocket', 'h2c'),
};

/** Connects to every port that was opened, and says the same on each. */
async function besiege(ports: readonly number[], opening: string | Buffer): Promise<Socket[]> {
  const sockets = ports.map((port) => connect({ port, host: '127.0.0.1', allowHalfOpen: true }));
  for (const socket of sockets) socket.on('error', () => {}).resume();
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  for (const socket of sockets) if (opening.length > 0) socket.write(opening);
  await wait(150); // so that it is read, and answered where it will be
  return sockets;
}

async function closesInTime(lab: { close(): PromiseLike<unknown> }) {
  const closed = Promise.resolve(lab.close()).then(() => 'closed');
  expect(await Promise.race([closed, wait(deadline, 'still open')])).toBe('closed');
}

for (const [what, opening] of Object.entries(openings)) {
  test(`The lab closes at once while a client ${what} at each of its ports`, async () => {
    const before = new Set(listening());
    const lab = await startEmbedded(authority);
    const opened = listening().filter((address) => !before.has(address));
    expect(opened).toHaveLength(5 + 4);
    const sockets = await besiege(opened.map(portOf), opening);
    await closesInTime(lab);
    expect(listening().filter((address) => opened.includes(address))).toEqual([]);
    for (const socket of sockets) socket.destroy();
  });

  test(`A service by itself closes at once while a client ${what}`, async () => {
    const service = await createService('frontend');
    await service.listen({ host: '127.0.0.1', port: 0 });
    const { port } = service.server.address() as AddressInfo;
    const sockets = await besiege([port], opening);
    await closesInTime(service);
    for (const socket of sockets) socket.destroy();
  });
}

test('A connection that comes while the lab closes does not keep it', async () => {
  const before = new Set(listening());
  const lab = await startEmbedded(authority);
  const ports = listening()
    .filter((address) => !before.has(address))
    .map(portOf);
  const closing = closesInTime(lab);
  const late = ports.map((port) => connect(port, '127.0.0.1').on('error', () => {}));
  await closing;
  for (const socket of late) socket.destroy();
});
