import { expect, test } from '@playwright/test';
import type { Arrival } from '../../lab/base/arrival.ts';
import type { Column } from '../../lab/browsers/columns.ts';
import { profiles } from '../../lab/browsers/profiles.ts';
import { cellsOf } from '../../lab/results/cells.ts';
import type { Observation } from '../../lab/scenario/exchange.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import { type Row, rowsOf } from '../../lab/scenario/rows.ts';
import type { ScenarioSpec } from '../../lab/scenario/scenario.ts';
import { api, fetch, visit, www } from '../../lab/scenario/steps/index.ts';

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
const column = { profile: profiles[0] } as unknown as Column;
const planned = plan(spec, { topology: 'com', performance: 'p' });

const arrival = (exchange: string): Arrival => ({
  exchange,
  at: 1,
  method: 'GET',
  scheme: 'https',
  host: 'api.example.com',
  path: '/',
  httpVersion: '2.0',
  cookieHeader: 'sid=1',
  cookies: [{ name: 'sid', value: '1' }],
  origin: null,
  referer: null,
  secFetch: {},
  bodyBytes: 0,
  preflight: false,
  status: 200,
});
const observation = (sent: Observation['sent']): Observation => ({
  arrived: true,
  sent,
  method: 'GET',
  status: 200,
  requestHeaders: null,
  preflight: null,
  stored: null,
  lifetimes: null,
  readable: null,
  documentCookie: [],
  cookieStore: null,
  cookieChanges: null,
  storageAccess: null,
  headers: null,
  taken: {},
  error: null,
  reasons: [],
});
const sid = [{ name: 'sid', value: '1' }];
const performed = {
  observations: new Map([
    ['visit 1', observation([])],
    ['one', observation([])],
    ['two', observation(sid)],
  ]),
  arrivals: ['p.1', 'p.2', 'p.2'].map(arrival),
  standing: new Set<string>(),
};
const judged = (rows: readonly Row[], seen: typeof performed) =>
  cellsOf(rows, planned, seen, column).map(([, cell]) => cell);
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
  const one = { ...observation([]), reasons: [store, { ...store, cookie: 'other' }] };
  const observations = new Map([...performed.observations, ['one', one]]);
  const rows = rowsOf('t/n', { ...spec, rows: 'exchange and cookie' });
  const told = judged(rows, { ...performed, observations });
  expect(told.map(({ elsewhere }) => elsewhere)).toEqual([undefined, [{ as: 'one', ...store }]]);
});

test('A request’s URL is told without its recipe, and no exchange id is left anywhere', () => {
  const [cell] = cellsCut();
  expect(cell?.exchanges[1]?.request.url).toBe('https://api.example.com/a?own=1');
  expect(JSON.stringify(cell)).not.toContain('p.1');
});

test('What nobody observed is left out, and what was seen to be empty is not', () => {
  const [exchange] = cellsCut('exchange')[0]?.exchanges ?? [];
  expect(exchange).toMatchObject({ documentCookie: [] });
  for (const field of ['preflight', 'stored', 'readable', 'error', 'reasons']) {
    expect(exchange).not.toHaveProperty(field);
  }
});

test('A cell names the link of the chain that broke, with evidence and fix', () => {
  const unread = new Map([
    ...performed.observations,
    ['one', { ...observation([]), readable: false }],
  ]);
  const rows = rowsOf('topic/x', spec);
  const chain = judged(rows, { ...performed, observations: unread })[0]?.chain;
  expect(chain).toMatchObject({ as: 'one', asks: 'reading', broke: 3, code: 'cors:acao-missing' });
  expect(chain?.write).toContain('Access-Control-Allow-Origin: https://www.example.com');
  expect(judged(rows, performed)[0]?.chain?.as).not.toBe('one');
});
