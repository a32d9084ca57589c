/** What browsers are told of the lab's network. */
import { join } from 'node:path';
import type { Network } from '../browsers/driver.ts';
import { type Certificates, certificateFiles } from '../certificates.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { sitePages, type TopologyId } from '../topology.ts';

export function networkOf(
  { folder, names }: Certificates,
  { proxy }: Gateway,
  topology: TopologyId,
  headed: boolean,
): Network {
  return {
    proxy,
    certificate: { file: join(folder, certificateFiles.leaf.cert), names },
    sites: sitePages(topology),
    headed,
  };
}
