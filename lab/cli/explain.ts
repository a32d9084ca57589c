/** npm run explain: what broke in a scenario, why, and what fixes it; with its whole story, step by step. */

import type { TopologyId } from '../base/topology.ts';
import { profiles } from '../browsers/profiles.ts';
import { answerText } from '../report/answer.ts';
import { storyOf, storyText } from '../report/story.ts';
import { headText } from '../report/summary.ts';
import { wrap } from '../report/terminal/layout.ts';
import { paperRecording } from '../results/on-paper/index.ts';
import type { ResultColumn } from '../results/results.ts';
import { loadScenarios } from '../run/load-scenarios.ts';
import { browserGlobs, modelColumn, paperColumns, papersIn } from '../run/paper-columns.ts';
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
  readonly steps?: true;
  readonly json?: true;
}

const command = wordsOf('explain')
  .description(
    'Runs a scenario, and says which cookie or answer is missed, why, what fixes it, and what to write.\n' +
      '--steps tells the whole story: what was asked, what left, what came back, what was stored, what ' +
      'the script could read, and each of the twelve links.',
  )
  .argument(
    '<scenario>',
    'its id, file or a glob: document-cookie/written-on-the-page-never-reaches-the-api',
  )
  .addOption(browsersOption([...profiles, ...paperColumns], 'chromium, which gives reasons'))
  .addOption(topologyOption())
  .option('--model', 'let the user agent on paper tell it, without any browser')
  .option('--steps', 'tell it step by step')
  .option('--json', 'print it as JSON');

await runCommand(async () => {
  const [id = ''] = command.parse().args;
  const { browsers, topology, model, steps, json } = command.opts<Options>();
  const scenarios = await loadScenarios([id]);
  const asked = browsers.length > 0 ? browsers : ['chromium'];
  const papers = model ? [modelColumn] : papersIn(asked);
  const globs = model ? null : browserGlobs(asked);
  const measured =
    globs === null ? [] : await measure(scenarios, { browsers: globs, topologies: [topology] });
  const said = scenarios.flatMap((scenario) =>
    papers.map((column) =>
      storyIn(scenario, column, paperRecording(plan(scenario.spec, topology), column)),
    ),
  );
  const seen = measured.flatMap(({ collector, results }) =>
    scenarios.flatMap((scenario) =>
      results.columns.map((column) =>
        storyIn(scenario, column, collector.recording(scenario, column)),
      ),
    ),
  );
  const stories = [...seen, ...said];
  console.log(json ? JSON.stringify(stories, null, 1) : told(stories, steps === true));
  return measured.some(({ results }) => results.missing.length > 0) ? exit.couldNotRun : exit.ok;
});

function storyIn({ id, spec }: Scenario, column: ResultColumn, recording?: Recording) {
  const { title, reported } = spec;
  const steps = recording ? storyOf(recording, column, spec) : [];
  return { scenario: id, title, column, reported, steps };
}

type Story = ReturnType<typeof storyIn>;

/** The answers, those that are the same in several columns once; and the stories, if asked for. */
function told(stories: readonly Story[], withSteps: boolean): string {
  const textOf = withSteps ? storyBlock : answerOf;
  const answers = new Map<string, Story[]>();
  for (const story of stories) {
    const key = JSON.stringify([story.scenario, textOf(story)]);
    answers.set(key, [...(answers.get(key) ?? []), story]);
  }
  return [...answers.values()]
    .map((same) => {
      const [story] = same as [Story];
      const columns = same.map(({ column }) => `${headText(column)}, ${column.label}`);
      const where = `${story.scenario} (${story.title}), in ${columns.join('; ')}`;
      return `${textOf(story)}\n  ${out.dim(wrap(where, 2))}`;
    })
    .join('\n\n');
}

function answerOf({ steps }: Pick<Story, 'steps'>): string {
  return steps.length > 0 ? answerText(steps) : 'Not run: the browser was lost.';
}

function storyBlock(story: Pick<Story, 'steps'>): string {
  return [answerOf(story), storyText(story.steps)].join('\n\n');
}
