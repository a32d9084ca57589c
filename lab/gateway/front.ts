/**
 * What browsers are told of the embedded lab: the proxy that maps its names, and the certificate that
 * its hosts show. It stands before the services do, so that browsers start while those are loaded.
 */
import type { AddressInfo, Server } from 'node:net';
import { allHostNames } from '../base/topology.ts';
import { createRunAuthority, type RunAuthority } from './certificates/run.ts';
import type { ShownCertificate } from './certificates/shown.ts';
import type { Pair } from './certificates/x509.ts';
import { createProxy } from './proxy.ts';

export type Signer = Pick<RunAuthority, 'certificateFor'>;

export interface Front {
  readonly signer: Signer;
  /** Of all names of the lab. */
  readonly leaf: Pair;
  readonly certificates: readonly ShownCertificate[];
  /** Listens; it serves what {@link targets} holds, and refuses all else. */
  readonly proxy: ReturnType<typeof createProxy>;
  readonly targets: Map<string, number>;
}

/** @param authority signs what the hosts show; without one, an authority of this run does. */
export async function openFront(authority?: Signer): Promise<Front> {
  const targets = new Map<string, number>();
  const proxy = createProxy(targets);
  const listening = new Promise<void>((resolve, reject) => {
    proxy.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const signer = authority ?? (await createRunAuthority());
  const leaf = await signer.certificateFor(allHostNames);
  await listening;
  const certificates = allHostNames.map((host) => ({ host, cert: leaf.cert }));
  return { signer, leaf, certificates, proxy, targets };
}

/** `host:port` of its proxy. */
export const addressOf = ({ proxy }: Front): string => `127.0.0.1:${portOf(proxy)}`;

export const portOf = (server: Server) => (server.address() as AddressInfo).port;
