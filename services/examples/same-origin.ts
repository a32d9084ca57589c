/**
 * One origin: the API stands below /api/ of the page's own host, behind a reverse proxy.
 * No CORS, no credentials mode, cookies as strict as they come; no third-party policy has a say.
 */
import fastifyCookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import { orders, signedIn } from './schemas.ts';
import { Sessions } from './sessions.ts';

/**
 * Two cookies (RFC 10025 §8.8.2): the Lax one comes along when a link leads here and is enough
 * for reading; a change needs the Strict one as well, which no other site can make the browser send.
 */
const reads = '__Host-read';
const writes = '__Host-write';
/** `__Host-` asks for Secure, Path=/ and no Domain: no other host can set or receive it. */
const cookie = { path: '/', secure: true, httpOnly: true } as const;

export async function sameOrigin(app: FastifyInstance) {
  const sessions = new Sessions<{ user: string; orders: number }>();
  await app.register(fastifyCookie);

  app.post('/session', { schema: signedIn }, async (_request, reply) => {
    const user = 'ann'; // Here you check the password.
    const id = sessions.start({ user, orders: 0 });
    reply.setCookie(reads, id, { ...cookie, sameSite: 'lax' });
    reply.setCookie(writes, id, { ...cookie, sameSite: 'strict' });
    return { user };
  });

  app.get('/orders', { schema: orders }, (request, reply) => {
    const session = sessions.find(request.cookies[reads]);
    return reply.code(session ? 200 : 401).send(session ?? { error: 'not signed in' });
  });

  app.post('/orders', { schema: orders }, (request, reply) => {
    const session = sessions.find(request.cookies[writes]);
    if (session) session.orders += 1;
    return reply.code(session ? 200 : 401).send(session ?? { error: 'not signed in' });
  });
}
