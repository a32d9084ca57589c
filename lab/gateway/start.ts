/** Which lab to run against: one in this process, or the one that Docker runs. */
import { joinCompose } from './compose.ts';
import { servicesElsewhere } from './elsewhere.ts';
import { addressOf, openFront } from './front.ts';
import type { Gateway } from './gateway.ts';

/** In Docker the variable LAB_SERVICES names the services; elsewhere the lab starts its own, which also stands in for the origins of `own`. */
export async function startGateway(own: readonly string[] = []): Promise<Gateway> {
  const services = servicesElsewhere();
  if (services) return joinCompose(services);
  const { startEmbedded } = await import('./embedded.ts');
  return startEmbedded(undefined, own);
}

/** A lab that browsers can be told of, though nobody answers in it yet. */
export interface OpenGateway extends Pick<Gateway, 'proxy' | 'certificates'> {
  readonly started: Promise<Gateway>;
}

/** Starts the lab as {@link startGateway} does, so that browsers can start while its services are loaded. */
export async function openGateway(): Promise<OpenGateway> {
  const services = servicesElsewhere();
  if (services) {
    const gateway = await joinCompose(services);
    return { ...gateway, started: Promise.resolve(gateway) };
  }
  const front = await openFront();
  const started = async () => {
    const { startEmbedded } = await import('./embedded.ts');
    return startEmbedded(undefined, [], front);
  };
  return { proxy: addressOf(front), certificates: front.certificates, started: started() };
}
