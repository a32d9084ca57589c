/**
 * Baselines: what each version of a browser was seen to do, committed beside the scenarios. What
 * differs from the baseline of the same version comes of a change of code; what differs from that
 * of an older one, in the absence of its own, may come of the browser.
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type TopologyId, topologyIds } from '../base/topology.ts';
import { writeOwned } from '../system/files.ts';
import { account, type Change, type Comparison } from './compare.ts';
import { resultsFolder } from './files.ts';
import { isMeasured } from './measured.ts';
import { readJson } from './read-json.ts';
import type { Cell, ResultColumn, ResultRow, Results } from './results.ts';
import { baselineShape } from './shapes.ts';

export const baselineFolder = join(resultsFolder, 'baseline');

/** A baseline file: a line for each row, so that the differences of two versions read well. */
export interface Baseline {
  readonly schema: 1;
  readonly column: string;
  readonly version: string;
  /**
   * What each row's judged exchanges showed, by topology and row: `as-claimed; call: sent sid, read`.
   * Of the topologies other than `test` only where they showed something else; see {@link linesUnder}.
   */
  readonly topologies: Readonly<Partial<Record<TopologyId, Lines>>>;
}

type Lines = Readonly<Record<string, string>>;

/** All lines of a topology: as under `test`, but where it differs. Undefined where it was not measured. */
export function linesUnder(
  { topologies }: Pick<Baseline, 'topologies'>,
  topology: TopologyId,
): Lines | undefined {
  const own = topologies[topology];
  return own && { ...topologies.test, ...own };
}

/** One column compared with its baseline. */
export interface BaselineComparison extends Comparison {
  readonly column: ResultColumn;
  /** The version of the browser that the baseline is of; null where there is none. */
  readonly against: string | null;
  /** Rows that the baseline does not have. */
  readonly fresh: number;
}

/** Compares each measured column with the baseline of its version, else of the nearest older one. */
export async function compareWithBaselines(
  results: Results,
  folder = baselineFolder,
): Promise<BaselineComparison[]> {
  return Promise.all(
    measuredColumns(results).map(async (column) => {
      const baseline = await nearestBaseline(column, results.topology, folder);
      const before = (baseline && linesUnder(baseline, results.topology)) ?? {};
      const after = Object.entries(linesOf(results, column.id));
      const known = after.filter(([row]) => row in before);
      const changes = known.flatMap(([row, is]): Change[] => {
        const was = before[row] as string;
        return was === is ? [] : [{ row, column: column.id, before: was, after: is }];
      });
      return {
        column,
        against: baseline?.version ?? null,
        compared: known.length,
        changes,
        left: [],
        fresh: after.length - known.length,
      };
    }),
  );
}

/**
 * Makes results the baseline of the versions that they were measured in. What other topologies
 * showed stays, and rows that were not measured now; those not among `rows`, the ids of all that
 * there are, go. Resolves with the files written.
 */
export async function writeBaselines(
  results: Results,
  rows: ReadonlySet<string>,
  folder = baselineFolder,
): Promise<string[]> {
  const columns = measuredColumns(results);
  for (const column of columns) {
    const { id, version } = column;
    const file = fileOf(column, folder);
    const known = existsSync(file) ? await readBaseline(file) : { topologies: {} };
    const measured = topologyIds.flatMap((topology) => {
      const lines = linesUnder(known, topology);
      if (topology !== results.topology) return lines ? [[topology, lines] as const] : [];
      return [[topology, { ...lines, ...linesOf(results, id) }] as const];
    });
    const topologies = differences(new Map(measured), rows);
    const baseline: Baseline = { schema: 1, column: id, version, topologies };
    await writeOwned(file, `${JSON.stringify(baseline, null, 1)}\n`);
  }
  return columns.map((column) => fileOf(column, folder));
}

/** Lines of rows that there are, sorted; of topologies other than `test` those that differ from it. */
function differences(
  measured: ReadonlyMap<TopologyId, Lines>,
  rows: ReadonlySet<string>,
): Baseline['topologies'] {
  const test = measured.get('test') ?? {};
  return Object.fromEntries(
    [...measured].map(([topology, lines]) => {
      const kept = Object.entries(lines).filter(
        ([row, line]) => rows.has(row) && (topology === 'test' || line !== test[row]),
      );
      return [topology, Object.fromEntries(kept.sort(byName))];
    }),
  );
}

const measuredColumns = ({ columns }: Results) => columns.filter(isMeasured);

/** The same on every machine, whatever its language. */
const byName = ([a]: [string, string], [b]: [string, string]) => (a < b ? -1 : 1);

/** `webkit-2.50.6-tracking-prevention.json` */
const nameOf = ({ engine, label }: ResultColumn, version: string) =>
  `${engine}-${version}-${label.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.json`;

const fileOf = (column: ResultColumn, folder: string) =>
  join(folder, nameOf(column, column.version));

/**
 * Reads a baseline.
 *
 * @throws {LabError} LAB_RESULTS for a file that is none.
 */
export function readBaseline(file: string): Promise<Baseline> {
  return readJson<Baseline>(file, baselineShape, {
    what: 'a baseline',
    fix: 'Restore it with git, or delete it and write it anew from a run: npm run baseline',
  });
}

/**
 * Reads every baseline in a folder, to see that each can be read.
 *
 * @throws {LabError} LAB_RESULTS for the first that is none.
 */
export async function checkBaselines(folder = baselineFolder): Promise<void> {
  const files = existsSync(folder) ? await readdir(folder) : [];
  for (const file of files.filter((name) => name.endsWith('.json'))) {
    await readBaseline(join(folder, file));
  }
}

/** The baseline of a column's version, or of the nearest older one that has the topology. */
async function nearestBaseline(column: ResultColumn, topology: TopologyId, folder: string) {
  const files = existsSync(folder) ? await readdir(folder) : [];
  const [start = '', end = ''] = nameOf(column, '\0').split('\0');
  const versions = files
    .filter((file) => file.startsWith(start) && file.endsWith(end))
    .map((file) => file.slice(start.length, file.length - end.length))
    .filter((version) => /^\d/.test(version) && compareVersions(version, column.version) <= 0)
    .sort((a, b) => compareVersions(b, a));
  for (const version of versions) {
    const baseline = await readBaseline(join(folder, nameOf(column, version)));
    if (baseline.topologies[topology]) return baseline;
  }
  return null;
}

/** Negative where `a` is older, part by part: 9.2 is older than 10.1. */
function compareVersions(a: string, b: string): number {
  const [as, bs] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  const place = as.findIndex((part, index) => part !== (bs[index] ?? 0));
  if (place < 0) return as.length - bs.length;
  return (as[place] as number) - (bs[place] ?? 0);
}

/** What decides each cell of a column, by row; without cells that were not run. */
function linesOf({ rows }: Results, column: string): Record<string, string> {
  return Object.fromEntries(
    rows.flatMap((row) => {
      const cell = row.cells[column];
      return cell && cell.verdict !== 'not-run'
        ? [[row.scenario, account(decisive(row, cell))]]
        : [];
    }),
  );
}

/** A cell reduced to the exchanges and the cookie that its row judges. */
function decisive({ expect }: ResultRow, cell: Cell): Cell {
  const exchanges = cell.exchanges.flatMap((exchange) => {
    const expectation = expect[exchange.as];
    if (!expectation) return [];
    const { about, order } = expectation;
    const isJudged = (name: string) => about === undefined || name === about;
    const judged = (names: readonly string[]) => names.filter(isJudged);
    const judgedOf = <Value>(record: Readonly<Record<string, Value>>) =>
      Object.fromEntries(Object.entries(record).filter(([name]) => isJudged(name)));
    const { stored, lifetimes, documentCookie, cookieStore } = exchange;
    const sent = judged(exchange.sent);
    return {
      ...exchange,
      sent: order ? sent : [...sent].sort(),
      ...(stored && { stored: judged(stored) }),
      ...(lifetimes && { lifetimes: judgedOf(lifetimes) }),
      ...(documentCookie && { documentCookie: judged(documentCookie) }),
      ...(cookieStore && { cookieStore: judged(cookieStore) }),
    };
  });
  return { ...cell, exchanges };
}
