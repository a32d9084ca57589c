import { expect, test } from '@playwright/test';
import { profiles } from '../../lab/browsers/profiles.ts';
import { cellsOf } from '../../lab/results/cells.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import type { Observation } from '../../lab/scenario/recording.ts';
import { type Row, rowsOf } from '../../lab/scenario/rows.ts';
import type { ScenarioSpec } from '../../lab/scenario/scenario.ts';
import { api, fetch, visit, www } from '../../lab/scenario/steps/index.ts';
import { observed, recordingOf } from '../scenario/observed.ts';

const spec: ScenarioSpec = {
  title: 'x',
  claims: [],
  steps: [
    visit(www),
    fetch(`${api}/a?own=1`, { as: 'one', answer: { setCookie: 'sid=1' } }),
    fetch(api, { as: 'two' }),
  ],
  expect: { one: { sent: [] }, two: { sent: ['sid'] } },
};
const column = { ...(profiles[0] as (typeof profiles)[number]), version: '156.0' };
const planned = plan(spec, 'com');

const sid = [{ name: 'sid', value: '1' }];
const both = observed({ sent: sid, preflight: { sent: [] }, documentCookie: [] });
const performed = {
  'visit 1': observed({ arrived: false }),
  one: observed({ documentCookie: [] }),
  two: both,
};
const judged = (rows: readonly Row[], seen: Readonly<Record<string, Observation>>) =>
  cellsOf(rows, recordingOf(planned, seen), column).map(([, cell]) => cell);
const cellsCut = (rows?: ScenarioSpec['rows']) =>
  judged(rowsOf('t/n', rows ? { ...spec, rows } : spec), performed);

test('A cell is the verdict, with all exchanges of the scenario', () => {
  const [cell] = cellsCut();
  expect(cell?.verdict).toBe('as-claimed');
  expect(cell?.exchanges.map(({ as, sent, arrivals }) => [as, sent, arrivals.length])).toEqual([
    ['visit 1', [], 0],
    ['one', [], 1],
    ['two', ['sid'], 2],
  ]);
});

test('The cell of one of several rows has its own exchange only', () => {
  const names = (rows: ScenarioSpec['rows']) =>
    cellsCut(rows).map(({ exchanges }) => exchanges.map(({ as }) => as));
  expect(names('exchange')).toEqual([['one'], ['two']]);
  expect(names('exchange and cookie')).toEqual([['one'], ['two']]);
});

test('A row about a cookie tells why that was not stored, also where it does not show the exchange', () => {
  const store = { on: 'store', cookie: 'sid', code: 'InvalidDomain', by: 'browser' } as const;
  const one = observed({ reasons: [store, { ...store, cookie: 'other' }] });
  const rows = rowsOf('t/n', { ...spec, rows: 'exchange and cookie' });
  const told = judged(rows, { ...performed, one });
  expect(told.map(({ elsewhere }) => elsewhere)).toEqual([undefined, [{ as: 'one', ...store }]]);
});

test('A request’s URL is told without its recipe', () => {
  const [cell] = cellsCut();
  expect(cell?.exchanges[1]?.request.url).toBe('https://api.example.com/a?own=1');
});

test('What nobody observed is left out, and what was seen to be empty is not', () => {
  const [exchange] = cellsCut('exchange')[0]?.exchanges ?? [];
  expect(exchange).toMatchObject({ documentCookie: [] });
  for (const field of ['preflight', 'stored', 'readable', 'error', 'reasons']) {
    expect(exchange).not.toHaveProperty(field);
  }
});

test('A cell names the link of the chain that broke, with evidence and fix', () => {
  const unread = { ...performed, one: observed({ readable: false }) };
  const rows = rowsOf('topic/x', spec);
  const chain = judged(rows, unread)[0]?.chain;
  expect(chain).toMatchObject({ as: 'one', asks: 'reading', broke: 3, code: 'cors:acao-missing' });
  expect(chain?.write).toContain('Access-Control-Allow-Origin: https://www.example.com');
  expect(judged(rows, performed)[0]?.chain?.as).not.toBe('one');
});
