/** npm run explain: the whole story of a scenario, step by step, with the link that broke and its fix. */

import type { TopologyId } from '../base/topology.ts';
import { profiles } from '../browsers/profiles.ts';
import { storyOf, storyText } from '../report/story.ts';
import { browserText } from '../report/summary.ts';
import { emptyResults, withModel } from '../results/on-paper/index.ts';
import type { Results } from '../results/results.ts';
import { loadScenarios } from '../run/load-scenarios.ts';
import { rowsOf, type Scenario } from '../scenario/rows.ts';
import { out } from '../system/colours.ts';
import { browsersOption, exit, runCommand, topologyOption, wordsOf } from './command.ts';
import { measure } from './measure.ts';

interface Options {
  readonly browsers: string[];
  readonly topology: TopologyId;
  readonly model?: true;
  readonly json?: true;
}

const command = wordsOf('explain')
  .description(
    'Runs a scenario and tells its story: what was asked, what left, what came back, what was stored,\n' +
      'what the script could read; and where a cookie or an answer is missed, the twelve links and the fix.',
  )
  .argument(
    '<scenario>',
    'its id or a glob: document-cookie/written-on-the-page-never-reaches-the-api',
  )
  .addOption(browsersOption(profiles, 'chromium, which gives reasons'))
  .addOption(topologyOption())
  .option('--model', 'let the user agent on paper tell it, without any browser')
  .option('--json', 'print it as JSON');

await runCommand(async () => {
  const [id = ''] = command.parse().args;
  const { browsers, topology, model, json } = command.opts<Options>();
  const scenarios = (await loadScenarios([id])).map(uncut);
  const asked = browsers.length > 0 ? browsers : ['chromium'];
  const results = model
    ? [withModel(emptyResults(scenarios, topology), scenarios, { column: true })]
    : await measure(scenarios, { browsers: asked, topologies: [topology] });
  const stories = results.flatMap((one) => storiesOf(one, scenarios));
  console.log(json ? JSON.stringify(stories, null, 1) : stories.map(text).join('\n\n\n'));
  return results.some(({ missing }) => missing.length > 0) ? exit.couldNotRun : exit.ok;
});

/** A scenario as one row, which has all its exchanges. */
function uncut(scenario: Scenario): Scenario {
  const { rows: _, ...spec } = scenario.spec;
  return { ...scenario, spec, rows: rowsOf(scenario.id, spec) };
}

function storiesOf({ rows, columns }: Results, scenarios: readonly Scenario[]) {
  return rows.flatMap((row) => {
    const reported = scenarios.find(({ id }) => id === row.scenario)?.spec.reported;
    return columns.flatMap((column) => {
      const cell = row.cells[column.id];
      if (!cell) return [];
      const { scenario, title } = row;
      const steps = storyOf(cell.exchanges, column, reported);
      return { scenario, title, column, because: cell.because, reported, steps };
    });
  });
}

function text({ scenario, title, column, because, steps }: ReturnType<typeof storiesOf>[number]) {
  const head = `${out.bold(title)}\n${scenario} in ${column.id}: ${browserText(column)}, ${column.label}`;
  return [head, steps.length > 0 ? storyText(steps) : `not run: ${because}`].join('\n\n');
}
