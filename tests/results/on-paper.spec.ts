import { expect, test } from '@playwright/test';
import type { Cookie } from '../../lab/base/arrival.ts';
import { paperLines } from '../../lab/report/paper.ts';
import { deviations, tally, unexpectedCells } from '../../lab/report/summary.ts';
import { Collector } from '../../lab/results/collect.ts';
import { modelCells, paperCells, paperRecording } from '../../lab/results/on-paper/index.ts';
import type { ResultColumn, Results } from '../../lab/results/results.ts';
import { browserGlobs, modelColumn, paperColumns, papersIn } from '../../lab/run/paper-columns.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
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
import { observed, recordingOf } from '../scenario/observed.ts';

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

/** What is collected where the labelled exchange has received these cookies in a column. */
function measured(scenario: Scenario, column: ResultColumn, sent: readonly Cookie[]): Results {
  const collector = new Collector({ scenarios: [scenario], topology: 'test', papers: [] });
  const call = observed({ sent, readable: true });
  const recording = recordingOf(plan(scenario.spec, 'test'), { call });
  collector.add({ scenario, column, recording });
  return collector.results({ columns: [column] });
}
const cookie = (name: string, value = '1'): Cookie => ({ name, value });

const model = ({ rows: [row] }: Results, column: string) => row?.cells[column]?.model;
const onPaper = (...scenarios: Scenario[]) =>
  new Collector({ scenarios, topology: 'test', papers: [modelColumn] }).results();

test('The column of the model is judged like any other', () => {
  const { columns, rows } = onPaper(
    sent({ call: { sent: ['sid'] } }),
    sent({ call: { sent: [] } }, 'topic/wrong'),
  );
  expect(columns).toEqual([modelColumn]);
  expect(rows.map(({ cells }) => cells.model?.verdict)).toEqual(['as-claimed', 'surprise']);
  expect(rows[0]?.cells.model?.exchanges).toMatchObject([
    { as: 'call', arrived: true, sent: ['sid'] },
  ]);
});

test('What the model does not predict is not run, with its reason', () => {
  const [visited, after] = onPaper(doubtful).rows.map(({ cells }) => cells.model);
  expect(visited?.verdict).toBe('as-claimed');
  expect(after).toMatchObject({
    verdict: 'not-run',
    because: expect.stringContaining('plain http'),
  });
});

test('A browser that does as its model says agrees, and one that does not is told with both accounts', () => {
  const scenario = sent({ call: { sent: ['sid'] } });
  const chromium = head('chromium', 'chromium', '156.0');
  expect(model(measured(scenario, chromium, [cookie('sid')]), 'chromium')).toEqual({
    differs: [],
  });
  expect(model(measured(scenario, chromium, []), 'chromium')).toEqual({
    differs: [{ as: 'call', field: 'sent', expected: ['sid'], observed: [] }],
  });
});

test('Values count as far as the row judges them', () => {
  const chromium = head('chromium', 'chromium', '156.0');
  const differs = (claimed: string) => {
    const scenario = sent({ call: { sent: [claimed] } });
    const results = measured(scenario, chromium, [cookie('sid', '2')]);
    return model(results, 'chromium')?.differs.length;
  };
  expect(differs('sid')).toBe(0);
  expect(differs('sid=1')).toBe(1);
});

test('Headers that the model does not predict it does not contradict', () => {
  const header = { 'sec-fetch-site': 'same-site', origin: 'own' };
  const scenario = sent({ call: { requestHeader: header } });
  const chromium = head('chromium', 'chromium', '156.0');
  expect(model(measured(scenario, chromium, []), 'chromium')?.differs).toEqual([
    { as: 'call', field: 'requestHeader', expected: { origin: 'own' }, observed: { origin: null } },
  ]);
});

test('A row that judges a header that the model does not predict is not predicted, one of Authorization is', () => {
  const cellOf = (name: string, value: string) => {
    const scenario = scenarioOf('topic/header', {
      steps: [
        visit(www),
        fetch(api, { headers: { authorization: 'B 1' }, answer: { cors: allow(www) }, as: 'call' }),
      ],
      expect: { call: { requestHeader: { [name]: value } } },
    });
    return modelCells(scenario, 'test')[0]?.[1];
  };
  expect(cellOf('Sec-Fetch-Site', 'same-site')).toMatchObject({
    verdict: 'not-run',
    because: 'the model does not predict Sec-Fetch-Site',
  });
  expect(cellOf('Authorization', 'B 1')?.verdict).toBe('as-claimed');
  expect(cellOf('Authorization', 'B 2')?.verdict).toBe('surprise');
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
    return model(measured(scenario, webkit, [cookie('bare')]), 'webkit')?.differs.length;
  };
  expect(differs('2.50.6')).toBe(0);
  expect(differs('2.54.1')).toBe(1);
});

test('A browser that the lab has no model of is not compared, nor a cell that was not run', () => {
  const scenario = sent({ call: { sent: ['sid'] } });
  const remote = measured(scenario, head('remote', 'webkit', '18'), []);
  expect(model(remote, 'remote')).toBeUndefined();
  const collector = new Collector({ scenarios: [scenario], topology: 'test', papers: [] });
  const column = head('chromium', 'chromium', '156.0');
  collector.add({ scenario, column, recording: { notRun: 'lost' } });
  const lost = collector.results({ columns: [column] });
  expect(lost.rows[0]?.cells.chromium).toMatchObject({ verdict: 'not-run', because: 'lost' });
  expect(model(lost, 'chromium')).toBeUndefined();
});

test('The model is a default column, columns on paper are named by globs, and need no browser when alone', () => {
  const ids = (globs: readonly string[]) => papersIn(globs).map(({ id }) => id);
  expect(ids([])).toEqual(['model']);
  expect(browserGlobs([])).toEqual([]);
  expect(ids(['firefox*', 'm*'])).toEqual(['model']);
  expect(browserGlobs(['firefox*', 'm*'])).toEqual(['firefox*']);
  expect(browserGlobs(['mo*'])).toBeNull();
  expect(ids(['chromium'])).toEqual([]);
  expect(ids(['safari:26', 'firefox'])).toEqual(['safari:26']);
  expect(browserGlobs(['safari:26', 'firefox'])).toEqual(['firefox']);
  expect(browserGlobs(['safari*'])).toBeNull();
  expect(browserGlobs(['*'])).toEqual(['*']);
  expect(browserGlobs(['nobody'])).toEqual(['nobody']);
});

const safari = paperColumns.find(({ id }) => id === 'safari:26') as ResultColumn;

test('What Safari does otherwise on paper is predicted, and never unexpected', () => {
  const scenario = sent({ call: { sent: [] } });
  const collector = new Collector({ scenarios: [scenario], topology: 'com', papers: [safari] });
  const results = collector.results();
  expect(results.rows[0]?.cells['safari:26']).toMatchObject({
    verdict: 'known-deviation',
    see: 'docs/safari.md',
    exchanges: [{ as: 'call', sent: ['sid'] }],
  });
  expect(unexpectedCells(results)).toEqual([]);
  // It is told apart from what was seen.
  expect(deviations(results)).toEqual([]);
  expect(tally(results)).toMatchObject({ 'known-deviation': 0 });
  expect(paperLines(results)).toEqual([expect.stringMatching(/^Safari 26, on paper: .*≠ 1 /)]);
});

test('What a rule decides that no source tells is not predicted of Safari', () => {
  const scenario = scenarioOf('topic/open', {
    steps: [
      visit(www, { answer: { setCookie: ['__HOST-a=1', 'plain=1'] } }),
      visit(www, { as: 'prefixed' }),
      visit(www, { as: 'again' }),
    ],
    expect: {
      prefixed: { sent: ['__HOST-a', 'plain'] },
      again: { sent: ['plain'], about: 'plain' },
    },
  });
  const [prefixed] = paperCells(scenario, 'com', safari).map(([, cell]) => cell);
  expect(prefixed).toMatchObject({
    verdict: 'not-run',
    because: expect.stringMatching(/^no source says whether prefixes count in any case/),
  });
  const { gaps } = paperRecording(plan(scenario.spec, 'com'), safari);
  expect(Object.values(gaps)).toContain(prefixed?.because);
});
