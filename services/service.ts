/** The services of the lab as one finds them running: each plugin with its health and its memory. */
import { type FastifyInstance, type FastifyServerOptions, fastify } from 'fastify';
import { apiPath, type Service } from '../lab/base/topology.ts';
import { acceptHandshakes } from './answer/handshake.ts';
import { ArrivalLog } from './answer/log.ts';
import { tries } from './answer/tries.ts';
import { api } from './api/api.ts';
import { examples, sameOriginExamples } from './examples/examples.ts';
import { frontend } from './frontend/frontend.ts';
import { endSocketsOnClose } from './sockets.ts';

/** Milliseconds for a plugin to be ready: the pages are bundled then, and the machine may be busy. */
export const startTimeoutMs = 60_000;

const plugins = { api, frontend } satisfies Record<Service, unknown>;

/** Makes one service with its own log, as it runs in a container of its own. */
export async function createService(
  service: Service,
  options: FastifyServerOptions = {},
): Promise<FastifyInstance> {
  const app = fastify({ pluginTimeout: startTimeoutMs, ...options });
  endSocketsOnClose(app);
  const log = new ArrivalLog();
  await acceptHandshakes(app);
  await app.register(plugins[service], { log });
  if (service === 'api') {
    await app.register(examples, { log, prefix: '/examples' });
    await app.register(sameOriginExamples, { log, prefix: `${apiPath}examples` });
  }
  await app.register(tries, { log, prefix: service === 'api' ? apiPath : '/' });
  operations(app, log);
  return app;
}

/** Routes for whoever runs the lab, not for the browsers in it. */
function operations(app: FastifyInstance, log: ArrivalLog) {
  app.get(
    '/.lab/health',
    {
      schema: { response: { 200: { type: 'object', properties: { ok: { type: 'boolean' } } } } },
    },
    async () => ({ ok: true }),
  );
  app.get<{ Params: { performance: string } }>(
    '/.lab/arrivals/:performance',
    {
      schema: {
        params: {
          type: 'object',
          properties: { performance: { type: 'string', pattern: '^[\\w-]{1,64}$' } },
          required: ['performance'],
        },
      },
    },
    async ({ params }) => log.take(params.performance),
  );
}
