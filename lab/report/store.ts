/** Writes the results, and the views of them, where people and programs look for them. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TopologyId } from '../base/topology.ts';
import { readResults, resultsFolder } from '../results/files.ts';
import { type Results, resultsFile } from '../results/results.ts';
import { wholeView } from '../results/whole-view.ts';
import { writeOwned } from '../system/files.ts';
import { htmlReport } from './html/report.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';

export interface StoreOptions {
  /** The ids of all scenarios that there are, in their order: what is there of others is left out. */
  readonly scenarios?: readonly string[];
  /** The run was of everything, so that it decides which topology stands first. */
  readonly whole?: boolean;
}

/**
 * Writes the newest view of the whole: what this run found, with what earlier runs in the folder found of
 * the rest. Of the topology that stands first: `latest.json`, `matrix.md` and `matrix.html`; of each
 * other `com.json` and the like, with `com.html` where it is the first of a selection. `junit.xml` is
 * of this run alone. Resolves with the paths written.
 */
export async function storeResults(
  all: readonly [Results, ...Results[]],
  folder = resultsFolder,
  { scenarios = [], whole = true }: StoreOptions = {},
): Promise<string[]> {
  const latest = await resultsIn(folder, latestName);
  const main = whole || !latest ? all[0].topology : latest.topology;
  const fileOf = (topology: TopologyId) => (topology === main ? latestName : resultsFile(topology));
  const earlierOf = (topology: TopologyId) =>
    latest?.topology === topology ? latest : resultsIn(folder, resultsFile(topology));

  const files: Record<string, string> = {};
  if (latest && latest.topology !== main) files[resultsFile(latest.topology)] = json(latest);
  for (const results of all) {
    const earlier = await earlierOf(results.topology);
    const view = earlier ? wholeView(earlier, results, scenarios) : results;
    files[fileOf(view.topology)] = json(view);
    if (view.topology === main) {
      files['matrix.md'] = markdownReport(view);
      files['matrix.html'] = await htmlReport(view);
    } else if (results === all[0]) files[`${view.topology}.html`] = await htmlReport(view);
  }
  files['junit.xml'] = junitReport(all);
  for (const [name, text] of Object.entries(files)) await writeOwned(join(folder, name), text);
  if (latestName in files) await rm(join(folder, resultsFile(main)), { force: true });
  return Object.keys(files).map((name) => join(folder, name));
}

const latestName = 'latest.json';

/** The results in a file of a folder; null where there are none that can be read. */
async function resultsIn(folder: string, name: string): Promise<Results | null> {
  const file = join(folder, name);
  return existsSync(file) ? readResults(file).catch(() => null) : null;
}

const json = (results: Results) => `${JSON.stringify(results, null, 1)}\n`;
