/**
 * Cross-site with a cookie where the browser lets it through, and with a token where not. Only a
 * second request can tell: sign-in sets the cookie and hands out a ticket that is good once; the
 * page sends the ticket back, and the API sees whether the cookie came along with it.
 */
import fastifyCookie from '@fastify/cookie';
import fastifyCors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { orders, ticket, way } from './schemas.ts';
import { Sessions } from './sessions.ts';

const cookieName = '__Host-session';
const cookie = { path: '/', secure: true, httpOnly: true, sameSite: 'none' } as const;

/** @param partitioned ask for a cookie in a jar of the top-level site's own (CHIPS) */
export async function cookieOrToken(
  app: FastifyInstance,
  { origins, partitioned }: { origins: string[]; partitioned: boolean },
) {
  const sessions = new Sessions<{ user: string; orders: number }>();
  const tickets = new Sessions<string>();
  await app.register(fastifyCookie);
  await app.register(fastifyCors, {
    origin: origins,
    credentials: true,
    allowedHeaders: ['authorization', 'content-type'],
  });

  app.post('/session', { schema: ticket }, async (_request, reply) => {
    const id = sessions.start({ user: 'ann', orders: 0 }); // Here you check the password.
    reply.setCookie(cookieName, id, { ...cookie, partitioned });
    return { ticket: tickets.start(id) };
  });

  app.post<{ Body: { ticket: string } }>(
    '/session/check',
    { schema: { body: withTicket, ...way } },
    async (request, reply) => {
      const id = tickets.take(request.body.ticket);
      if (id === undefined) return reply.code(401).send({ error: 'no such ticket' });
      return request.cookies[cookieName] === id ? { by: 'cookie' } : { by: 'token', token: id };
    },
  );

  app.get('/orders', { schema: orders }, (request, reply) => {
    const [, token] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? [];
    const session = sessions.find(request.cookies[cookieName]) ?? sessions.find(token);
    return reply.code(session ? 200 : 401).send(session ?? { error: 'not signed in' });
  });
}

const withTicket = {
  type: 'object',
  properties: { ticket: { type: 'string' } },
  required: ['ticket'],
};
