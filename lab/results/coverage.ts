/** Which scenarios reproduce each claim, which rows show each case of it, and what the browsers said. */

import { matchesGlob } from '../base/glob.ts';
import { type ClaimId, claimIds, claims } from '../claims/claims.ts';
import { members } from '../claims/members/index.ts';
import type { Shown } from '../claims/members/shown.ts';
import type { Scenario } from '../scenario/rows.ts';
import { type Counts, countVerdicts } from './counts.ts';
import type { Cell, ResultColumn, Results } from './results.ts';

export interface Coverage {
  readonly id: ClaimId;
  /** What is claimed, in one sentence. */
  readonly says: string;
  /** Ids of the scenarios that name the claim; it is uncovered when there is none. */
  readonly scenarios: readonly string[];
  /** The cases that the claim lists; none where it names but one. */
  readonly members: readonly MemberCoverage[];
  /** How many cells of the claim's rows have each verdict, in each engine that was run. */
  readonly verdicts: Readonly<Partial<Record<ResultColumn['engine'], Counts>>>;
}

export interface MemberCoverage {
  readonly name: string;
  /** Ids of the rows that show the case. */
  readonly rows: readonly string[];
  /** The globs that match no row of the claim's scenarios. */
  readonly unmatched: readonly string[];
  /** How many of its cells have each verdict, in all columns that were run. */
  readonly verdicts: Counts;
}

/** The coverage of every claim, in the catalogue's order. Without results there are no verdicts. */
export function coverageOf(scenarios: readonly Scenario[], results: Results | null): Coverage[] {
  return claimIds.map((id) => {
    const about = scenarios.filter(({ spec }) => spec.claims.includes(id));
    const rows = about.flatMap((scenario) => scenario.rows.map((row) => row.id));
    return {
      id,
      says: claims[id],
      scenarios: about.map((scenario) => scenario.id),
      members: Object.entries(members[id] ?? {}).map(([name, shown]) =>
        memberOf(name, shown, rows, results),
      ),
      verdicts: results ? verdictsOf(id, results) : {},
    };
  });
}

/** Has every claim a scenario, and every case of it a row? */
export const isCovered = ({ scenarios, members }: Coverage) =>
  scenarios.length > 0 && members.every(({ unmatched }) => unmatched.length === 0);

function memberOf(
  name: string,
  shown: readonly Shown[],
  rows: readonly string[],
  results: Results | null,
): MemberCoverage {
  const found = shown.map((one) => {
    const glob = typeof one === 'string' ? one : one.rows;
    return { one, glob, rows: rows.filter((row) => matchesGlob(glob, row)) };
  });
  return {
    name,
    rows: [...new Set(found.flatMap(({ rows }) => rows))],
    unmatched: [...new Set(found.filter(({ rows }) => rows.length === 0).map(({ glob }) => glob))],
    verdicts: countVerdicts(
      results ? found.flatMap(({ one, rows }) => cellsOf(one, rows, results)) : [],
    ),
  };
}

/** The cells of some rows, as far as they show a case. */
function cellsOf(shown: Shown, ids: readonly string[], { rows, topology }: Results): Cell[] {
  if (typeof shown === 'object' && 'topology' in shown && shown.topology !== topology) return [];
  const isMeant = (column: string) =>
    typeof shown === 'string' || !('column' in shown) || shown.column === column;
  return rows
    .filter(({ scenario }) => ids.includes(scenario))
    .flatMap(({ cells }) => Object.entries(cells))
    .flatMap(([column, cell]) => (isMeant(column) ? [cell] : []));
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
