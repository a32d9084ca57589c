/**
 * Same site, other origin: www.example.test asks api.example.test. The page says
 * `credentials: 'include'`, the API allows its origin by name; SameSite and third-party policies
 * do not matter, for the two hosts share a registrable domain.
 */
import fastifyCookie from '@fastify/cookie';
import fastifyCors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { orders, signedIn } from './schemas.ts';
import { Sessions } from './sessions.ts';

const cookieName = '__Host-session';

/** @param origins the origins of your pages: scheme and host, no path, no slash at the end */
export async function sameSite(app: FastifyInstance, { origins }: { origins: string[] }) {
  const sessions = new Sessions<{ user: string; orders: number }>();
  await app.register(fastifyCookie);
  // A list, not a pattern: it answers with the one origin that asks, and with Vary: Origin.
  await app.register(fastifyCors, { origin: origins, credentials: true });

  app.post('/session', { schema: signedIn }, async (_request, reply) => {
    const user = 'ann'; // Here you check the password.
    reply.setCookie(cookieName, sessions.start({ user, orders: 0 }), {
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'lax',
    });
    return { user };
  });

  app.get('/orders', { schema: orders }, (request, reply) => {
    const session = sessions.find(request.cookies[cookieName]);
    return reply.code(session ? 200 : 401).send(session ?? { error: 'not signed in' });
  });
}
