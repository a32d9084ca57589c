import { expect, test } from '@playwright/test';
import type {
  Cell,
  Measured,
  ResultColumn,
  ResultRow,
  Results,
} from '../../lab/results/results.ts';
import { wholeView } from '../../lab/results/whole-view.ts';
import { cell, column, exchange, row } from './results.ts';

const measured = (hour: number, scenarios: number, kept = 0): Measured => ({
  ...{ oldest: `2026-11-27T0${hour}:00:00.000Z`, newest: `2026-11-27T0${hour}:30:00.000Z` },
  ...{ scenarios, kept },
});
const browser = (id: 'chromium' | 'webkit', when: Measured, version = '1.2'): ResultColumn => ({
  ...column(id, id, ''),
  ...{ version, measured: when },
});
const saw = (sent: string, kind = 'fetch') => {
  const one = exchange({ as: 'call', sent: [sent] });
  return cell('as-claimed', {
    exchanges: [{ ...one, request: { ...one.request, kind: kind as 'fetch' } }],
  });
};
const results = (columns: ResultColumn[], rows: ResultRow[]): Results => ({
  ...{ schema: 1, date: 'now', topology: 'test', missing: [] },
  columns,
  rows,
});
const ids = ['one/a', 'one/b', 'two/c'];
const whole = results(
  [browser('chromium', measured(1, 3)), browser('webkit', measured(2, 3))],
  ids.map((id) => row(id, { chromium: saw('old'), webkit: saw('old') })),
);
const sentIn = (view: Results) =>
  view.rows.map(({ scenario, cells }) => [
    scenario,
    ...view.columns.map(({ id }) => (cells[id] as Cell | undefined)?.exchanges[0]?.sent[0] ?? '–'),
  ]);

test('A selection takes the place of its own rows and columns, and of no others', () => {
  const now = results(
    [browser('chromium', measured(5, 1))],
    [row('one/b', { chromium: saw('new') })],
  );
  const view = wholeView(whole, now, ids);
  expect(view.columns.map(({ id }) => id)).toEqual(['chromium', 'webkit']);
  expect(sentIn(view)).toEqual([
    ['one/a', 'old', 'old'],
    ['one/b', 'new', 'old'],
    ['two/c', 'old', 'old'],
  ]);
});

test('The view says from when to when a column was measured, and how much of it by earlier runs', () => {
  const now = results(
    [browser('chromium', measured(5, 1))],
    [row('one/b', { chromium: saw('new') })],
  );
  const [chromium, webkit] = wholeView(whole, now, ids).columns;
  expect(chromium?.measured).toEqual({
    oldest: '2026-11-27T01:00:00.000Z',
    newest: '2026-11-27T05:30:00.000Z',
    scenarios: 3,
    kept: 2,
  });
  expect(webkit?.measured).toEqual({ ...measured(2, 3), kept: 3 });
  const all = results(
    [browser('chromium', measured(5, 3))],
    ids.map((id) => row(id, { chromium: saw('new') })),
  );
  expect(wholeView(whole, all, ids).columns[0]?.measured).toEqual(measured(5, 3));
});

test('New scenarios come at their place, and the rows of those that are gone go', () => {
  const now = results(
    [browser('chromium', measured(5, 1))],
    [row('one/new', { chromium: saw('new') })],
  );
  const view = wholeView(whole, now, ['one/a', 'one/new', 'two/c']);
  expect(sentIn(view)).toEqual([
    ['one/a', 'old', 'old'],
    ['one/new', 'new', '–'],
    ['two/c', 'old', 'old'],
  ]);
});

test('What a column did in steps that are no more is left out', () => {
  const now = results(
    [browser('chromium', measured(5, 1))],
    [row('one/b', { chromium: saw('new', 'xhr') })],
  );
  expect(sentIn(wholeView(whole, now, ids))[1]).toEqual(['one/b', 'new', '–']);
});

test('What could not be run takes the place of nothing that was', () => {
  const lost: Cell = { verdict: 'not-run', because: 'lost', exchanges: [] };
  const now = {
    ...results([browser('chromium', measured(5, 1))], [row('one/b', { chromium: lost })]),
    missing: [{ id: 'webkit', because: 'not installed' }],
  };
  const view = wholeView(whole, now, ids);
  expect(sentIn(view)[1]).toEqual(['one/b', 'old', 'old']);
  expect(view.missing).toEqual([]);
});

test('Another browser in a column takes its place as a whole, and not in part', () => {
  const upgraded = browser('chromium', measured(5, 1), '1.3');
  const some = results([upgraded], [row('one/b', { chromium: saw('new') })]);
  const view = wholeView(whole, some, ids);
  expect(view.columns[0]).toMatchObject({ version: '1.2' });
  expect(sentIn(view)[1]).toEqual(['one/b', 'old', 'old']);
  const all = results(
    [upgraded],
    ids.map((id) => row(id, { chromium: saw('new') })),
  );
  const after = wholeView(whole, all, ids);
  expect(after.columns[0]).toMatchObject({ version: '1.3' });
  expect(sentIn(after).map(([, chromium]) => chromium)).toEqual(['new', 'new', 'new']);
});

test('What is not predicted now does not stay predicted by an earlier run', () => {
  const paper: ResultColumn = { ...column('safari:26', 'safari', ''), build: 'paper' };
  const unpredicted = cell('not-run', { because: 'no source says it', exchanges: [] });
  const before = results([paper], [row('one/a', { 'safari:26': saw('old') })]);
  const now = results([paper], [row('one/a', { 'safari:26': unpredicted })]);
  const [shown] = wholeView(before, now, ids).rows;
  expect(shown?.cells['safari:26']).toEqual(unpredicted);
});
