import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { profiles } from '../../lab/browsers/profiles.ts';
import { template } from '../../lab/cli/template.ts';
import { type AgentId, agentOf, prediction } from '../../lab/model/index.ts';
import { Collector } from '../../lab/results/collect.ts';
import { loadScenarios } from '../../lab/run/load-scenarios.ts';
import { modelColumn } from '../../lab/run/paper-columns.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';

const versions = { chromium: ['156.0'], firefox: ['153.7'], webkit: ['2.50.6', '2.54.3'] };

test('The template that a new scenario begins with is as expected in the model of every default column', async () => {
  // Below the project, so that #lab is found.
  const folder = await mkdtemp(fileURLToPath(new URL('.new-', import.meta.url)));
  try {
    await writeFile(join(folder, 'first.ts'), template);
    const [scenario] = await loadScenarios(['first'], folder);
    if (!scenario) throw new Error('the template is no scenario');
    const verdicts = profiles
      .filter((profile) => profile.default)
      .flatMap(({ id, engine, policy, label }) =>
        versions[engine].map((version) => {
          const column = { ...modelColumn, id, engine, version, policy, label };
          const collector = new Collector({
            scenarios: [scenario],
            topology: 'test',
            papers: [],
          });
          const recording = prediction(
            plan(scenario.spec, 'test'),
            agentOf(id as AgentId, version),
          );
          const [[, cell] = []] = collector.add({ scenario, column, recording });
          return [`${id} ${version}`, cell?.verdict];
        }),
      );
    expect(Object.fromEntries(verdicts)).toEqual({
      'chromium 156.0': 'as-claimed',
      'chromium:blocked 156.0': 'as-claimed',
      'firefox 153.7': 'as-claimed',
      'firefox:allowed 153.7': 'as-claimed',
      'webkit 2.50.6': 'known-deviation',
      'webkit 2.54.3': 'known-deviation',
      'webkit:itp 2.50.6': 'as-claimed',
      'webkit:itp 2.54.3': 'as-claimed',
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
