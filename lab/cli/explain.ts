/** npm run explain: the whole story of a scenario, step by step, with the link that broke and its fix. */

import type { TopologyId } from '../base/topology.ts';
import { profiles } from '../browsers/profiles.ts';
import { prediction, standard } from '../model/index.ts';
import { storyOf, storyText } from '../report/story.ts';
import { browserText } from '../report/summary.ts';
import { modelColumn } from '../results/on-paper/index.ts';
import type { ResultColumn } from '../results/results.ts';
import { loadScenarios } from '../run/load-scenarios.ts';
import { plan } from '../scenario/plan/plan.ts';
import type { Recording } from '../scenario/recording.ts';
import type { Scenario } from '../scenario/rows.ts';
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
  const scenarios = await loadScenarios([id]);
  const asked = browsers.length > 0 ? browsers : ['chromium'];
  const measured = model
    ? []
    : await measure(scenarios, { browsers: asked, topologies: [topology] });
  const stories = model
    ? scenarios.map((scenario) =>
        storyIn(scenario, modelColumn, prediction(plan(scenario.spec, topology), standard)),
      )
    : measured.flatMap(({ collector, results }) =>
        scenarios.flatMap((scenario) =>
          results.columns.map((column) =>
            storyIn(scenario, column, collector.recording(scenario, column)),
          ),
        ),
      );
  console.log(json ? JSON.stringify(stories, null, 1) : stories.map(text).join('\n\n\n'));
  return measured.some(({ results }) => results.missing.length > 0) ? exit.couldNotRun : exit.ok;
});

function storyIn({ id, spec }: Scenario, column: ResultColumn, recording?: Recording) {
  const { title, reported } = spec;
  const steps = recording ? storyOf(recording, column, reported) : [];
  return { scenario: id, title, column, reported, steps };
}

function text({ scenario, title, column, steps }: ReturnType<typeof storyIn>) {
  const head = `${out.bold(title)}\n${scenario} in ${column.id}: ${browserText(column)}, ${column.label}`;
  return [head, steps.length > 0 ? storyText(steps) : 'not run: the browser was lost'].join('\n\n');
}
