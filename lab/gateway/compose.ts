/** The lab that Docker runs, seen from a container in Caddy's network: names resolve, ports are real. */
import type { Arrival } from '../base/arrival.ts';
import { LabError } from '../base/errors.ts';
import { allHostNames, loopbackPorts } from '../base/topology.ts';
import { shownAt } from './certificates/shown.ts';
import type { Gateway } from './gateway.ts';

/** Milliseconds. */
const timeoutMs = 5_000;

/** @param services base URLs of the services, which remember what arrived. */
export async function joinCompose(services: readonly string[]): Promise<Gateway> {
  return {
    proxy: null,
    ports: Object.fromEntries(loopbackPorts.map((port) => [port, port])),
    certificates: await shownAt(443, allHostNames),
    arrivals: async (performance) => {
      const logs = await Promise.all(services.map((service) => take(service, performance)));
      return logs.flat().sort((a, b) => a.at - b.at);
    },
    close: async () => {},
  };
}

async function take(service: string, performance: string): Promise<Arrival[]> {
  try {
    const response = await fetch(`${service}/.lab/arrivals/${performance}`, {
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return (await response.json()) as Arrival[];
  } catch (error) {
    throw new LabError(
      'LAB_SERVICE',
      `${service} does not tell what arrived: ${(error as Error).message}`,
      'Is it up? docker compose ps tells.',
      error,
    );
  }
}
