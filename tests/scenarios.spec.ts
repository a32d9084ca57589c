/**
 * Every scenario as a test, in the profile of the project: for those who live in
 * Playwright Test, with its filters and its report. The runner and the verdicts
 * are the matrix's own.
 */
import { test as base, expect } from '@playwright/test';
import { type Column, findColumn } from '../lab/browsers/columns.ts';
import { endAllProcesses } from '../lab/browsers/processes.ts';
import { profiles } from '../lab/browsers/profiles.ts';
import { SessionSupply } from '../lab/browsers/supply.ts';
import { startEmbedded } from '../lab/gateway/embedded.ts';
import type { Gateway } from '../lab/gateway/gateway.ts';
import { Collector } from '../lab/results/collect.ts';
import { loadScenarios, quick } from '../lab/run/load-scenarios.ts';
import { needOf } from '../lab/run/need.ts';
import { networkOf } from '../lab/run/network.ts';
import { headOf, record } from '../lab/run/run.ts';

export interface ColumnOptions {
  /** The profile that the project runs. */
  columnId: string;
}

interface Lab {
  readonly column: Column;
  readonly supply: SessionSupply;
  readonly gateway: Gateway;
}

const topology = 'test';

const test = base.extend<object, ColumnOptions & { lab: Lab }>({
  columnId: ['', { option: true, scope: 'worker' }],
  lab: [
    async ({ columnId }, use) => {
      const profile = profiles.find(({ id }) => id === columnId);
      const column = profile && findColumn(profile);
      if (!column) throw new Error(`${columnId} is not installed`);
      const scenarios = await loadScenarios();
      const gateway = await startEmbedded(
        undefined,
        scenarios.flatMap(({ spec }) => spec.hosts ?? []),
      );
      const network = networkOf(gateway, false);
      const supply = new SessionSupply(column, network);
      await use({ column, supply, gateway });
      await supply.end();
      await gateway.close();
      endAllProcesses();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

for (const scenario of quick(await loadScenarios())) {
  test(`${scenario.spec.title} (${scenario.id})`, async ({ lab: { column, supply, gateway } }) => {
    const need = needOf(scenario, column.profile, topology);
    const recording = await record(need, column, supply, { gateway });
    const head = await headOf(column, supply);
    const collector = new Collector({ scenarios: [scenario], topology, papers: [] });
    const found = collector.add({ scenario, column: head, recording });
    for (const [row, cell] of found) {
      test.info().annotations.push({ type: cell.verdict, description: row.part || row.title });
      expect
        .soft(
          ['as-claimed', 'known-deviation'],
          `${row.id}: ${JSON.stringify(cell.differences ?? cell.because)}`,
        )
        .toContain(cell.verdict);
    }
  });
}
