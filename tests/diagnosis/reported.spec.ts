/**
 * The reports that were rebuilt: the chain names the cause of each. What standards-true browsers do
 * not show is shown by one whose rules or policy are stricter; the standards name no other cause.
 */
import { expect, test } from '@playwright/test';
import type { AgentId } from '../../lab/model/index.ts';
import { loadScenarios } from '../../lab/run/load-scenarios.ts';
import { ask } from './ask.ts';

/** Columns in which a bug may show, the standards first. */
const columns: readonly AgentId[] = [
  'standard',
  'chromium:blocked',
  'webkit:itp',
  'webkit',
  'safari:12',
];

const reports = (await loadScenarios()).filter(({ spec }) => spec.reported);

for (const { id, spec } of reports) {
  const { exchange, cause, cookie } = spec.reported ?? {};
  test(`The chain names the cause of ${id}: ${cause}`, () => {
    for (const reasons of ['told', 'untold'] as const) {
      const named = columns.map((agent) => {
        const asked = {
          steps: spec.steps,
          agent,
          ...(exchange && { as: exchange }),
          ...(cookie !== undefined && { cookie }),
        };
        return ask(asked, reasons).code;
      });
      expect({ reasons, named }).toEqual({ reasons, named: expect.arrayContaining([cause]) });
      expect([cause, null]).toContain(named[0]);
    }
  });
}

test('The reports are many, each of a source of its own', () => {
  const sources = reports.map(({ spec }) => spec.reported?.source);
  expect(new Set(sources).size).toBe(sources.length);
  expect(sources.length).toBeGreaterThanOrEqual(60);
});
