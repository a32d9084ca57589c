/** The API: answers exactly what a request's recipe says, and otherwise with an account of the request. */
import type { FastifyInstance } from 'fastify';
import { answer } from '../answer/answer.ts';
import type { ArrivalLog } from '../answer/log.ts';
import { octets } from '../answer/octets.ts';
import { remember } from '../answer/remember.ts';
import { pageWriter } from '../frontend/page.ts';

export async function api(app: FastifyInstance, { log }: { log: ArrivalLog }) {
  const page = await pageWriter();
  await app.register(remember, { log });
  await app.register(answer, { page: ({ host }) => page(host), byDefault: 'account' });
  await app.register(octets);
}
