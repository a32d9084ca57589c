/** Replays as files of scenarios: each is read back, checked as any scenario is, and has no secret in it. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { type Profile, profiles } from '../../lab/browsers/profiles.ts';
import { diagnose } from '../../lab/diagnosis/doctor/index.ts';
import { importHar } from '../../lab/import/index.ts';
import { agents, predict } from '../../lab/model/index.ts';
import { savedScenario } from '../../lab/report/replay-scenario.ts';
import { scenarioFile } from '../../lab/report/scenario-file.ts';
import { judge } from '../../lab/results/verdict.ts';
import { check } from '../../lab/scenario/check/check.ts';
import * as lab from '../../lab/scenario/index.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import { rowsOf } from '../../lab/scenario/rows.ts';
import { witnessed } from '../../lab/scenario/witnessed.ts';
import { get, har, visit } from '../diagnosis/doctor/traffic.ts';
import { replayedOnPaper } from '../diagnosis/reproduce/on-paper.ts';

const folder = new URL('../fixtures/har/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
const files = (JSON.parse(read('index.json')) as { file: string; cause: string | null }[])
  .filter(({ file, cause }) => file.startsWith('devtools/') && cause !== null)
  .map(({ file }) => file);

const engines = ['chromium', 'firefox', 'webkit'] as const;

async function savedFrom(text: string) {
  const imported = await importHar(text);
  const [finding] = diagnose(imported).findings;
  return finding ? savedScenario(replayedOnPaper(imported, finding, ...engines)) : null;
}

/** The file as it would be loaded: it is JavaScript, but for the module's own words. */
function loaded(text: string): lab.ScenarioSpec {
  const body = text
    .replace(/^import (\{[^}]*\}) from '#lab';$/m, 'const $1 = lab;')
    .replace('export default', 'return');
  return new Function('lab', body)(lab);
}

function verdictOf(spec: lab.ScenarioSpec, column: (typeof engines)[number]) {
  const [row] = rowsOf('mine/saved', spec);
  const planned = plan(spec, 'test');
  const { policy } = profiles.find(({ id }) => id === column) as Profile;
  const seen = witnessed(predict(planned, agents[column]));
  return row && judge(row, seen, { column, policy, topology: planned.topology }).verdict;
}

const values = (text: string) =>
  [...text.matchAll(/[Ss]et-[Cc]ookie",\s*"value": "[^=]*=([^;"]{6,})/g)].map(([, value]) => value);

for (const file of files) {
  test(`The replay of ${file} is a scenario that holds, without the values of the file`, async () => {
    const saved = await savedFrom(read(file));
    test.skip(saved === null, 'the file does not show what is wrong');
    if (!saved) return;
    const text = scenarioFile(saved);
    const spec = loaded(text);
    expect(check(spec, engines), text).toBeNull();
    for (const value of values(read(file))) expect(text).not.toContain(value);
    const again = plan(spec, 'test');
    const shape = ({ exchanges }: typeof again) =>
      exchanges.map(({ kind, method, credentials }) => [kind, method, credentials]);
    expect(shape(again), text).toEqual(shape(saved.plan));
    const verdicts = engines.map((engine) => [engine, verdictOf(spec, engine)]);
    const recorded = saved.deviations.flatMap(({ where }) => where);
    expect(Object.fromEntries(verdicts), text).toEqual(
      Object.fromEntries(
        engines.map((engine) => [
          engine,
          recorded.includes(engine) ? 'known-deviation' : 'as-claimed',
        ]),
      ),
    );
  });
}

test('Tokens in paths and queries are in no part of the file, and calls of one path are told apart', async () => {
  const app = 'https://app.acme.io/';
  const reset = `${app}reset/8f3a91c2d4e5f6a7b8c9`;
  const text = har('chrome', [
    visit(`${reset}?token=tok_abc123`, {
      set: ['sid=s3cr3t-value; Path=/reset/8f3a91c2d4e5f6a7b8c9/done'],
    }),
    get(app, `${app}magic/eyJhbGciOiJIUzI1NiJ9.abc/me?key=sk_live_1`, 401, {
      cookie: 'theme=dark-red',
    }),
  ]);
  const saved = await savedFrom(text);
  const file = saved ? scenarioFile(saved) : '';
  expect(file).toContain("title: 'sid arrives with GET https://app.acme.io/magic/1/me'");
  for (const secret of ['s3cr3t', '8f3a91', 'tok_abc', 'eyJ', 'sk_live', 'dark-red']) {
    expect(file).not.toContain(secret);
  }
  expect(check(loaded(file), []), file).toBeNull();
});
