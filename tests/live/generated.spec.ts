/**
 * Plans that nobody wrote, in real browsers and on paper: every request, cookie and answer is as the
 * model of the browser predicts. `LAB_GENERATED=1000` performs so many, from number `LAB_SEED` on, in
 * the columns of `LAB_COLUMNS` (`chromium:*,webkit`) and under the names of `LAB_TOPOLOGY`. What
 * differs is made as small as it can be while it differs.
 */
import { expect, test } from '@playwright/test';
import type { TopologyId } from '../../lab/base/topology.ts';
import { type Column, findColumn, selectProfiles } from '../../lab/browsers/columns.ts';
import { SessionSupply } from '../../lab/browsers/supply.ts';
import { startEmbedded } from '../../lab/gateway/embedded.ts';
import type { Gateway } from '../../lab/gateway/gateway.ts';
import { networkOf } from '../../lab/run/network.ts';
import type { Recorded } from '../../lab/run/recorded.ts';
import { record, runMatrix } from '../../lab/run/run.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import type { Scenario } from '../../lab/scenario/rows.ts';
import { scenario } from '../../lab/scenario/scenario.ts';
import type { Step } from '../../lab/scenario/steps/index.ts';
import { compare, type Difference } from '../scenario/generated/compare.ts';
import { planOf } from '../scenario/generated/plans.ts';
import { shrunk } from '../scenario/generated/smaller.ts';

const { LAB_GENERATED, LAB_SEED, LAB_COLUMNS, LAB_TOPOLOGY = 'com' } = process.env;
const count = Number(LAB_GENERATED ?? 12);
// From here on a dozen in which no difference is open.
const seed = Number(LAB_SEED ?? 247);
const topology = LAB_TOPOLOGY as TopologyId;
const columns = selectProfiles(LAB_COLUMNS?.split(','), 'as shipped').flatMap(
  (profile) => findColumn(profile) ?? [],
);
test.skip(columns.length === 0, 'no engine is installed');

/** Plans that are made smaller, in each column: the rest are given by their numbers. */
const shrinks = 6;

const scenarios: readonly Scenario[] = Array.from({ length: count }, (_, place) => {
  const id = `${seed + place}`;
  const spec = scenario({ title: `Generated plan ${id}`, steps: planOf(seed + place) });
  return { id, topic: 'generated', spec, rows: [] };
});

interface Found {
  readonly column: string;
  readonly seed: string;
  readonly differing: readonly Difference[];
  readonly steps: readonly Step[];
}

/** Performs smaller plans in a column, until none differs in these fields any more. */
async function smallest({ differing, steps }: Found, column: Column, gateway: Gateway) {
  const supply = new SessionSupply(column, networkOf(gateway, false));
  const { version } = await supply.browser();
  const fields = new Set(differing.flatMap((one) => one.fields));
  let last = differing;
  try {
    const small = await shrunk(steps, async (some) => {
      const need = {
        plan: plan({ steps: some }, topology),
        readJar: true,
        standing: new Set<string>(),
      };
      const recording = await record(need, column, supply, { gateway });
      if ('notRun' in recording) return false;
      const compared = compare(recording, { id: column.profile.id, version });
      const still = compared.differing.some((one) => one.fields.some((field) => fields.has(field)));
      if (still) last = compared.differing;
      return still;
    });
    return { differing: last, steps: small };
  } finally {
    await supply.end();
  }
}

test('What browsers do of plans that nobody wrote is what the model predicts', async () => {
  test.setTimeout(120_000 + count * 20_000);
  const gateway = await startEmbedded();
  const tallies = new Map<string, { exchanges: number; undecided: string[]; notRun: number }>();
  const found: Found[] = [];
  const add = ({ scenario: { id, spec }, column, recording }: Recorded) => {
    const tally = tallies.get(column.id) ?? { exchanges: 0, undecided: [], notRun: 0 };
    tallies.set(column.id, tally);
    if ('notRun' in recording) {
      tally.notRun += 1;
      return;
    }
    const { exchanges, undecided, differing } = compare(recording, column);
    tally.exchanges += exchanges;
    tally.undecided.push(...undecided);
    if (differing.length === 0) return;
    const one = { column: column.id, seed: id, differing, steps: spec.steps };
    found.push(one);
    if (LAB_GENERATED) console.log(JSON.stringify(one));
  };
  try {
    const network = networkOf(gateway, false);
    await runMatrix({ scenarios, columns, topology, gateway, network, recorded: add });
    for (const column of columns) {
      for (const one of found
        .filter(({ column: id }) => id === column.profile.id)
        .slice(0, shrinks)) {
        Object.assign(one, await smallest(one, column, gateway));
        if (LAB_GENERATED) console.log('smallest', JSON.stringify(one));
      }
    }
  } finally {
    await gateway.close();
  }
  for (const [id, { exchanges, undecided, notRun }] of tallies) {
    const differ = found
      .filter(({ column }) => column === id)
      .flatMap(({ differing }) => differing);
    const description = `${id}: ${differ.length} of ${exchanges} exchanges of ${count} plans from ${seed} on differ; ${undecided.length} undecided, ${notRun} plans not run`;
    test.info().annotations.push({ type: 'rate', description });
    if (LAB_GENERATED) console.log(description, counted(undecided));
    expect(exchanges).toBeGreaterThan(count);
  }
  expect(found).toEqual([]);
});

const counted = (texts: readonly string[]) =>
  Object.fromEntries(
    [...new Set(texts)].map((one) => [one, texts.filter((other) => other === one).length]),
  );
