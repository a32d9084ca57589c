/**
 * CSRF token, synchroniser: the server keeps one token for each session, the page asks for it and
 * sends it back in a header with every change. The evil page makes the browser send the cookie, but
 * cannot read the token, nor set the header: no preflight permits it that.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import fastifyCors from '@fastify/cors';
import type { FastifyInstance, preHandlerAsyncHookHandler } from 'fastify';
import { type Account, bank } from './bank.ts';
import { token } from './schemas.ts';

export async function csrfSynchroniser(app: FastifyInstance, { origins }: { origins: string[] }) {
  const tokens = new WeakMap<Account, Buffer>();
  await app.register(fastifyCors, { origin: origins, credentials: true });

  const defence: preHandlerAsyncHookHandler = async (request, reply) => {
    const account = accountOf(request);
    const expected = account && tokens.get(account);
    const given = Buffer.from(String(request.headers['x-csrf-token'] ?? ''), 'base64url');
    // In constant time, so that an answer's delay tells nothing of how much was right.
    const right = expected?.length === given.length && timingSafeEqual(expected, given);
    if (!right) return reply.code(403).send({ error: 'no valid CSRF token' });
  };
  const accountOf = await bank(app, { sameSite: 'none', defence });

  app.get('/token', { schema: token }, async (request, reply) => {
    const account = accountOf(request);
    if (!account) return reply.code(401).send({ error: 'not signed in' });
    const kept = tokens.get(account) ?? randomBytes(32);
    tokens.set(account, kept);
    return { token: kept.toString('base64url') };
  });
}
