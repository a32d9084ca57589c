import { expect, test } from '@playwright/test';
import { agreements } from '../../lab/results/on-paper/agreement.ts';
import {
  browserGlobs,
  emptyResults,
  modelColumn,
  namesModel,
  withModel,
} from '../../lab/results/on-paper/index.ts';
import type { Cell, ResultColumn, Results } from '../../lab/results/results.ts';
import { rowsOf, type Scenario } from '../../lab/scenario/rows.ts';
import type { Expectations, ScenarioSpec } from '../../lab/scenario/scenario.ts';
import {
  allow,
  api,
  fetch,
  form,
  http,
  readCookie,
  visit,
  www,
} from '../../lab/scenario/steps/index.ts';

const scenarioOf = (id: string, spec: Pick<ScenarioSpec, 'steps' | 'expect'>): Scenario => {
  const whole: ScenarioSpec = { title: 'Title', claims: [], rows: 'exchange', ...spec };
  return { id, topic: 'topic', spec: whole, rows: rowsOf(id, whole) };
};

/** A Lax cookie that a same-site call sets and the next one sends. */
const sent = (expect: Expectations, id = 'topic/sent') =>
  scenarioOf(id, {
    steps: [
      visit(www),
      fetch(api, {
        credentials: 'include',
        answer: { setCookie: 'sid=1; Secure', cors: allow(www) },
      }),
      fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'call' }),
    ],
    expect,
  });

/** The model does not dare to say what follows an insecure form on a secure page. */
const doubtful = scenarioOf('topic/doubtful', {
  steps: [visit(www, { as: 'visit' }), form('POST', http(api)), readCookie('after')],
  expect: { visit: { arrived: true }, after: { documentCookie: [] } },
});

const head = (id: string, engine: ResultColumn['engine'], version: string): ResultColumn => ({
  ...modelColumn,
  id,
  engine,
  version,
});

/** Results of one column in which the labelled exchange has received these cookies. */
function measured(scenario: Scenario, column: ResultColumn, cookies: readonly string[]): Results {
  const received = cookies.map((name) => ({ name, value: '1' }));
  const cell = {
    verdict: 'as-claimed',
    exchanges: [
      {
        as: 'call',
        arrived: true,
        request: { initiator: null },
        sent: cookies,
        readable: true,
        arrivals: [
          { preflight: false, cookies: received, origin: null, referer: null, secFetch: {} },
        ],
      },
    ],
  } as unknown as Cell;
  const empty = emptyResults([scenario], 'test');
  return {
    ...empty,
    columns: [column],
    rows: empty.rows.map((row) => ({ ...row, cells: { [column.id]: cell } })),
  };
}

const model = ({ rows: [row] }: Results, column: string) => row?.cells[column]?.model;

test('The column of the model is judged like any other', () => {
  const { columns, rows } = withModel(
    emptyResults(
      [sent({ call: { sent: ['sid'] } }), sent({ call: { sent: [] } }, 'topic/wrong')],
      'test',
    ),
    [sent({ call: { sent: ['sid'] } }), sent({ call: { sent: [] } }, 'topic/wrong')],
    { column: true },
  );
  expect(columns).toEqual([modelColumn]);
  expect(rows.map(({ cells }) => cells.model?.verdict)).toEqual(['as-claimed', 'surprise']);
  expect(rows[0]?.cells.model?.exchanges).toMatchObject([
    { as: 'call', arrived: true, sent: ['sid'] },
  ]);
});

test('What the model does not dare to predict is not run, with its reason', () => {
  const { rows } = withModel(emptyResults([doubtful], 'test'), [doubtful], { column: true });
  const [visited, after] = rows.map(({ cells }) => cells.model);
  expect(visited?.verdict).toBe('as-claimed');
  expect(after).toMatchObject({
    verdict: 'not-run',
    because: expect.stringContaining('plain http'),
  });
});

test('A browser that does as its model says agrees, and one that does not is told with both accounts', () => {
  const scenario = sent({ call: { sent: ['sid'] } });
  const chromium = head('chromium', 'chromium', '156.0');
  const agreeing = withModel(measured(scenario, chromium, ['sid']), [scenario], { column: false });
  expect(model(agreeing, 'chromium')).toEqual({ differs: [] });
  const other = withModel(measured(scenario, chromium, []), [scenario], { column: false });
  expect(model(other, 'chromium')).toEqual({
    differs: [{ as: 'call', field: 'sent', expected: ['sid'], observed: [] }],
  });
});

test('Values count as far as the row judges them', () => {
  const chromium = head('chromium', 'chromium', '156.0');
  const differs = (cookie: string) => {
    const scenario = sent({ call: { sent: [cookie] } });
    const results = measured(scenario, chromium, ['sid']);
    const [exchange] = results.rows[0]?.cells.chromium?.exchanges ?? [];
    const [arrival] = exchange?.arrivals ?? [];
    Object.assign(arrival ?? {}, { cookies: [{ name: 'sid', value: '2' }] });
    return model(withModel(results, [scenario], { column: false }), 'chromium')?.differs.length;
  };
  expect(differs('sid')).toBe(0);
  expect(differs('sid=1')).toBe(1);
});

test('A browser is compared with the model of its own version, policy and topology', () => {
  const scenario = scenarioOf('topic/none', {
    steps: [
      visit(api, { answer: { setCookie: 'bare=1; SameSite=None' } }),
      visit(www),
      fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'call' }),
    ],
    expect: { call: { sent: [] } },
  });
  const differs = (version: string) => {
    const webkit = head('webkit', 'webkit', version);
    return model(
      withModel(measured(scenario, webkit, ['bare']), [scenario], { column: false }),
      'webkit',
    )?.differs.length;
  };
  expect(differs('2.50.6')).toBe(0);
  expect(differs('2.54.1')).toBe(1);
});

test('A browser that the lab has no model of is not compared, nor a cell that was not run', () => {
  const scenario = sent({ call: { sent: ['sid'] } });
  const remote = measured(scenario, head('remote', 'webkit', '18'), []);
  expect(model(withModel(remote, [scenario], { column: false }), 'remote')).toBeUndefined();
  const lost = measured(scenario, head('chromium', 'chromium', '156.0'), []);
  Object.assign(lost.rows[0]?.cells.chromium ?? {}, { verdict: 'not-run' });
  expect(model(withModel(lost, [scenario], { column: false }), 'chromium')).toBeUndefined();
});

test('Known differences of a column and row carry their reason', () => {
  const scenario = sent({ call: { sent: ['sid'] } });
  const known = [
    { columns: 'firefox*', rows: 'topic/*', because: 'A reason.', see: 'measured only' as const },
  ];
  const told = (id: 'firefox' | 'chromium', rows: string) => {
    const column = head(id, id, '156.0');
    const { rows: measuredRows } = measured(scenario, column, []);
    const cells = new Map(measuredRows.map((row) => [row.scenario, row.cells[id]]));
    const list = known.map((one) => ({ ...one, rows }));
    return agreements(scenario, column, 'test', cells, list).get(scenario.rows[0]?.id ?? '');
  };
  const differs = [{ field: 'sent', expected: ['sid'], observed: [] }];
  const because = { because: 'A reason.', see: 'measured only' };
  expect(told('firefox', 'topic/*')).toMatchObject({ differs, ...because });
  expect(told('chromium', 'topic/*')).not.toHaveProperty('because');
  expect(told('firefox', 'other/*')).not.toHaveProperty('because');
});

test('Stored results can be given again: what an earlier model said is replaced', () => {
  const scenario = sent({ call: { sent: ['sid'] } });
  const results = measured(scenario, head('chromium', 'chromium', '156.0'), []);
  const once = withModel(results, [scenario], { column: true });
  expect(withModel(once, [scenario], { column: true })).toEqual(once);
  expect(withModel(once, [scenario], { column: false })).toEqual(
    withModel(results, [scenario], { column: false }),
  );
  expect(withModel(once, [], { column: false })).toEqual(results);
});

test('The model is a default column, is named by globs, and needs no browser when it is alone', () => {
  expect(namesModel([])).toBe(true);
  expect(browserGlobs([])).toEqual([]);
  expect(namesModel(['firefox*', 'm*'])).toBe(true);
  expect(browserGlobs(['firefox*', 'm*'])).toEqual(['firefox*']);
  expect(browserGlobs(['mo*'])).toBeNull();
  expect(namesModel(['chromium'])).toBe(false);
  expect(browserGlobs(['*'])).toEqual(['*']);
  expect(browserGlobs(['nobody'])).toEqual(['nobody']);
});
