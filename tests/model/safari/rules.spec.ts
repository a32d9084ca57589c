import { expect, test } from '@playwright/test';
import { agents, agentsOnPaper, standard } from '../../../lab/model/index.ts';

test('Every rule of Safari on paper has a source, or another value that it may have', () => {
  for (const { agent, open, sources } of Object.values(agentsOnPaper)) {
    const sourced = new Set(Object.keys(sources));
    const known = new Set([...sourced, ...open.map(({ rule }) => rule)]);
    const fields = Object.keys(standard).filter((field) => field !== 'id');
    const missing = fields.filter(
      (field) => ![...known].some((rule) => rule === field || rule.startsWith(`${field}.`)),
    );
    expect(missing, agent.id).toEqual([]);
    expect(
      open.filter(({ rule }) => sourced.has(rule)),
      agent.id,
    ).toEqual([]);
    expect(
      Object.values(sources).filter((source) => source.length < 8),
      agent.id,
    ).toEqual([]);
    // The other value is another.
    for (const { otherwise, rule } of open) expect(otherwise, rule).not.toEqual(agent);
  }
});

test('Partitioned cookies were in Safari 18.4, out from 18.5 to 26.1, and are back', () => {
  const knows = (['safari:18.4', 'safari:18', 'safari:26.0', 'safari:26'] as const).map(
    (id) => agents[id].syntax.partitioned,
  );
  expect(knows).toEqual([true, false, false, true]);
});
