/** How a case that a claim lists is tied to the rows that show it. */
import type { TopologyId } from '../../base/topology.ts';

/**
 * A glob of row ids; it must match a row of a scenario that names the claim. Where a case is not
 * about what is asked but about whom or where, the cells of one column or topology.
 */
export type Shown =
  | string
  | { readonly rows: string; readonly column: string }
  | { readonly rows: string; readonly topology: TopologyId };

/** What shows each case of a claim, by the case's name. */
export type Members = Readonly<Record<string, readonly Shown[]>>;

type Names<Value> = Readonly<Record<string, Value>>;

/** The same for every case of a list. */
export const each = <Value>(list: Names<Value>, shown: (value: Value) => readonly Shown[]) =>
  Object.fromEntries(Object.entries(list).map(([name, value]) => [name, shown(value)])) as Members;

/** Rows of one scenario by what their ids have after `#`; all there is of one that has but one row. */
export const at = (scenario: string, ...rows: string[]): string[] =>
  rows.length === 0 ? [scenario] : rows.map((row) => `${scenario}#${row}`);

/** Cases that one scenario shows, each in one row or in several. */
export const of = (scenario: string, cases: Names<string | readonly string[]>): Members =>
  each(cases, (rows) => at(scenario, ...[rows].flat()));

/** The cells of some columns. */
export const inColumns = (rows: string, ...columns: string[]): Shown[] =>
  columns.map((column) => ({ rows, column }));

/** Cookies of the scenarios’ sweeps by their SameSite. */
export const bySameSite = { None: 'none', Lax: 'lax', Strict: 'strict', 'no SameSite': 'absent' };
