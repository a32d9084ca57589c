import { expect, test } from '@playwright/test';
import type { Origin, TopologyId } from '../../lab/base/topology.ts';
import { Collector } from '../../lab/results/collect.ts';
import type { ResultColumn } from '../../lab/results/results.ts';
import { modelColumn } from '../../lab/run/paper-columns.ts';
import { unlistedSuffix } from '../../lab/scenario/facts.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import { rowsOf, type Scenario } from '../../lab/scenario/rows.ts';
import type { Expectations, ScenarioSpec } from '../../lab/scenario/scenario.ts';
import { api, fetch, http, reflect, visit, www } from '../../lab/scenario/steps/index.ts';
import { observed, recordingOf } from '../scenario/observed.ts';

/** What somebody writes first: a same-site call that sets a Lax cookie, and one that should send it. */
function scenarioOf(
  expect: Expectations,
  line = 'sid=1; Path=/; Secure; SameSite=Lax',
  [page, host]: readonly [Origin, Origin] = [www, api],
): Scenario {
  const spec: ScenarioSpec = {
    title: 'Mine',
    claims: [],
    steps: [
      visit(page),
      fetch(host, { credentials: 'include', answer: { setCookie: line, cors: reflect } }),
      fetch(host, { credentials: 'include', answer: { cors: reflect }, as: 'call' }),
    ],
    expect,
  };
  return { id: 'mine/first', topic: 'mine', spec, rows: rowsOf('mine/first', spec) };
}

/** The verdict on it where the call received these cookies. */
function verdict(
  scenario: Scenario,
  id: ResultColumn['id'],
  sent: readonly string[],
  topology: TopologyId = 'test',
) {
  const engine = id.split(':')[0] as ResultColumn['engine'];
  const column = {
    ...modelColumn,
    id,
    engine,
    version: '2.50.6',
    policy: 'first-party-set',
  } as const;
  const collector = new Collector({ scenarios: [scenario], topology, papers: [] });
  const cookies = sent.map((name) => ({ name, value: '1' }));
  const recording = recordingOf(plan(scenario.spec, topology), {
    call: observed({ sent: cookies, readable: true }),
  });
  const [[, cell] = []] = collector.add({ scenario, column, recording });
  return cell;
}

const claimed: Expectations = { call: { sent: ['sid'], readable: true } };

test('A cookie that WebKitGTK refuses for the unlisted name alone is a known difference, in a scenario that records none', () => {
  const cell = verdict(scenarioOf(claimed), 'webkit', []);
  expect(cell).toMatchObject({
    verdict: 'known-deviation',
    because: unlistedSuffix.because,
    see: unlistedSuffix.see,
  });
  expect(cell).not.toHaveProperty('differences');
});

test('What the model of the browser did not predict stays unexpected', () => {
  expect(verdict(scenarioOf(claimed), 'webkit', ['other'])?.verdict).toBe('surprise');
});

test('What would be the same in production stays unexpected', () => {
  expect(verdict(scenarioOf({ call: { sent: ['never'] } }), 'webkit', [])?.verdict).toBe(
    'surprise',
  );
  expect(verdict(scenarioOf(claimed), 'webkit', [], 'com')?.verdict).toBe('surprise');
});

test('What another rule about names explains is not blamed on the list', () => {
  // Chromium treats plain http to .localhost as secure: predicted, and otherwise in production.
  const plain = scenarioOf({ call: { sent: [] } }, 'sid=1; Path=/; Secure', [http(www), http(api)]);
  expect(verdict(plain, 'chromium', ['sid'], 'localhost')).toMatchObject({
    verdict: 'surprise',
    model: { differs: [] },
  });
});
