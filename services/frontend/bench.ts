/** The bench: the page of a frontend host for whoever opens it by hand. It is bundled when first asked for. */
import { readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { moduleScript } from '../../lab/page/bundle.ts';
import { escaped } from './page.ts';

const place = (name: string) => new URL(`../../lab/${name}`, import.meta.url);
const styles = ['base/palette', 'bench/style/page', 'bench/style/tries'];

/** Is it a plain visit of the host? A scenario's visit has a recipe. */
export const isPlainVisit = ({ method, url }: FastifyRequest): boolean =>
  method === 'GET' && url === '/';

/** The page before its script runs. It lets no script run but the services' own. */
export const benchPage = (host: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="script-src 'self'">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/.lab/bench.css">
<title>${escaped(host)}</title>
<body>
<h1>${escaped(host)}</h1>
<noscript>The bench sends requests by script. Allow scripts for this page.</noscript>
<script type="module" src="/.lab/bench.js"></script>
</body>
</html>
`;

export async function bench(app: FastifyInstance) {
  const text = { schema: { response: { 200: { type: 'string' } } } };
  app.get('/.lab/bench.js', text, async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(await moduleScript(place('bench/main.ts'))),
  );
  app.get('/.lab/bench.css', text, async (_request, reply) => {
    const texts = styles.map((name) => readFile(place(`${name}.css`), 'utf8'));
    return reply.type('text/css; charset=utf-8').send((await Promise.all(texts)).join('\n'));
  });
}
