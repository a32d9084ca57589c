/** The lab that a command runs, and what browsers are told of its network. */
import type { Network } from '../browsers/driver.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { type OpenGateway, openGateway, startGateway } from '../gateway/start.ts';
import { atEnd } from './cleanup.ts';

/** Starts the lab, to be closed when the command ends. `own`: origins that it stands in for besides its own. */
export async function startLab(own: readonly string[] = []): Promise<Gateway> {
  const gateway = await startGateway(own);
  atEnd(() => gateway.close());
  return gateway;
}

/** Starts the lab likewise; browsers can be told of it before it answers. */
export async function openLab(): Promise<OpenGateway> {
  const open = await openGateway();
  atEnd(async () => (await open.started).close());
  return open;
}

export const networkOf = (
  { proxy, certificates }: Pick<Gateway, 'proxy' | 'certificates'>,
  headed: boolean,
): Network => ({ proxy, certificates, headed });
