/** The bench: the page of a frontend host for whoever opens it by hand. It is bundled when first asked for. */
import { readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { shell } from '../../lab/bench/shell.ts';
import { moduleScript } from '../../lab/page/bundle.ts';

const place = (name: string) => new URL(`../../lab/bench/${name}`, import.meta.url);

/** Is it a plain visit of the host? A scenario's visit has a recipe. */
export const isPlainVisit = ({ method, url }: FastifyRequest): boolean =>
  method === 'GET' && url === '/';

export const benchPage = shell({ script: '/.lab/bench.js', style: '/.lab/bench.css' });

export async function bench(app: FastifyInstance) {
  const text = { schema: { response: { 200: { type: 'string' } } } };
  app.get('/.lab/bench.js', text, async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(await moduleScript(place('main.ts'))),
  );
  app.get('/.lab/bench.css', text, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(await readFile(place('bench.css'), 'utf8')),
  );
}
