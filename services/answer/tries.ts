/**
 * What arrived of a try, for the bench that made it: a page of the same origin that knows the try's
 * random name. No other origin can read it, for the answer allows none.
 */
import type { FastifyInstance } from 'fastify';
import type { ArrivalLog } from './log.ts';

export async function tries(app: FastifyInstance, { log }: { readonly log: ArrivalLog }) {
  app.get<{ Params: { name: string } }>(
    '/.lab/tries/:name',
    {
      schema: {
        params: {
          type: 'object',
          // 128 random bits, so that nobody guesses one.
          properties: { name: { type: 'string', pattern: '^[\\w-]{22}$' } },
          required: ['name'],
        },
      },
    },
    async ({ params, headers }, reply) => {
      const site = headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin') {
        return reply.code(403).send({ error: 'for the page that made the try' });
      }
      reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
      return log.of(params.name);
    },
  );
}
