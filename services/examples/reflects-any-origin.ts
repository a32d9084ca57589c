/**
 * THE HOLE, not a design: CORS allows whatever origin asks, with credentials. "It works everywhere
 * now", and every page that the user opens can read the user's data.
 */
import fastifyCors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { type BankOptions, bank } from './bank.ts';

export async function reflectsAnyOrigin(
  app: FastifyInstance,
  { sameSite }: Pick<BankOptions, 'sameSite'>,
) {
  await app.register(fastifyCors, { origin: true, credentials: true });
  await bank(app, { sameSite });
}
