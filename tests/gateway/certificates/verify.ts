/** What a client that trusts one authority says to a certificate: Node's own, by a real handshake. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import type { Pair } from '../../../lab/gateway/certificates/x509.ts';

/** Resolves with `verified`, or with what is wrong: OpenSSL's words, or a code of Node's. */
export async function verify(leaf: Pair, ca: string, host: string): Promise<string> {
  const server = createServer({ cert: leaf.cert, key: leaf.key }).listen(0, '127.0.0.1');
  server.on('tlsClientError', () => {});
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const socket: TLSSocket = connect({ host: '127.0.0.1', port, servername: host, ca });
  try {
    return await new Promise((resolve) => {
      socket.once('secureConnect', () => resolve('verified'));
      socket.once('error', ({ code = 'UNSPECIFIED', message }: NodeJS.ErrnoException) =>
        resolve(code === 'UNSPECIFIED' ? message : code),
      );
    });
  } finally {
    socket.destroy();
    server.close();
  }
}
