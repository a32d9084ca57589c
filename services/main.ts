/** Runs one service: `node --import tsx services/main.ts api|frontend`. Listens on HOST (127.0.0.1) and PORT (8080), stops on SIGTERM. */
import { createService } from './service.ts';

const service = process.argv[2];
if (service !== 'api' && service !== 'frontend') {
  console.error('usage: services/main.ts api|frontend');
  process.exit(2);
}

// Behind Caddy: the scheme is what X-Forwarded-Proto says.
const app = await createService(service, { trustProxy: true });
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => app.close().then(() => process.exit(0)));
}
const { HOST: host = '127.0.0.1', PORT: port = '8080' } = process.env;
const address = await app.listen({ host, port: Number(port) });
console.log(`${service} answers on ${address}`);
