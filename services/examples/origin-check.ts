/**
 * No token: the server looks at what the browser itself says of who asks. A script can set neither
 * `Origin` nor `Sec-Fetch-Site`.
 */
import fastifyCors from '@fastify/cors';
import type { FastifyInstance, preHandlerAsyncHookHandler } from 'fastify';
import { bank } from './bank.ts';

/** Every browser sends `Origin` with a POST. `null`, of a sandboxed page say, is nobody's origin. */
const originCheck =
  (origins: readonly string[]): preHandlerAsyncHookHandler =>
  async ({ headers }, reply) => {
    if (!origins.includes(headers.origin ?? '')) {
      return reply.code(403).send({ error: `not for ${headers.origin ?? 'an unknown origin'}` });
    }
  };

/** `same-site` trusts every host of your domain: take it out where you do not. */
const trusted = ['same-origin', 'same-site'];

/** Old browsers and plain http send no `Sec-Fetch-Site`: then `Origin` has to do. */
const fetchMetadataCheck = (origins: readonly string[]): preHandlerAsyncHookHandler => {
  const otherwise = originCheck(origins);
  return async function (request, reply) {
    const site = request.headers['sec-fetch-site'];
    if (site === undefined) return otherwise.call(this, request, reply);
    if (!trusted.includes(String(site))) return reply.code(403).send({ error: `not from ${site}` });
  };
};

/** @param by the header that is looked at first */
export async function originChecked(
  app: FastifyInstance,
  { origins, by }: { origins: string[]; by: 'origin' | 'sec-fetch-site' },
) {
  await app.register(fastifyCors, { origin: origins, credentials: true });
  const check = by === 'origin' ? originCheck : fetchMetadataCheck;
  await bank(app, { sameSite: 'none', defence: check(origins) });
}
