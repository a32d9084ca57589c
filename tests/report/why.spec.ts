import { expect, test } from '@playwright/test';
import { prediction, standard } from '../../lab/model/index.ts';
import { answerText } from '../../lab/report/answer.ts';
import { storyOf, storyText } from '../../lab/report/story.ts';
import { whyReport } from '../../lab/report/why.ts';
import { Collector } from '../../lab/results/collect.ts';
import type { Results } from '../../lab/results/results.ts';
import { modelColumn } from '../../lab/run/paper-columns.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import { rowsOf } from '../../lab/scenario/rows.ts';
import type { ScenarioSpec } from '../../lab/scenario/scenario.ts';
import { allow, api, fetch, visit, writeCookie, www } from '../../lab/scenario/steps/index.ts';
import { observed, recordingOf } from '../scenario/observed.ts';

const call = { credentials: 'include', answer: { cors: allow(www) } } as const;
const broken: ScenarioSpec = {
  title: 'The page writes it',
  claims: [],
  steps: [
    visit(www),
    writeCookie('sid=1; Path=/; Secure', { as: 'page writes' }),
    fetch(api, { ...call, as: 'next call' }),
  ],
  expect: { 'next call': { sent: [] } },
};

function resultsOf(spec: ScenarioSpec): Results {
  const scenarios = [{ id: 'topic/x', topic: 'topic', spec, rows: rowsOf('topic/x', spec) }];
  return new Collector({ scenarios, topology: 'com', papers: [modelColumn] }).results();
}
const predicted = (spec: ScenarioSpec) => prediction(plan(spec, 'com'), standard);
const storyOfSpec = (spec: ScenarioSpec) => storyText(storyOf(predicted(spec), modelColumn));

test('The report says of a row what is missed, what was seen, and the header to write', () => {
  const report = whyReport(resultsOf(broken));
  expect(report).toContain('topic/x: The page writes it');
  expect(report).toContain('link 6 set-cookie:by-script: sid did not arrive at “next call”');
  expect(report).toContain('fix   Set the cookie in a response of https://api.example.com.');
  expect(report).toMatch(/^ {4}write Set-Cookie: sid=1; Path=\/; Secure; HttpOnly; SameSite=Lax$/m);
});

test('Columns in which the same broke are told together, with their verdicts', () => {
  const results = resultsOf(broken);
  const rows = results.rows.map((row) => ({
    ...row,
    cells: { ...row.cells, chromium: { ...row.cells.model, verdict: 'surprise' as const } },
  }));
  const report = whyReport({ ...results, rows } as Results);
  expect(report).toContain('  ✓ model  ✗ chromium\n');
  expect(report.match(/link 6/g)).toHaveLength(1);
});

test('Where no chain broke the report says so', () => {
  const fine = { ...broken, steps: [visit(www, { as: 'next call' })] };
  expect(whyReport(resultsOf(fine))).toMatch(/none broke$/);
});

test('A story tells each step in order, and the twelve links where one broke', () => {
  const story = storyOfSpec(broken);
  expect(story).toMatch(
    /^1\. visit 1: the user opens a page from the address bar: GET\s+https:\/\/www.example.com\//,
  );
  expect(story).toContain(
    '2. page writes: a script on https://www.example.com writes document.cookie',
  );
  expect(story).toContain('script     sees sid in document.cookie');
  expect(story).toContain('Access-Control-Allow-Origin: https://www.example.com');
  expect(story.match(/^ {5}[✓✗·] +\d+ /gm)).toHaveLength(12);
});

test('A story in which all went well says so, and shows no chain', () => {
  const story = storyOfSpec({
    ...broken,
    steps: [
      visit(www),
      fetch(api, {
        credentials: 'include',
        answer: { setCookie: 'sid=1; Path=/; Secure', cors: allow(www) },
      }),
      fetch(api, { ...call, as: 'next call' }),
    ],
  });
  expect(story).toContain('stored     sid');
  expect(story).toContain('left       Cookie: sid=');
  expect(story).toMatch(/Nothing is missing in any step\.$/);
  expect(story).not.toContain('the chain');
});

test('The value of a cookie that the scenario did not set is not shown', () => {
  const sent = [{ name: 'theirs', value: 'secret' }];
  const recording = recordingOf(plan(broken, 'com'), { 'visit 1': observed({ sent }) });
  const story = storyText(storyOf(recording, modelColumn));
  expect(story).toContain('Cookie: theirs=…');
  expect(story).not.toContain('secret');
});

test('The answer begins with what broke and for which cookie, then the fix and the line to write', () => {
  const lines = answerText(storyOf(predicted(broken), modelColumn)).split('\n');
  expect(lines[0]).toMatch(/^✗ sid did not arrive at “next call”: A script on www\.example\.com/);
  const words = lines.map((line) => line.trim().split(' ')[0]);
  const [fix, write, link] = ['fix', 'write', 'link'].map((word) => words.indexOf(word));
  expect([fix, write, link]).toEqual([fix, write, link].sort());
  expect(fix).toBeGreaterThan(0);
  expect(lines.join('\n')).toContain('link   1 to 5 hold, 6 broke: Was the cookie set by');
});

test('What is missed for the same cause is told once', () => {
  const twice = {
    ...broken,
    steps: [...broken.steps, fetch(api, { ...call, as: 'later call' })],
  };
  const answer = answerText(storyOf(predicted(twice), modelColumn));
  expect(answer.match(/✗/g)).toHaveLength(1);
  expect(answer).toContain('also   sid did not arrive at “later call”');
  expect(answer.match(/fix/g)).toHaveLength(1);
});

test('Where nothing is missing the answer says so in one line', () => {
  const fine = { ...broken, steps: [visit(www, { as: 'next call' })] };
  expect(answerText(storyOf(predicted(fine), modelColumn))).toBe(
    '✓ Nothing is missing: no cookie and no response.',
  );
});

test('A cookie that is expected and that nobody set is missing', () => {
  const fine = { ...broken, steps: [visit(www, { as: 'next call' })] };
  const asked = { expect: { 'next call': { sent: ['token=1'] } } };
  const answer = answerText(storyOf(predicted(fine), modelColumn, asked));
  expect(answer).toMatch(/^✗ token did not arrive at “next call”/);
});
