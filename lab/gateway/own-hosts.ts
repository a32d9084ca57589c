/**
 * Listeners that stand in for somebody's own hosts, inside the lab's browsers only: with certificates
 * of the run, and answers that are registered beforehand.
 */
import type { FastifyInstance } from 'fastify';
import { acceptHandshakes } from '../../services/answer/handshake.ts';
import type { ArrivalLog } from '../../services/answer/log.ts';
import { RegisteredAnswers } from '../../services/answer/registered.ts';
import { api } from '../../services/api/api.ts';
import { isLoopbackHost } from '../base/own-hosts.ts';
import type { RunAuthority } from './certificates/run.ts';
import type { ShownCertificate } from './certificates/shown.ts';
import type { Pair } from './certificates/x509.ts';
import { listen, newServer } from './listeners.ts';
import type { Targets } from './proxy.ts';

export interface OwnHosts {
  /** What the proxy is to serve besides the lab's own names. */
  readonly targets: Targets;
  /** Real ports of the origins on this machine, by the port in their URLs. */
  readonly ports: Readonly<Record<number, number>>;
  readonly certificates: readonly ShownCertificate[];
  readonly answers: RegisteredAnswers;
  close(): Promise<void>;
}

/** Stands in for origins such as `https://api.shop.example` and `http://localhost:3000`. */
export async function serveOwnHosts(
  origins: readonly string[],
  { certificateFor }: Pick<RunAuthority, 'certificateFor'>,
  log: ArrivalLog,
): Promise<OwnHosts> {
  const answers = new RegisteredAnswers();
  const urls = origins.map((origin) => new URL(origin));
  const names = [...new Set(urls.filter(isSecure).map(({ hostname }) => hostname))];
  const leaf = names.length > 0 ? await certificateFor(names) : null;
  const listeners = new Map<string, Promise<{ app: FastifyInstance; port: number }>>();
  const listenerOf = (url: URL) => {
    // What is on this machine has a listener for each port: that is all its URL has to go by.
    const key = isLoopbackHost(url.hostname) ? `${url.protocol} ${url.port}` : url.protocol;
    const known = listeners.get(key) ?? start(isSecure(url) ? leaf : null, log, answers);
    listeners.set(key, known);
    return known;
  };
  const targets = new Map<string, number>();
  const ports: Record<number, number> = {};
  for (const url of urls) {
    const { port } = await listenerOf(url);
    if (isLoopbackHost(url.hostname)) {
      ports[portOf(url)] = port;
      targets.set(`${url.hostname}:${port}`, port);
    } else targets.set(`${url.hostname}:${portOf(url)}`, port);
  }
  return {
    targets,
    ports,
    certificates: leaf ? names.map((host) => ({ host, cert: leaf.cert })) : [],
    answers,
    close: async () => {
      const started = await Promise.all(listeners.values());
      await Promise.all(started.map(({ app }) => app.close()));
    },
  };
}

const isSecure = ({ protocol }: URL) => protocol === 'https:';
const portOf = (url: URL) => Number(url.port || (isSecure(url) ? 443 : 80));

async function start(leaf: Pair | null, log: ArrivalLog, answers: RegisteredAnswers) {
  const app = newServer(leaf);
  await acceptHandshakes(app, answers);
  await app.register(api, { log, answers });
  return { app, port: await listen(app) };
}
