/** What comes first in a run, so that the first whole row shows soon and no column is left alone at the end. */

import type { TopologyId } from '../base/topology.ts';
import type { Column } from '../browsers/columns.ts';
import type { Engine } from '../browsers/profiles.ts';
import { plan } from '../scenario/plan/plan.ts';
import type { Scenario } from '../scenario/rows.ts';
import type { ColumnHead } from './recorded.ts';
import { leftoversOf } from './session-reuse.ts';

/** Engines by how long a column of theirs takes, the longest first. */
const slowest: readonly Engine[] = ['webkit', 'firefox', 'chromium'];

/** The columns: one of each engine, then the rest, both the longest first. */
export function startingOrder(columns: readonly Column[]): Column[] {
  const place = ({ profile: { id, engine } }: Column) =>
    slowest.indexOf(engine) + (id === engine ? 0 : slowest.length);
  return [...columns].sort((a, b) => place(a) - place(b));
}

/**
 * The scenarios as one column performs them: those that leave nothing behind before those that do, as they
 * all share one session; and of these the lightest before all others.
 */
export function performingOrder(
  scenarios: readonly Scenario[],
  { profile }: Column,
  topology: TopologyId,
): Scenario[] {
  const weighed = scenarios.map((scenario) => {
    const planned = plan(scenario.spec, topology);
    const weight = planned.exchanges.length + scenario.rows.length;
    return { scenario, weight, leaves: leftoversOf(planned, profile).size > 0 };
  });
  const traceless = weighed.filter(({ leaves }) => !leaves);
  const least = Math.min(...traceless.map(({ weight }) => weight));
  const lightest = traceless.filter(({ weight }) => weight === least).slice(0, 1);
  const order = [...lightest, ...traceless, ...weighed.filter(({ leaves }) => leaves)];
  return [...new Set(order.map(({ scenario }) => scenario))];
}

/** A column that is under way. */
export interface Work {
  readonly column: Column;
  readonly head: ColumnHead;
  /** What no browser has begun. */
  readonly left: Scenario[];
  /** Those at work. */
  browsers: number;
  readonly helpers: Promise<void>[];
}

/** Scenarios for each browser of a column below which another costs more than it saves: it takes seconds to start. */
const worthABrowser = 20;

/** The column with most left for each of its browsers, if it is worth another one. */
export function mostLeft(works: Iterable<Work>): Work | undefined {
  const each = ({ left, browsers }: Work) => left.length / (browsers + 1);
  const [most] = [...works].sort((a, b) => each(b) - each(a));
  return most && each(most) >= worthABrowser ? most : undefined;
}

/** How long columns wait for one that does not come, in milliseconds: its browser may hang. */
const openingTimeoutMs = 15_000;

/**
 * Where columns wait for each other once, after their first scenario: a browser at work would slow the
 * start of the others twofold, and with it the first whole row.
 */
export class Rendezvous {
  readonly #awaited: Set<Column>;
  readonly #all: Promise<void>;
  #open = () => {};

  constructor(awaited: Iterable<Column>, timeoutMs = openingTimeoutMs) {
    this.#awaited = new Set(awaited);
    this.#all = new Promise((resolve) => {
      this.#open = resolve;
    });
    setTimeout(this.#open, timeoutMs).unref();
  }

  /** A column came, or will not come any more. Resolves when all have, or timeoutMs ends. */
  met(column: Column): Promise<void> {
    this.#awaited.delete(column);
    if (this.#awaited.size === 0) this.#open();
    return this.#all;
  }
}
