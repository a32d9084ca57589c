/** What an editor shows of the functions that scenario files import. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { check } from '../../lab/scenario/check/check.ts';
import * as lab from '../../lab/scenario/index.ts';
import { stepKinds } from '../../lab/scenario/steps/kinds.ts';

const folder = join(import.meta.dirname, '../../lab/scenario');
const steps = readdirSync(join(folder, 'steps')).map((file) => `steps/${file}`);
const source = ['scenario.ts', 'sweeps.ts', '../base/dates.ts', ...steps]
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');

/** The example in the comment right before what begins so; null for none. */
function exampleBefore(declaration: RegExp): string | null {
  const before = source.slice(0, declaration.exec(source)?.index ?? 0).trimEnd();
  if (!before.endsWith('*/')) return null;
  const [, example] = before.slice(before.lastIndexOf('/**'), -2).split('@example');
  return example?.replaceAll(/^\s*\* ?/gm, '').trim() ?? null;
}

const exampleOf = (name: string) =>
  exampleBefore(new RegExp(`^export (?:const|function) ${name}\\b`, 'm'));
const exampleOfMethod = (name: string) => exampleBefore(new RegExp(`^ {2}${name}: \\(`, 'm'));

const functions = Object.entries(lab).flatMap(([name, value]) =>
  typeof value === 'function' ? [name] : [],
);
const examples = new Map(
  functions.filter((name) => name !== 'scenario').map((name) => [name, exampleOf(name)]),
);
for (const name of Object.keys(lab.cookieStore)) {
  examples.set(`cookieStore.${name}`, exampleOfMethod(name));
}

/** The value of an expression that may use all of #lab. */
const evaluate = (expression: string): unknown =>
  new Function(...Object.keys(lab), `return ${expression}`)(...Object.values(lab));

test('Nothing that makes a step is missing here', () => {
  expect(examples.size).toBeGreaterThan(Object.keys(stepKinds).length);
});

for (const [builder, example] of examples) {
  test(`${builder} is explained with an example that works`, () => {
    expect(example).toContain(`${builder}(`);
    const made = evaluate(example ?? '') as { step?: keyof typeof stepKinds } | undefined;
    expect(made).toBeTruthy();
    if (made?.step === undefined) return;
    const steps = [lab.visit(lab.www), lab.link(lab.app), made];
    const expected = { 'link 1': { arrived: true } };
    expect(check({ title: 't', claims: [], steps, expect: expected }, [])).toBeNull();
  });
}

test('The example of a whole scenario has no mistake', () => {
  const example = exampleOf('scenario')?.replace('export default', '').replace(/;$/, '') ?? '';
  expect(check(evaluate(example.trim()), [])).toBeNull();
});
