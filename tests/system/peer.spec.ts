/** Who is at the other end of a connection. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { isOwnPeer } from '../../lab/system/peer.ts';
import { asStranger, canBeAnotherUser } from '../security/stranger.ts';

test.skip(process.platform !== 'linux', 'only Linux tells');

async function judged(act: (port: number) => unknown): Promise<boolean | null> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const coming = once(server, 'connection');
  const acting = act((server.address() as AddressInfo).port);
  const [socket] = (await coming) as [Socket];
  const own = isOwnPeer(socket);
  socket.destroy();
  server.close();
  await acting;
  return own;
}

test('A process of this user is told from one of another', async () => {
  const own = await judged((port) => connect(port, '127.0.0.1').on('error', () => {}));
  expect(own).toBe(true);
  test.skip(!canBeAnotherUser, 'only root can become another user');
  const other = await judged((port) =>
    asStranger(async (to) => {
      const socket = require('node:net').connect(to, '127.0.0.1');
      socket.on('error', () => {});
      await new Promise((resolve) => socket.once('close', resolve));
      return null;
    }, port),
  );
  expect(other).toBe(false);
});
