/** What browsers are told of the lab's network. */
import { join } from 'node:path';
import type { Network } from '../browsers/driver.ts';
import { type Certificates, certificateFiles, publicKeyHash } from '../certificates.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { sitePages, type TopologyId } from '../topology.ts';

export function networkOf(
  certificates: Certificates,
  { proxy }: Gateway,
  topology: TopologyId,
  headed: boolean,
): Network {
  return {
    proxy,
    certificate: {
      file: join(certificates.folder, certificateFiles.leaf.cert),
      publicKeyHash: publicKeyHash(certificates),
      names: certificates.names,
    },
    sites: sitePages(topology),
    headed,
  };
}
