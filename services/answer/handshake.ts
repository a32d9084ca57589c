/**
 * WebSockets: a handshake is a GET like any other, with its recipe and its arrival. It is accepted
 * unless the recipe has a status or a location, which are then answered instead.
 */
import fastifyWebsocket from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { decodeRecipe } from '../../lab/base/recipe.ts';

/** Lets a server take handshakes; once for each server, before its services. */
export async function acceptHandshakes(app: FastifyInstance) {
  await app.register(fastifyWebsocket);
  // The answer that accepts is not Fastify's to write: the cookies go in here.
  app.websocketServer.on('headers', (lines: string[], { url = '' }: { url?: string }) => {
    const { answer } = decodeRecipe(new URL(url, 'http://localhost').searchParams);
    lines.push(...(answer.setCookie ?? []).map((line) => `Set-Cookie: ${line}`));
  });
}

/** What makes a GET route one for handshakes too. */
export const handshake = {
  preHandler: async ({ ws, recipe: { answer } }: FastifyRequest, reply: FastifyReply) => {
    const status = answer.status ?? (answer.location === undefined ? 200 : 302);
    if (!ws || status === 200) return;
    if (answer.location !== undefined) reply.header('location', answer.location);
    return reply.code(status).send();
  },
  wsHandler: (
    socket: { send(text: string): void },
    { method, headers, arrival }: FastifyRequest,
  ) => {
    arrival.status = 101;
    socket.send(JSON.stringify({ method, origin: headers.origin ?? null }));
  },
};
