/**
 * A server on plain http, behind a proxy that ends TLS. It sets its Secure session cookie only in
 * what it takes for https. Two things make it know: the proxy says `X-Forwarded-Proto`, and the
 * server trusts that proxy. One without the other is a sign-in that answers 200 and sets nothing.
 */
import { randomBytes } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import fastifyProxy from '@fastify/http-proxy';
import fastifySession from '@fastify/session';
import { type FastifyInstance, fastify } from 'fastify';
import { endSocketsOnClose } from '../sockets.ts';
import { orders, signedIn } from './schemas.ts';

declare module 'fastify' {
  interface Session {
    user?: string;
  }
}

interface Chain {
  /** The proxy says by which scheme it was asked. */
  readonly proxySays: boolean;
  /** The server believes what a proxy on this machine says. */
  readonly serverTrusts: boolean;
}

export async function behindAProxy(app: FastifyInstance, { proxySays, serverTrusts }: Chain) {
  const server = await startServer(serverTrusts);
  app.addHook('onClose', () => server.close());
  await app.register(fastifyProxy, {
    upstream: server.listeningOrigin,
    replyOptions: {
      rewriteRequestHeaders: ({ protocol }, headers) => ({
        ...headers,
        'x-forwarded-proto': proxySays ? protocol : undefined,
        // RFC 9110 §7.8 and §10.1.1: of this connection, and not to be handed on.
        expect: undefined,
        upgrade: undefined,
      }),
    },
  });
}

async function startServer(trusts: boolean): Promise<FastifyInstance> {
  const server = fastify({ trustProxy: trusts && 'loopback' });
  endSocketsOnClose(server);
  await server.register(fastifyCookie);
  await server.register(fastifySession, {
    secret: randomBytes(32).toString('base64'), // Yours comes from outside, and stays.
    cookieName: 'session',
    cookie: { path: '/', secure: true, httpOnly: true, sameSite: 'lax' },
    saveUninitialized: false,
    rolling: false,
  });

  server.post('/session', { schema: signedIn }, async ({ session }) => {
    session.user = 'ann'; // Here you check the password.
    return { user: session.user };
  });

  server.get('/orders', { schema: orders }, async ({ session: { user } }, reply) => {
    if (user === undefined) return reply.code(401).send({ error: 'not signed in' });
    return { user, orders: 0 };
  });

  await server.listen({ host: '127.0.0.1', port: 0 });
  return server;
}
