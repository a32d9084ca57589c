/** How the runner reaches a running lab: its names, its ports, and what its services remember. */
import type { Arrival } from '../base/arrival.ts';
import type { Answer } from '../base/recipe.ts';
import type { ShownCertificate } from './certificates/shown.ts';

export interface Gateway {
  /** The mapping proxy, `host:port`; null where the machine's own resolver knows the names. */
  readonly proxy: string | null;
  /** Real ports of the loopback origins, by the port that scenarios write. */
  readonly ports: Readonly<Record<number, number>>;
  /** What each host shows over HTTPS. */
  readonly certificates: readonly ShownCertificate[];
  /** Has the services give these answers, by the ids of exchanges, for hosts of a scenario's own; absent where the lab cannot stand in for any. */
  register?(answers: ReadonlyMap<string, Answer>): void;
  /** Takes what arrived for one performance, in order of arrival. */
  arrivals(performance: string): Promise<Arrival[]>;
  close(): Promise<void>;
}
