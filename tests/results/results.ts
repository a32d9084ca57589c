/** A small results file, and what it is made of, for tests of what is done with one. */
import type { Cell, ResultExchange, ResultRow, Results } from '../../lab/results/results.ts';

export const exchange = (more: Partial<ResultExchange> = {}): ResultExchange => ({
  as: 'call',
  request: {
    url: 'https://api.example.test/',
    method: 'GET',
    kind: 'fetch',
    credentials: 'include',
    initiator: 'https://www.example.test',
  },
  answer: { setCookie: ['sid=1; Secure'] },
  arrived: true,
  sent: ['sid'],
  arrivals: [
    {
      method: 'GET',
      scheme: 'https',
      host: 'api.example.test',
      path: '/',
      httpVersion: '2.0',
      cookieHeader: 'sid=1',
      cookies: [{ name: 'sid', value: '1' }],
      origin: 'https://www.example.test',
      referer: null,
      secFetch: { site: 'same-site' },
      bodyBytes: 0,
      preflight: false,
      status: 200,
      responseHeaders: [['set-cookie', 'sid=1; Secure']],
    },
  ],
  ...more,
});
export const cell = (verdict: Cell['verdict'], more: Partial<Cell> = {}): Cell => ({
  verdict,
  exchanges: [exchange()],
  ...more,
});
export const deviating = (because: string) =>
  cell('known-deviation', {
    because,
    see: because === 'rule' ? 'https://rule.example/' : 'measured only',
  });
export const row = (
  scenario: string,
  cells: ResultRow['cells'],
  more: Partial<ResultRow> = {},
): ResultRow => ({
  scenario,
  of: { scenario },
  title: `Title of ${scenario}`,
  part: '',
  topic: scenario.split('/')[0] ?? '',
  claims: ['C1', 'F2'],
  expect: { call: { sent: ['sid'] } },
  cells,
  ...more,
});
export const odd = cell('surprise', {
  differences: [{ as: 'call', field: 'sent', expected: ['sid'], observed: [] }],
  exchanges: [
    exchange({ sent: [], arrived: false, arrivals: [], error: 'TypeError: Failed to fetch' }),
  ],
});
export const column = (
  id: string,
  engine: Results['columns'][number]['engine'],
  label: string,
) => ({
  id,
  engine,
  label,
  version: '1.2',
  build: 'b',
  policy: 'allowed' as const,
  switches: [],
});
export const results: Results = {
  schema: 1,
  date: '2026-01-01T00:00:00.000Z',
  topology: 'test',
  columns: [column('chromium', 'chromium', 'allowed'), column('webkit', 'webkit', 'as shipped')],
  missing: [],
  rows: [
    row('one/a', { chromium: cell('as-claimed'), webkit: deviating('rule') }),
    row('one/b', { chromium: deviating('rule'), webkit: deviating('rule') }),
    row('two/c', { chromium: deviating('other'), webkit: odd }),
    row('two/d', { chromium: cell('not-run', { because: 'lost', exchanges: [] }) }),
  ],
};
