/**
 * Cross-site without cookies: the API hands out a short-lived signed token, the page keeps it in a
 * variable and sends it in `Authorization`. No third-party policy touches it. That header is not
 * safelisted, so the browser asks for permission first: the preflight.
 */
import { randomBytes } from 'node:crypto';
import fastifyCors from '@fastify/cors';
import fastifyJwt from '@fastify/jwt';
import type { FastifyInstance } from 'fastify';
import { orders, token } from './schemas.ts';

export async function bearerToken(app: FastifyInstance, { origins }: { origins: string[] }) {
  await app.register(fastifyCors, {
    origin: origins,
    // No credentials: there is no cookie to send, and so nothing for another site to ride on.
    allowedHeaders: ['authorization', 'content-type'],
    maxAge: 600, // Seconds for which the browser need not ask again.
  });
  await app.register(fastifyJwt, {
    secret: randomBytes(32), // Yours comes from outside, and is the same in every instance.
    sign: { algorithm: 'HS256', expiresIn: '5m' },
    verify: { algorithms: ['HS256'] },
  });

  app.post('/session', { schema: token }, async () => {
    const user = 'ann'; // Here you check the password.
    return { token: app.jwt.sign({ user }) };
  });

  app.get('/orders', { schema: orders }, async (request, reply) => {
    try {
      const { user } = await request.jwtVerify<{ user: string }>();
      return { user, orders: 0 };
    } catch {
      return reply.code(401).send({ error: 'no valid token' });
    }
  });
}
