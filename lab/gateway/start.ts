/** Which lab to run against: one in this process, or the one that Docker runs. */
import { joinCompose } from './compose.ts';
import { startEmbedded } from './embedded.ts';
import type { Gateway } from './gateway.ts';

/** In Docker the variable LAB_SERVICES names the services; elsewhere the lab starts its own, which also stands in for the origins of `own`. */
export function startGateway(own: readonly string[] = []): Promise<Gateway> {
  const services = process.env.LAB_SERVICES;
  return services ? joinCompose(services.split(',')) : startEmbedded(undefined, own);
}
