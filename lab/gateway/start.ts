/** Which lab to run against: one in this process, or the one that Docker runs. */
import type { Certificates } from '../certificates.ts';
import { startEmbedded } from './embedded.ts';
import type { Gateway } from './gateway.ts';

export function startGateway(certificates: Certificates): Promise<Gateway> {
  return startEmbedded(certificates);
}
