/**
 * CSRF token, double submit: a secret in a cookie, and a token made of it that the page sends in a
 * header or form field. The server keeps nothing; it checks that the two belong together.
 * The evil page makes the browser send the cookie, but cannot read the token.
 */
import { randomBytes } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import fastifyCors from '@fastify/cors';
import fastifyCsrf from '@fastify/csrf-protection';
import type { FastifyInstance } from 'fastify';
import { bank, cookie } from './bank.ts';
import { token } from './schemas.ts';

export async function csrfDoubleSubmit(app: FastifyInstance, { origins }: { origins: string[] }) {
  // Who may read the token? CORS decides, and so is part of the defence.
  await app.register(fastifyCors, { origin: origins, credentials: true });
  await app.register(fastifyCookie);
  await app.register(fastifyCsrf, {
    cookieKey: '__Secure-csrf',
    cookieOpts: { path: app.prefix, secure: true, httpOnly: true, sameSite: 'none' },
    // A token holds for its session alone: one that the attacker got for his own is of no use.
    getUserInfo: ({ cookies }) => cookies[cookie] ?? '',
    csrfOpts: { hmacKey: randomBytes(32), userInfo: true },
  });

  app.get('/token', { schema: token }, async ({ cookies }, reply) => ({
    token: reply.generateCsrf({ userInfo: cookies[cookie] ?? '' }),
  }));

  await bank(app, { sameSite: 'none', defence: app.csrfProtection });
}
