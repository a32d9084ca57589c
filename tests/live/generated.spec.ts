/**
 * Plans that nobody wrote, in real browsers and on paper: every request, cookie and answer is as the
 * model of the browser predicts. `LAB_GENERATED=1000` performs so many, `LAB_SEED` others.
 */
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { findColumn } from '../../lab/browsers/columns.ts';
import { type Engine, profiles } from '../../lab/browsers/profiles.ts';
import { startEmbedded } from '../../lab/gateway/embedded.ts';
import { agentOf, isAgentId, prediction } from '../../lab/model/index.ts';
import { networkOf } from '../../lab/run/network.ts';
import type { Recorded } from '../../lab/run/recorded.ts';
import { runMatrix } from '../../lab/run/run.ts';
import type { Scenario } from '../../lab/scenario/rows.ts';
import { scenario } from '../../lab/scenario/scenario.ts';
import { type Witnessed, witnessed } from '../../lab/scenario/witnessed.ts';
import { plans } from '../diagnosis/closure-plans.ts';

const count = Number(process.env.LAB_GENERATED ?? 12);
const seed = Number(process.env.LAB_SEED ?? 20_261_127);
const engines = ['chromium', 'firefox', 'webkit'] as const satisfies readonly Engine[];
const columns = engines.flatMap((id) => {
  const profile = profiles.find((one) => one.id === id);
  return (profile && findColumn(profile)) ?? [];
});
test.skip(columns.length === 0, 'no engine is installed');

const scenarios: readonly Scenario[] = fc
  .sample(plans, { numRuns: count, seed })
  .map((steps, place) => {
    const spec = scenario({ title: `Generated plan ${place}`, steps });
    return { id: `generated/${place}`, topic: 'generated', spec, rows: [] };
  });

/** What both tell of an exchange. */
const told = ({ arrived, sent, stored, readable }: Witnessed) => ({
  arrived,
  sent: sent?.map(({ name }) => name) ?? null,
  stored,
  readable,
});

/** The exchanges of a recording, and those of them that are not as predicted. */
function compared({ scenario: { id, spec }, column, recording }: Recorded) {
  if ('notRun' in recording || !isAgentId(column.id)) return { exchanges: 0, differing: [] };
  const says = witnessed(prediction(recording.plan, agentOf(column.id, column.version)));
  const pairs = [...witnessed(recording)].flatMap(([as, seen]) => {
    const predicted = says.get(as);
    return predicted ? [{ as, seen: told(seen), predicted: told(predicted) }] : [];
  });
  const differing = pairs.filter(
    ({ seen, predicted }) => JSON.stringify(seen) !== JSON.stringify(predicted),
  );
  return {
    exchanges: pairs.length,
    differing: differing.map((one) => ({ ...one, id, column: column.id, steps: spec.steps })),
  };
}

test('What browsers do of plans that nobody wrote is what the model predicts', async () => {
  test.setTimeout(60_000 + count * 20_000);
  const gateway = await startEmbedded();
  const found: ReturnType<typeof compared>[] = [];
  try {
    await runMatrix({
      scenarios,
      columns,
      topology: 'com',
      gateway,
      network: networkOf(gateway, false),
      recorded: (one) => found.push(compared(one)),
    });
  } finally {
    await gateway.close();
  }
  const exchanges = found.reduce((sum, one) => sum + one.exchanges, 0);
  const differing = found.flatMap((one) => one.differing);
  const description = `${differing.length} of ${exchanges} exchanges of ${count} plans differ (LAB_SEED=${seed})`;
  test.info().annotations.push({ type: 'rate', description });
  if (process.env.LAB_GENERATED) console.log(description);
  expect(exchanges).toBeGreaterThan(count * columns.length);
  expect(differing).toEqual([]);
});
