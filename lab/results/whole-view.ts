/**
 * The newest view of the whole: what a run found, and what earlier runs found of the rest. So a
 * selection never destroys what a whole run found.
 */
import { isSame } from '../run/recorded.ts';
import { isMeasured } from './measured.ts';
import type { Cell, Measured, ResultColumn, ResultRow, Results } from './results.ts';

/** Whose cells a column has. */
type Source = 'earlier' | 'now' | 'both';

/**
 * Results of now, with those of earlier, of the same topology, that they do not take the place of:
 * rows of other scenarios that are still there, and other columns in rows with the same steps.
 *
 * A column is of one browser. Where that is another one now, by an upgrade or a switch, it has the
 * cells of now if these are of all scenarios that it had; else those of earlier, until a run of the whole.
 *
 * @param scenarios the ids of all scenarios that there are, in their order
 */
export function wholeView(earlier: Results, now: Results, scenarios: readonly string[]): Results {
  const place = new Map(scenarios.map((id, index) => [id, index]));
  const rowsBefore = earlier.rows.filter(({ of }) => place.has(of.scenario));
  const sources = sourcesOf({ ...earlier, rows: rowsBefore }, now);
  const papers = now.columns.filter((column) => !isMeasured(column));
  const onPaper = new Set(papers.map(({ id }) => id));
  const found = new Map(now.rows.map((row) => [row.scenario, row]));
  const run = new Set(now.rows.map(({ of }) => of.scenario));
  const known = new Map(rowsBefore.map((row) => [row.scenario, row]));
  const left = rowsBefore.filter(({ of }) => !run.has(of.scenario));
  const rows = [...left, ...now.rows]
    .map((row) => ({
      ...row,
      cells: cellsOf(known.get(row.scenario), found.get(row.scenario), sources, onPaper),
    }))
    .filter(({ cells }) => Object.keys(cells).length > 0)
    .sort((a, b) => (place.get(a.of.scenario) ?? 0) - (place.get(b.of.scenario) ?? 0));
  const columns = [...sources].map(([id, source]): ResultColumn => {
    const [before, head] = [columnIn(earlier, id), columnIn(now, id)];
    const { measured: _, ...column } = (source === 'earlier' ? before : head) as ResultColumn;
    const measured = measuredIn(
      rows,
      { id, source, before: before?.measured, now: head?.measured },
      run,
    );
    return measured ? { ...column, measured } : column;
  });
  const comparedWith = now.comparedWith ?? earlier.comparedWith;
  return {
    ...now,
    ...(comparedWith && { comparedWith }),
    columns,
    missing: now.missing.filter(({ id }) => !sources.has(id)),
    rows,
  };
}

const columnIn = ({ columns }: Results, id: string) => columns.find((column) => column.id === id);

/** The columns in order, those on paper last, and whose cells each has. */
function sourcesOf(earlier: Results, now: Results): Map<string, Source> {
  const all = [...earlier.columns, ...now.columns];
  const onPaper = all.filter((column) => !isMeasured(column));
  const ids = [...all.filter(isMeasured), ...onPaper].map(({ id }) => id);
  return new Map([...new Set(ids)].map((id) => [id, sourceOf(id, earlier, now)]));
}

function sourceOf(id: string, earlier: Results, now: Results): Source {
  const [before, after] = [columnIn(earlier, id), columnIn(now, id)];
  if (!before) return 'now';
  if (!after) return 'earlier';
  if (isSame(headOf(before), headOf(after))) return 'both';
  const run = new Set(now.rows.map(({ of }) => of.scenario));
  return earlier.rows.every(({ of, cells }) => !cells[id] || run.has(of.scenario))
    ? 'now'
    : 'earlier';
}

const headOf = ({ measured: _, ...head }: ResultColumn) => head;

/** The cells of a row, as it was and as it is. */
function cellsOf(
  before: ResultRow | undefined,
  after: ResultRow | undefined,
  sources: ReadonlyMap<string, Source>,
  onPaper: ReadonlySet<string>,
): ResultRow['cells'] {
  const stepsNow = Object.values(after?.cells ?? {})
    .filter(isRun)
    .map(stepsOf);
  return Object.fromEntries(
    [...sources].flatMap(([id, source]): [string, Cell][] => {
      const now = source === 'earlier' ? undefined : after?.cells[id];
      const then = source === 'now' ? undefined : before?.cells[id];
      // What is not predicted now was no better known before.
      if (now && (isRun(now) || !then || onPaper.has(id))) return [[id, now]];
      // What a column does in steps that are no more tells nothing of those that are there.
      const stays = then && stepsNow.every((steps) => !isRun(then) || steps === stepsOf(then));
      return stays ? [[id, then]] : now ? [[id, now]] : [];
    }),
  );
}

const isRun = ({ exchanges }: Cell) => exchanges.length > 0;

const stepsOf = ({ exchanges }: Cell) =>
  JSON.stringify(exchanges.map(({ as, request, answer }) => [as, request, answer]));

interface Of {
  readonly id: string;
  readonly source: Source;
  readonly before: Measured | undefined;
  readonly now: Measured | undefined;
}

/** When the cells of a column were measured. */
function measuredIn(
  rows: readonly ResultRow[],
  { id, source, before, now }: Of,
  run: ReadonlySet<string>,
): Measured | undefined {
  const shown = rows.filter(({ cells }) => cells[id] && isRun(cells[id]));
  const scenarios = new Set(shown.map(({ of }) => of.scenario));
  const isNow =
    source === 'now' || (source === 'both' && [...scenarios].every((one) => run.has(one)));
  const parts = (isNow ? [now] : source === 'both' ? [before, now] : [before]).filter(
    (part) => part !== undefined,
  );
  const dates = parts.flatMap(({ oldest, newest }) => [oldest, newest]).sort();
  const [oldest, newest] = [dates[0], dates.at(-1)];
  if (oldest === undefined || newest === undefined) return undefined;
  const fresh = source === 'earlier' || !now ? 0 : now.scenarios - now.kept;
  return { oldest, newest, scenarios: scenarios.size, kept: scenarios.size - fresh };
}
