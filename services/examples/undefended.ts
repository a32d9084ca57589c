/**
 * No defence against CSRF, only CORS as it should be. CORS decides who may read an answer: a form
 * asks nobody, and the transfer is made. What is left is the cookie's SameSite.
 */
import fastifyCors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { type BankOptions, bank } from './bank.ts';

export async function undefended(
  app: FastifyInstance,
  { origins, sameSite }: { origins: string[] } & Pick<BankOptions, 'sameSite'>,
) {
  await app.register(fastifyCors, { origin: origins, credentials: true });
  await bank(app, { sameSite });
}
