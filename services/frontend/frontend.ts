/** The frontend: the bench, and pages to stand on, for every host that is not the API's. */
import type { FastifyInstance } from 'fastify';
import { answer } from '../answer/answer.ts';
import type { ArrivalLog } from '../answer/log.ts';
import { octets } from '../answer/octets.ts';
import { remember } from '../answer/remember.ts';
import { bench, benchPage, isPlainVisit } from './bench.ts';
import { pageWriter } from './page.ts';

export async function frontend(app: FastifyInstance, { log }: { log: ArrivalLog }) {
  const page = await pageWriter();
  await app.register(remember, { log });
  await app.register(answer, {
    page: (request) => (isPlainVisit(request) ? benchPage : page)(request.host),
    byDefault: 'page',
  });
  await app.register(bench);
  await app.register(octets);
}
