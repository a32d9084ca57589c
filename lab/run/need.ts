/** What a recording must hold for a scenario to be judged by it. */
import type { TopologyId } from '../base/topology.ts';
import type { Profile } from '../browsers/profiles.ts';
import { plan } from '../scenario/plan/plan.ts';
import type { Plan } from '../scenario/plan/planned.ts';
import { onlyShows, type Scenario } from '../scenario/rows.ts';
import { standingVisits } from './standing.ts';

export interface Need {
  readonly plan: Plan;
  /** The jar at the end: in some engines that takes a navigation for each host. */
  readonly readJar: boolean;
  /** Ids of the visits for which a page that stands there will do. */
  readonly standing: ReadonlySet<string>;
}

export function needOf({ spec }: Scenario, profile: Profile, topology: TopologyId): Need {
  const { expect, under = {}, deviations = [] } = spec;
  const expectations = [expect, ...Object.values(under), ...deviations.map((one) => one.expect)];
  const planned = plan(spec, topology);
  // Who expects nothing wants to see all of it.
  const all = onlyShows(spec);
  const labels = planned.exchanges.map(({ as }) => as);
  const judged = new Set(all ? labels : expectations.flatMap(Object.keys));
  return {
    plan: planned,
    readJar:
      all || expectations.flatMap(Object.values).some(({ stored, lifetime }) => stored ?? lifetime),
    standing: standingVisits(planned, judged, profile),
  };
}
