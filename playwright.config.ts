/**
 * The tests: the lab's own (project `lab`; `browsers` are those that start some), and every
 * scenario in every profile that is installed here.
 */
import { defineConfig } from '@playwright/test';
import { findColumn } from './lab/browsers/columns.ts';
import { profiles } from './lab/browsers/profiles.ts';
import type { ColumnOptions } from './tests/scenarios.spec.ts';

const installed = profiles.filter((profile) => findColumn(profile) !== null);

export default defineConfig<object, ColumnOptions>({
  testDir: 'tests',
  workers: 2,
  forbidOnly: true,
  reporter: [['list'], ['html', { open: 'never' }]],
  projects: [
    {
      name: 'lab',
      testIgnore: ['{live,security,docker}/**', 'scenarios.spec.ts'],
      fullyParallel: true,
    },
    {
      name: 'browsers',
      testMatch: '{live,security}/**/*.spec.ts',
      timeout: 120_000,
      // Real browsers beside each other, struck and cut by the clock: one that was late is asked again.
      retries: 1,
    },
    // Attacks on the lab that Docker runs: only where it is up.
    { name: 'docker', testMatch: 'docker/**/*.spec.ts' },
    ...installed.map(({ id }) => ({
      name: id,
      testMatch: 'scenarios.spec.ts',
      timeout: 90_000,
      use: { columnId: id },
    })),
  ],
});
