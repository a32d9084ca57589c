/** The API: answers exactly what a request's recipe says, and otherwise with an account of the request. */
import type { FastifyInstance } from 'fastify';
import { answer } from '../answer/answer.ts';
import type { ArrivalLog } from '../answer/log.ts';
import { octets } from '../answer/octets.ts';
import type { RegisteredAnswers } from '../answer/registered.ts';
import { remember } from '../answer/remember.ts';
import { pageWriter } from '../frontend/page.ts';

interface Options {
  readonly log: ArrivalLog;
  /** Of hosts that are not the lab's own. */
  readonly answers?: RegisteredAnswers;
}

export async function api(app: FastifyInstance, { log, answers }: Options) {
  const page = await pageWriter();
  await app.register(remember, { log });
  await app.register(answer, { page: ({ host }) => page(host), byDefault: 'account', answers });
  await app.register(octets);
}
