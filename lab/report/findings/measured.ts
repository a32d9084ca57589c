/** What was measured, as the committed baselines keep it: an account of each row, by column and version. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type TopologyId, topologyIds } from '../../base/topology.ts';
import { type Engine, profiles } from '../../browsers/profiles.ts';
import { baselineFolder, linesUnder, readBaseline } from '../../results/baseline.ts';
import type { Cell } from '../../results/results.ts';
import type { Expectation, Expectations, Policy } from '../../scenario/scenario.ts';

/** One column of one version of a browser, under the names of one topology. */
export interface Measured {
  readonly column: string;
  readonly engine: Engine;
  readonly version: string;
  readonly label: string;
  readonly policy: Policy;
  readonly topology: TopologyId;
  /** By row: the verdict, and what was seen: `known-deviation; call: sent sid, read`. */
  readonly accounts: Readonly<Record<string, string>>;
}

/** All that the baselines in a folder hold, in the order of the columns, then of the versions. */
export async function readMeasured(folder = baselineFolder): Promise<Measured[]> {
  const files = existsSync(folder) ? await readdir(folder) : [];
  const baselines = await Promise.all(
    files.filter((file) => file.endsWith('.json')).map((file) => readBaseline(join(folder, file))),
  );
  const versions = [...baselines].sort((a, b) =>
    a.version.localeCompare(b.version, 'en', { numeric: true }),
  );
  return profiles.flatMap((profile) =>
    versions
      .filter(({ column }) => column === profile.id)
      .flatMap((baseline) =>
        topologyIds.flatMap((topology) => {
          const accounts = linesUnder(baseline, topology);
          const { id: column, engine, label, policy } = profile;
          const { version } = baseline;
          return accounts ? [{ column, engine, version, label, policy, topology, accounts }] : [];
        }),
      ),
  );
}

/** The verdict on a row; null where it was not measured. */
export const verdictIn = ({ accounts }: Measured, row: string): Cell['verdict'] | null =>
  (accounts[row]?.split(';')[0] as Cell['verdict'] | undefined) ?? null;

/** Does an account say what is expected, as far as it tells of arrival, sending, storing and document.cookie? */
export function bearsOut(account: string, expected: Expectations): boolean {
  return Object.entries(expected).every(([as, expectation]) => {
    const start = account.indexOf(`; ${as}: `);
    return start !== -1 && tells(account.slice(start + as.length + '; : '.length), expectation);
  });
}

/** `facts` begin with those of the exchange: `sent sid, status 200, stored –`. */
function tells(
  facts: string,
  { arrived, sent, stored, documentCookie, about }: Expectation,
): boolean {
  const namesAfter = (word: string) =>
    new RegExp(`^${word} ([^,;]*)`).exec(facts)?.[1] ??
    new RegExp(`^[^;]*, ${word} ([^,;]*)`).exec(facts)?.[1];
  const says = (word: string, names: readonly string[] | undefined) => {
    if (!names) return true;
    const told = namesAfter(word)?.split(' ') ?? [];
    const mine = told.filter((name) => name !== '–' && (about === undefined || name === about));
    const bare = names.map((pair) => pair.split('=')[0] ?? '');
    return namesAfter(word) !== undefined && mine.sort().join() === [...bare].sort().join();
  };
  if (arrived === false) return facts.startsWith('unsent');
  return says('sent', sent) && says('stored', stored) && says('document\\.cookie', documentCookie);
}
