/**
 * WebSockets: a handshake is a GET like any other, with its recipe and its arrival. It is accepted
 * unless the recipe has a status or a location, which are then answered instead.
 */
import type { IncomingMessage } from 'node:http';
import fastifyWebsocket from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Header, HeaderList } from '../../lab/base/headers.ts';
import { statusOf, writeHeaders } from './headers.ts';
import { type RegisteredAnswers, recipeIn } from './registered.ts';
import { splitUrl } from './remember.ts';

/** A handshake's request, and the header lines that accepted it. */
type Handshake = IncomingMessage & { answered?: HeaderList };

/** `'Set-Cookie: sid=1'` → `['set-cookie', 'sid=1']` */
function headerLine(line: string): Header {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

/** Lets a server take handshakes; once for each server, before its services. */
export async function acceptHandshakes(app: FastifyInstance, answers?: RegisteredAnswers) {
  await app.register(fastifyWebsocket);
  // The answer that accepts is not Fastify's to write: its headers go in here.
  app.websocketServer.on('headers', (lines: string[], request: Handshake) => {
    const { query } = splitUrl({ url: request.url ?? '' });
    const { answer } = recipeIn(query, answers);
    request.socket.setDefaultEncoding('latin1'); // each character an octet; all that follows is bytes
    lines.push(...(answer.setCookie ?? []).map((line) => `Set-Cookie: ${line}`));
    lines.push(...(answer.headers ?? []).map(([name, value]) => `${name}: ${value}`));
    request.answered = lines.slice(1).map(headerLine);
  });
}

/** What makes a GET route one for handshakes too. */
export const handshake = {
  preHandler: async ({ ws, recipe: { answer } }: FastifyRequest, reply: FastifyReply) => {
    if (!ws || statusOf(answer) === 200) return;
    writeHeaders(answer, reply);
    return reply.send();
  },
  wsHandler: (
    socket: { send(text: string): void },
    { method, headers, arrival, raw }: FastifyRequest,
  ) => {
    arrival.status = 101;
    arrival.responseHeaders = (raw as Handshake).answered ?? [];
    socket.send(JSON.stringify({ method, origin: headers.origin ?? null }));
  },
};
