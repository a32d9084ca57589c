/**
 * A proxy on loopback that maps the lab's names to the lab's listeners, so that
 * browsers use the real host names and ports with no root and no hosts file.
 * It serves the lab's own names and refuses every other: it is never an open proxy.
 */
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream';

/** Where each `host:port` that the proxy serves is to be found on loopback. */
export type Targets = ReadonlyMap<string, number>;

export function createProxy(targets: Targets): Server {
  const server = createServer((incoming, outgoing) => {
    const url = URL.canParse(incoming.url ?? '') ? new URL(incoming.url ?? '') : null;
    const port = url && targets.get(`${url.hostname}:${url.port || 80}`);
    if (!url || !port) {
      outgoing.writeHead(403, { 'content-type': 'text/plain' });
      return outgoing.end('This proxy serves the hosts of the cookie lab only.\n');
    }
    const onward = request({
      host: '127.0.0.1',
      port,
      method: incoming.method,
      path: url.pathname + url.search,
      headers: withoutProxyHeaders(incoming.rawHeaders),
      setHost: false,
    });
    onward.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      pipeline(answer, outgoing, () => {});
    });
    onward.on('error', () => outgoing.destroy());
    pipeline(incoming, onward, () => {});
  });

  // Tunnels are no longer the server's: it would neither count nor close them.
  const tunnels = new Set<Socket>();
  const { closeAllConnections } = server;
  server.closeAllConnections = () => {
    closeAllConnections.call(server);
    for (const socket of tunnels) socket.destroy();
  };
  server.on('connect', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    tunnels.add(socket);
    socket.once('close', () => tunnels.delete(socket));
    // Whoever is refused may hang up before the answer is out.
    socket.on('error', () => socket.destroy());
    const port = targets.get(incoming.url ?? '');
    if (!port) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const onward: Socket = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      if (head.length > 0) onward.write(head);
      pipeline(socket, onward, () => {});
      pipeline(onward, socket, () => {});
    });
    onward.on('error', () => socket.destroy());
    socket.once('close', () => onward.destroy());
  });
  return server;
}

/** `Proxy-*` headers are meant for the proxy; the rest goes on as it came, order and case kept. */
function withoutProxyHeaders(raw: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const [name = '', value = ''] = raw.slice(i, i + 2);
    if (!/^proxy-/i.test(name)) kept.push(name, value);
  }
  return kept;
}
