/**
 * The connections of a server, so that it can end while clients hold some. Node counts a connection
 * only once a request has come over it, and gives up those that it hands out as tunnels or WebSockets.
 */
import type { Server, Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

export interface Sockets {
  /** Destroys every connection of the server, and from now on each that still comes. */
  destroy(): void;
}

/** Follows the raw connections of a server from now on, whatever protocol is spoken over them. */
export function trackSockets(server: Server): Sockets {
  const open = new Set<Socket>();
  let ended = false;
  server.on('connection', (socket: Socket) => {
    if (ended) return socket.destroy();
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return {
    destroy: () => {
      ended = true;
      for (const socket of open) socket.destroy();
    },
  };
}

/** Has a Fastify server end all its connections when it closes, also those that asked for nothing yet. */
export function endSocketsOnClose(app: FastifyInstance) {
  const sockets = trackSockets(app.server);
  app.addHook('preClose', async () => sockets.destroy());
}
