/** What is copied as a scenario: it compiles, passes the check, and asks what the bench asks. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { failuresOn } from '../../lab/bench/failures.ts';
import { namesAt } from '../../lab/bench/names.ts';
import { scenarioText } from '../../lab/bench/scenario-text.ts';
import { type Asking, plainAsking, type Sequence, ways } from '../../lab/bench/sequence.ts';
import { layOut } from '../../lab/bench/steps.ts';
import { usualOf } from '../../lab/bench/usual.ts';
import { check } from '../../lab/scenario/check/check.ts';
import * as lab from '../../lab/scenario/index.ts';

const names = namesAt('https://www.example.test');
const usual = usualOf(names.page);

/** The file as it would be loaded: it is JavaScript, but for the module's own words. */
function loaded(text: string): lab.ScenarioSpec {
  const body = text
    .replace(/^import (\{[^}]*\}) from '#lab';$/m, 'const $1 = lab;')
    .replace('export default', 'return');
  return new Function('lab', body)(lab);
}

/** Requests that can be sent: any way, and any of the usual lines. */
const asking: fc.Arbitrary<Asking> = fc.record({
  ...Object.fromEntries(
    Object.entries(plainAsking).map(([name, value]) => [name, fc.constant(value)]),
  ),
  to: fc.constantFrom('api', 'other', 'third', 'own'),
  path: fc.constantFrom('/', '/orders', "/it's/`$" + '{1}`/\\n', '/a b'),
  by: fc.constantFrom(...ways),
  method: fc.constantFrom('GET', 'POST', 'DELETE'),
  credentials: fc.constantFrom('omit', 'same-origin', 'include'),
  mode: fc.constantFrom('cors', 'same-origin'),
  crossorigin: fc.constantFrom('', 'anonymous', 'use-credentials'),
  headers: fc.constantFrom('', ...usual.headers.map(({ text }) => text)),
  setCookie: fc.constantFrom('', "odd='\\\\'; Path=/", ...usual.setCookie.map(({ text }) => text)),
  answer: fc.constantFrom(...usual.answer.map(({ text }) => text)),
  preflight: fc.constantFrom(...usual.preflight.map(({ text }) => text)),
}) as never;
const sequences = fc
  .array(asking, { minLength: 1, maxLength: 4 })
  .map((all) => all as unknown as Sequence);

test('The file has the very steps that the bench performs', () => {
  fc.assert(
    fc.property(sequences, (sequence) => {
      const { steps, problems } = layOut(sequence, names);
      fc.pre(problems.length === 0);
      const text = scenarioText(sequence, names);
      const spec = loaded(text);
      expect(check(spec, []), text).toBeNull();
      expect(spec.steps, text).toEqual(steps);
    }),
  );
});

test('The files of the usual failures, and of every way of asking, compile', () => {
  test.setTimeout(120_000);
  const root = fileURLToPath(new URL('../../', import.meta.url));
  // Below the package, so that #lab is found; not where scenarios are looked for.
  mkdirSync(join(root, 'test-results'), { recursive: true });
  const folder = mkdtempSync(join(root, 'test-results/bench-'));
  const every: Sequence[] = [
    ...failuresOn(names.page).map(({ sequence }) => sequence),
    ways.map((by) => ({ ...plainAsking, by, path: '/a' })) as unknown as Sequence,
  ];
  try {
    every.forEach((sequence, place) => {
      writeFileSync(join(folder, `s${place}.ts`), scenarioText(sequence, names));
    });
    const config = join(folder, 'tsconfig.json');
    writeFileSync(config, JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'] }));
    execFileSync('npx', ['tsc', '--project', config], { cwd: root, encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
