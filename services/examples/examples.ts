/** Mounts the examples, each below a path of its own and in a scope of its own. */
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { ownOrigins } from '../../lab/base/topology.ts';
import type { ArrivalLog } from '../answer/log.ts';
import { octets } from '../answer/octets.ts';
import { remember, splitUrl } from '../answer/remember.ts';
import { pageWriter } from '../frontend/page.ts';
import { allowList } from './allow-list.ts';
import { bearerToken } from './bearer-token.ts';
import { behindAProxy } from './behind-a-proxy.ts';
import { cookieOrToken } from './cookie-or-token.ts';
import { csrfDoubleSubmit } from './csrf-double-submit.ts';
import { csrfSynchroniser } from './csrf-synchroniser.ts';
import { originChecked } from './origin-check.ts';
import { reflectsAnyOrigin } from './reflects-any-origin.ts';
import { sameOrigin } from './same-origin.ts';
import { sameSite } from './same-site.ts';
import { undefended } from './undefended.ts';

const origins = ownOrigins;

type Examples = Readonly<Record<string, FastifyPluginAsync>>;

const onApiHosts: Examples = {
  'same-site': (app) => sameSite(app, { origins }),
  'bearer-token': (app) => bearerToken(app, { origins }),
  'cookie-or-token/plain': (app) => cookieOrToken(app, { origins, partitioned: false }),
  'cookie-or-token/partitioned': (app) => cookieOrToken(app, { origins, partitioned: true }),
  'behind-a-proxy/silent-untrusted': (app) =>
    behindAProxy(app, { proxySays: false, serverTrusts: false }),
  'behind-a-proxy/untrusted': (app) => behindAProxy(app, { proxySays: true, serverTrusts: false }),
  'behind-a-proxy/silent': (app) => behindAProxy(app, { proxySays: false, serverTrusts: true }),
  'behind-a-proxy/good': (app) => behindAProxy(app, { proxySays: true, serverTrusts: true }),
  'undefended/none': (app) => undefended(app, { origins, sameSite: 'none' }),
  'undefended/lax': (app) => undefended(app, { origins, sameSite: 'lax' }),
  'undefended/strict': (app) => undefended(app, { origins, sameSite: 'strict' }),
  'csrf-double-submit': (app) => csrfDoubleSubmit(app, { origins }),
  'csrf-synchroniser': (app) => csrfSynchroniser(app, { origins }),
  'origin-check': (app) => originChecked(app, { origins, by: 'origin' }),
  'fetch-metadata-check': (app) => originChecked(app, { origins, by: 'sec-fetch-site' }),
  'allow-list/exact': (app) => allowList(app, { origins, rule: 'exact' }),
  'allow-list/starts-with': (app) => allowList(app, { origins, rule: 'starts-with' }),
  'allow-list/ends-with': (app) => allowList(app, { origins, rule: 'ends-with' }),
  'allow-list/unescaped-dot': (app) => allowList(app, { origins, rule: 'unescaped-dot' }),
  'allow-list/null-too': (app) => allowList(app, { origins, rule: 'null-too' }),
  'reflects-any-origin/none': (app) => reflectsAnyOrigin(app, { sameSite: 'none' }),
  'reflects-any-origin/lax': (app) => reflectsAnyOrigin(app, { sameSite: 'lax' }),
};

const mount =
  (examples: Examples) =>
  async (app: FastifyInstance, { log }: { log: ArrivalLog }) => {
    const page = await pageWriter();
    await app.register(remember, { log });
    // Where a document is to come of it, the lab's page stands for the answer: steps go on from there.
    app.addHook('onSend', async (request, reply, payload) => {
      if (new URLSearchParams(splitUrl(request).query).get('page') !== 'yes') return payload;
      reply.type('text/html; charset=utf-8');
      return page(request.host);
    });
    await app.register(octets);
    for (const [path, example] of Object.entries(examples)) {
      await app.register(example, { prefix: `/${path}` });
    }
    app.all('/*', async (_request, reply) => reply.code(404).send({ error: 'no such example' }));
  };

/** For the API's hosts: below /examples. */
export const examples = mount(onApiHosts);
/** For the hosts of pages: below /api/examples. */
export const sameOriginExamples = mount({ 'same-origin': sameOrigin });
