/**
 * A proxy on loopback that maps the lab's names to the lab's listeners, so that
 * browsers use the real host names and ports with no root and no hosts file.
 * It serves the lab's own names and refuses every other: it is never an open proxy.
 */
import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  ServerResponse,
} from 'node:http';
import { connect, type Socket } from 'node:net';
import { type Duplex, pipeline } from 'node:stream';
import { trackSockets } from '../../services/sockets.ts';

/** Where each `host:port` that the proxy serves is to be found on loopback. */
export type Targets = ReadonlyMap<string, number>;

/** Makes a proxy that does not listen yet. Its `closeAllConnections` ends tunnels and WebSockets too. */
export function createProxy(targets: Targets): Server {
  const server = createServer((incoming, outgoing) => forward(incoming, outgoing, targets));
  server.on('upgrade', (incoming, socket, head) => upgrade(incoming, socket, head, targets));
  server.on('connect', (incoming, socket, head) => tunnel(incoming, socket, head, targets));
  const sockets = trackSockets(server);
  server.closeAllConnections = () => sockets.destroy();
  return server;
}

/** A request over plain http, in absolute form: RFC 9112 §3.2.2. */
function forward(incoming: IncomingMessage, outgoing: ServerResponse, targets: Targets) {
  const onward = passOn(incoming, outgoing, targets);
  if (onward) pipeline(incoming, onward, () => {});
}

/** RFC 9110 §7.8: a request to go on in another protocol, as `ws://` begins. */
function upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer, targets: Targets) {
  socket.on('error', () => socket.destroy());
  // For whoever is refused: the answer is an ordinary one, and the last over this connection.
  const refusal = new ServerResponse(incoming);
  refusal.shouldKeepAlive = false;
  refusal.assignSocket(socket as Socket);
  refusal.once('finish', () => socket.end());
  const onward = passOn(incoming, refusal, targets);
  onward?.on('upgrade', (answer: IncomingMessage, far: Socket, farHead: Buffer) => {
    refusal.detachSocket(socket as Socket);
    socket.write(headOf(answer), 'latin1');
    if (farHead.length > 0) socket.write(farHead);
    if (head.length > 0) far.write(head);
    join(socket, far);
  });
  onward?.end();
}

/** RFC 9110 §9.3.6: CONNECT. */
function tunnel({ url = '' }: IncomingMessage, socket: Duplex, head: Buffer, targets: Targets) {
  // Whoever is refused may hang up before the answer is out.
  socket.on('error', () => socket.destroy());
  const port = targets.get(url);
  if (!port) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  const onward: Socket = connect(port, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) onward.write(head);
    join(socket, onward);
  });
  onward.on('error', () => socket.destroy());
  socket.once('close', () => onward.destroy());
}

/** Begins the same request to the lab's own listener, to be written and ended by the caller; null where it is refused. */
function passOn(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  targets: Targets,
): ClientRequest | null {
  const url = URL.canParse(incoming.url ?? '') ? new URL(incoming.url ?? '') : null;
  const port = url && targets.get(`${url.hostname}:${url.port || 80}`);
  if (!url || !port) {
    outgoing.writeHead(403, { 'content-type': 'text/plain' });
    outgoing.end('This proxy serves the hosts of the cookie lab only.\n');
    return null;
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
  return onward;
}

function join(near: Duplex, far: Duplex) {
  pipeline(near, far, () => {});
  pipeline(far, near, () => {});
}

/** A status line and headers as they came, each character an octet. */
function headOf({ statusCode, statusMessage, rawHeaders }: IncomingMessage): string {
  const lines = [`HTTP/1.1 ${statusCode} ${statusMessage}`];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  }
  return [...lines, '', ''].join('\r\n');
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
