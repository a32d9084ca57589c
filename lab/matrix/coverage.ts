/** Which scenarios reproduce each claim, and what the browsers said to it. */
import { type Claim, type ClaimId, claimIds, claims } from '../claims.ts';
import type { Scenario } from '../scenario/rows.ts';
import { type Counts, countVerdicts } from './output/summary.ts';
import type { ResultColumn, Results } from './results.ts';

export interface Coverage extends Claim {
  readonly id: ClaimId;
  /** Ids of the scenarios that name the claim; it is uncovered when there is none. */
  readonly scenarios: readonly string[];
  /** How many cells of the claim's rows have each verdict, in each engine that was run. */
  readonly verdicts: Readonly<Partial<Record<ResultColumn['engine'], Counts>>>;
}

/** The coverage of every claim, in the catalogue's order. Without results there are no verdicts. */
export function coverageOf(scenarios: readonly Scenario[], results: Results | null): Coverage[] {
  return claimIds.map((id) => ({
    id,
    ...claims[id],
    scenarios: scenarios.filter(({ spec }) => spec.claims.includes(id)).map(({ id }) => id),
    verdicts: results ? verdictsOf(id, results) : {},
  }));
}

function verdictsOf(claim: ClaimId, { columns, rows }: Results): Coverage['verdicts'] {
  const about = rows.filter(({ claims }) => claims.includes(claim));
  if (about.length === 0) return {};
  const engines = [...new Set(columns.map(({ engine }) => engine))];
  return Object.fromEntries(
    engines.map((engine) => {
      const ids = columns.filter((column) => column.engine === engine).map(({ id }) => id);
      const cells = about.flatMap((row) => ids.flatMap((id) => row.cells[id] ?? []));
      return [engine, countVerdicts(cells)];
    }),
  );
}
