/** The servers of the embedded lab: on loopback, each on a free port. */
import ajvCompiler from '@fastify/ajv-compiler';
import { type FastifyInstance, fastify } from 'fastify';
import { startTimeoutMs } from '../../services/service.ts';
import { endSocketsOnClose } from '../../services/sockets.ts';
import type { Pair } from './certificates/x509.ts';
import { portOf } from './front.ts';

const common = {
  pluginTimeout: startTimeoutMs,
  // All servers have the same routes: each schema is compiled once, and is one of the lab's own.
  schemaController: { compilersFactory: { buildValidator: ajvCompiler() } },
  ajv: { customOptions: { validateSchema: false } },
};

/** @param leaf the certificate and key for HTTPS; plain HTTP without */
export function newServer(leaf: Pair | null = null): FastifyInstance {
  const app = (leaf
    ? fastify({
        http2: true,
        https: {
          key: leaf.key,
          cert: leaf.cert,
          allowHTTP1: true,
          // Over HTTP/2 each cookie comes as a header line of its own: hundreds of them are welcome.
          maxHeaderListPairs: 2000,
        },
        ...common,
      })
    : fastify(common)) as unknown as FastifyInstance;
  endSocketsOnClose(app);
  return app;
}

/** @returns the port that the system chose */
export async function listen(app: FastifyInstance): Promise<number> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return portOf(app.server);
}
