/** The lab that a command runs, and what browsers are told of its network. */
import { join } from 'node:path';
import type { Network } from '../browsers/driver.ts';
import {
  type Certificates,
  certificateFiles,
  ensureCertificates,
  publicKeyHash,
} from '../gateway/certificates.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { startGateway } from '../gateway/start.ts';
import { atEnd } from './cleanup.ts';

/** Starts the lab, to be closed when the command ends. */
export async function startLab(): Promise<{ certificates: Certificates; gateway: Gateway }> {
  const certificates = await ensureCertificates();
  const gateway = await startGateway(certificates);
  atEnd(() => gateway.close());
  return { certificates, gateway };
}

export function networkOf(
  certificates: Certificates,
  { proxy }: Gateway,
  headed: boolean,
): Network {
  return {
    proxy,
    certificate: {
      file: join(certificates.folder, certificateFiles.leaf.cert),
      publicKeyHash: publicKeyHash(certificates),
      names: certificates.names,
    },
    headed,
  };
}
