/** Serves the scripts that pages fetch from their own origin. */
import type { FastifyInstance } from 'fastify';
import { resourceScript } from '../../lab/page/bundle.ts';
import { pathOf, resources } from '../../lab/page/resources.ts';

export async function pageResources(app: FastifyInstance) {
  for (const resource of resources) {
    const script = await resourceScript(resource);
    app.get(
      pathOf(resource),
      { schema: { response: { 200: { type: 'string' } } } },
      async (_request, reply) =>
        reply
          .type('text/javascript')
          // A service worker may control the whole origin; a sandboxed page's origin is none.
          .header('service-worker-allowed', '/')
          .header('access-control-allow-origin', '*')
          .send(script),
    );
  }
}
