/** Which lab to run against: one in this process, or the one that Docker runs. */
import { joinCompose } from './compose.ts';
import { startEmbedded } from './embedded.ts';
import type { Gateway } from './gateway.ts';

/** In Docker the variable LAB_SERVICES names the services; elsewhere the lab starts its own. */
export function startGateway(): Promise<Gateway> {
  const services = process.env.LAB_SERVICES;
  return services ? joinCompose(services.split(',')) : startEmbedded();
}
