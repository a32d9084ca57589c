/**
 * Findings: where browsers do otherwise than is said, gathered from the deviations that scenarios
 * record and from what was measured of them. One reason is one finding, wherever it is met.
 */

import { claimedOf, holdsFor, merge, type Observer } from '../../results/verdict.ts';
import type { Row, Scenario } from '../../scenario/rows.ts';
import type { Deviation } from '../../scenario/scenario.ts';
import { type Effect, effectsOf } from './effects.ts';
import { bearsOut, type Measured, verdictIn } from './measured.ts';

/** The topic of what no browser does, but the model of the specification. */
export const onPaper = 'on paper';

/** All that has one and the same reason. */
export interface Finding {
  readonly because: string;
  readonly see: Deviation['see'];
  readonly topic: string;
  /** What browsers did; empty where the deviation is recorded and no run at hand shows it. */
  readonly seen: readonly Seen[];
  readonly scenarios: readonly Scenario[];
  /** Columns for which it is recorded, as globs. */
  readonly where: readonly string[];
  /** Topologies outside of which it does not hold; empty where it holds in all. */
  readonly topologies: readonly string[];
  /** Columns of other versions that did as is said where these did not. */
  readonly not: readonly Measured[];
}

/** One effect in one column. */
export interface Seen {
  readonly scenario: Scenario;
  /** The row's id. */
  readonly row: string;
  readonly measured: Measured;
  readonly effect: Effect;
}

/** The findings of all scenarios, topic by topic in the order given, then as they are met. */
export function findingsOf(
  scenarios: readonly Scenario[],
  measured: readonly Measured[],
  topics: readonly string[],
): Finding[] {
  const place = ({ topic }: { topic: string }) =>
    topics.includes(topic) ? topics.indexOf(topic) : topics.length;
  const inOrder = [...scenarios].sort((a, b) => place(a) - place(b));
  const reasons = new Set(inOrder.flatMap(({ spec }) => (spec.deviations ?? []).map(reasonOf)));
  return [...reasons]
    .map((because) => findingOf(because, inOrder, measured))
    .sort((a, b) => place(a) - place(b));
}

const reasonOf = ({ because }: Deviation) => because;

function findingOf(
  because: string,
  all: readonly Scenario[],
  measured: readonly Measured[],
): Finding {
  const mine = (deviations: readonly Deviation[] = []) =>
    deviations.filter((deviation) => deviation.because === because);
  const scenarios = all.filter(({ spec }) => mine(spec.deviations).length > 0);
  const deviations = scenarios.flatMap(({ spec }) => mine(spec.deviations));
  const [{ see, topology = [] }] = deviations as [Deviation];
  const where = [...new Set(deviations.flatMap((deviation) => deviation.where))];
  const seen = scenarios.flatMap((scenario) => seenIn(scenario, because, measured));
  return {
    because,
    see,
    topic: where.every((glob) => glob === 'model') ? onPaper : (scenarios[0]?.topic ?? ''),
    seen,
    scenarios,
    where,
    topologies: topology,
    not: unlike(seen, measured),
  };
}

function seenIn(scenario: Scenario, because: string, measured: readonly Measured[]): Seen[] {
  return measured.flatMap((one) =>
    scenario.rows.flatMap((row) =>
      shownBy(row, one)
        .filter((deviation) => deviation.because === because)
        .flatMap(({ expect }) => {
          const claimed = claimedOf(row, observerOf(one));
          return effectsOf(claimed, merge(claimed, expect));
        })
        .map((effect) => ({ scenario, row: row.id, measured: one, effect })),
    ),
  );
}

const observerOf = ({ column, policy, topology }: Measured): Observer => ({
  column,
  policy,
  topology,
});

/**
 * The deviations that a cell shows. Several may be recorded for it: those that change nothing are
 * passed over, and where more than one is left the account of what was seen decides.
 */
function shownBy(row: Row, measured: Measured): Deviation[] {
  if (verdictIn(measured, row.id) !== 'known-deviation') return [];
  const observer = observerOf(measured);
  const claimed = claimedOf(row, observer);
  const changing = row.deviations.filter(
    (deviation) =>
      holdsFor(deviation, observer) &&
      effectsOf(claimed, merge(claimed, deviation.expect)).length > 0,
  );
  if (changing.length < 2) return changing;
  const account = measured.accounts[row.id] ?? '';
  const fitting = changing.find(({ expect }) => bearsOut(account, merge(claimed, expect)));
  return fitting ? [fitting] : changing;
}

/** What of the same engines, in other versions, did as is said in every row in which these did not. */
function unlike(seen: readonly Seen[], measured: readonly Measured[]): Measured[] {
  const name = ({ engine, version }: Measured) => `${engine} ${version}`;
  const versions = new Set(seen.map(({ measured }) => name(measured)));
  return measured.filter((one) => {
    if (versions.has(name(one))) return false;
    const verdicts = seen
      .filter(
        ({ measured: { column, topology } }) => column === one.column && topology === one.topology,
      )
      .map(({ row }) => verdictIn(one, row));
    return verdicts.length > 0 && verdicts.every((verdict) => verdict === 'as-claimed');
  });
}
