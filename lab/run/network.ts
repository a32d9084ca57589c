/** The lab that a command runs, and what browsers are told of its network. */
import type { Network } from '../browsers/driver.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { startGateway } from '../gateway/start.ts';
import { atEnd } from './cleanup.ts';

/** Starts the lab, to be closed when the command ends. `own`: origins that it stands in for besides its own. */
export async function startLab(own: readonly string[] = []): Promise<Gateway> {
  const gateway = await startGateway(own);
  atEnd(() => gateway.close());
  return gateway;
}

export const networkOf = ({ proxy, certificates }: Gateway, headed: boolean): Network => ({
  proxy,
  certificates,
  headed,
});
