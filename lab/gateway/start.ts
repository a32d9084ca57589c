/** Which lab to run against: one in this process, or the one that Docker runs. */
import { joinCompose } from './compose.ts';
import { servicesElsewhere } from './elsewhere.ts';
import { startEmbedded } from './embedded.ts';
import type { Gateway } from './gateway.ts';

/** In Docker the variable LAB_SERVICES names the services; elsewhere the lab starts its own, which also stands in for the origins of `own`. */
export function startGateway(own: readonly string[] = []): Promise<Gateway> {
  const services = servicesElsewhere();
  return services ? joinCompose(services) : startEmbedded(undefined, own);
}
