/**
 * The whole lab in one process: the services behind one HTTPS listener, one for
 * plain http, two ports on localhost, and the proxy that maps the names. All on
 * loopback, all on free ports.
 */
import type { FastifyInstance } from 'fastify';
import { acceptHandshakes } from '../../services/answer/handshake.ts';
import { ArrivalLog } from '../../services/answer/log.ts';
import { tries } from '../../services/answer/tries.ts';
import { api } from '../../services/api/api.ts';
import { examples, sameOriginExamples } from '../../services/examples/examples.ts';
import { frontend } from '../../services/frontend/frontend.ts';
import { allHostNames, apiHost, apiPath, loopbackHosts, loopbackPorts } from '../base/topology.ts';
import { addressOf, type Front, openFront, type Signer } from './front.ts';
import type { Gateway } from './gateway.ts';
import { listen, newServer } from './listeners.ts';
import { serveOwnHosts } from './own-hosts.ts';

/**
 * Starts the lab. Everything it opened is closed by `close`.
 *
 * @param authority signs what the hosts show; without one, an authority of this run does.
 * @param own origins that it stands in for besides its own, inside its own browsers only.
 * @param opened where browsers were told of it already.
 */
export async function startEmbedded(
  authority?: Signer,
  own: readonly string[] = [],
  opened: Front | Promise<Front> = openFront(authority),
): Promise<Gateway> {
  const front = await opened;
  const { signer, leaf, proxy, targets } = front;
  const log = new ArrivalLog();
  const secure = newServer(leaf);
  const plain = newServer();
  const loopback = [newServer(), newServer()] as const;
  const servers = [secure, plain, ...loopback];
  await Promise.all(servers.map((app) => acceptHandshakes(app)));
  await everyHost(secure, log);
  await everyExample(secure, log);
  await everyHost(plain, log);
  await loopback[0].register(frontend, { log });
  await loopback[0].register(tries, { log });
  await loopback[0].register(tries, { log, prefix: apiPath });
  await loopback[1].register(api, { log });

  const [securePort, plainPort, ...loopbackReal] = await Promise.all(servers.map(listen));
  const ports = Object.fromEntries(loopbackPorts.map((port, i) => [port, loopbackReal[i] ?? 0]));
  for (const name of allHostNames) {
    targets.set(`${name}:443`, securePort ?? 0);
    targets.set(`${name}:80`, plainPort ?? 0);
  }
  for (const host of loopbackHosts) {
    for (const port of loopbackReal) targets.set(`${host}:${port}`, port);
  }
  const others = await serveOwnHosts(own, signer, log);
  for (const [name, port] of others.targets) targets.set(name, port);

  return {
    proxy: addressOf(front),
    ports: { ...ports, ...others.ports },
    certificates: [...front.certificates, ...others.certificates],
    register: (answers) => others.answers.register(answers),
    arrivals: async (performance) => {
      others.answers.forget(performance);
      return log.take(performance);
    },
    close: async () => {
      proxy.closeAllConnections();
      proxy.close();
      await Promise.all([others.close(), ...servers.map((app) => app.close())]);
    },
  };
}

/** The routing that Caddy does in Docker: the API's hosts, the frontend's, and /api/ below those. */
async function everyHost(app: FastifyInstance, log: ArrivalLog) {
  await onApiHosts(app, (scope) => scope.register(api, { log }));
  await app.register(frontend, { log });
  await app.register(api, { log, prefix: apiPath });
  await app.register(tries, { log });
  await app.register(tries, { log, prefix: apiPath });
}

/** The examples: their cookies are Secure, so that https is where they make sense. */
async function everyExample(app: FastifyInstance, log: ArrivalLog) {
  await onApiHosts(app, (scope) => scope.register(examples, { log, prefix: '/examples' }));
  await app.register(sameOriginExamples, { log, prefix: `${apiPath}examples` });
}

async function onApiHosts(app: FastifyInstance, add: (scope: FastifyInstance) => unknown) {
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.constraints = { ...route.constraints, host: apiHost };
    });
    await add(scope);
  });
}
