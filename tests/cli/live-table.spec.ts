import { expect, test } from '@playwright/test';
import type { Column } from '../../lab/browsers/columns.ts';
import { liveTable } from '../../lab/cli/live-table.ts';
import { rowsOf, type Scenario } from '../../lab/scenario/rows.ts';
import type { ScenarioSpec } from '../../lab/scenario/scenario.ts';
import { fetch, visit, www } from '../../lab/scenario/steps/index.ts';
import { cell, column, exchange, results, row } from '../results/results.ts';

const spec = (title: string): ScenarioSpec => ({
  title,
  claims: [],
  steps: [visit(www), fetch(www, { as: 'call' })],
  expect: { call: { sent: ['sid'] } },
});
const scenarios: Scenario[] = ['one/a', 'one/b', 'two/c'].map((id) => ({
  id,
  topic: id.split('/')[0] ?? '',
  spec: spec(`Title of ${id}`),
  rows: rowsOf(id, spec(`Title of ${id}`)),
}));
const columns = ['chromium', 'webkit'].map((id) => ({ profile: { id } })) as Column[];

function shown() {
  const printed: string[] = [];
  const table = liveTable({ scenarios, columns, papers: [], topology: 'test' }, (text) =>
    printed.push(text),
  );
  for (const { id } of columns.map(({ profile }) => profile)) {
    table.started(column(id, id as 'chromium', 'as shipped'), 1);
  }
  const done = (place: number, ...ids: string[]) => {
    const [first] = scenarios[place]?.rows ?? [];
    if (!first) throw new Error('no row');
    for (const id of ids) {
      const shown = cell('as-claimed', { exchanges: [exchange({ sent: ['sid', id] })] });
      table.recorded(column(id, id as 'chromium', 'as shipped'), [[first, shown]]);
    }
  };
  return { table, printed, done };
}

test('A scenario is printed once all its columns are done, and those before it', () => {
  const { printed, done } = shown();
  done(1, 'chromium', 'webkit');
  done(0, 'chromium');
  expect(printed).toEqual([]);
  done(0, 'chromium', 'webkit');
  expect(printed).toHaveLength(3);
  expect(printed[0]).toMatch(/Chromium 1\.2 · WebKitGTK 1\.2 \(not Safari\) · names under \.test/);
  expect(printed[1]).toMatch(/^\nONE\nTitle of one\/a +✓ sid chromium +✓ sid webkit$/);
  expect(printed[2]).toMatch(/^Title of one\/b/);
});

test('What a lost browser kept from being whole is printed at the end, and nothing twice', () => {
  const { table, printed, done } = shown();
  done(0, 'chromium', 'webkit');
  const lost = cell('not-run', { because: 'lost', exchanges: [] });
  const rows = ['one/a', 'one/b', 'two/c'].map((id) => row(id, { chromium: lost }));
  table.finish({ ...results, rows });
  const text = printed.join('\n');
  for (const { id } of scenarios)
    expect(text.match(new RegExp(`Title of ${id}`, 'g'))).toHaveLength(1);
  expect(text).toContain('TWO');
});
