import { expect, test } from '@playwright/test';
import { refusalOf, scenarioWith, stepsWith, testMistakes } from './mistakes.ts';

test('A scenario without a mistake is taken', async () => {
  expect(await refusalOf(scenarioWith(''))).toBeNull();
  expect(
    await refusalOf(
      stepsWith(
        "fetch(api, { take: ['token'] }), frame(www, [fetch(api, { headers: { 'x-csrf-token': '{token}' } })])",
      ),
    ),
  ).toBeNull();
});

test('A scenario of one’s own needs neither claims nor expectations', async () => {
  expect(await refusalOf("export default { title: 'x', steps: [visit(www)] };")).toBeNull();
  expect(await refusalOf(scenarioWith('expect: {}, claims: []'))).toBeNull();
});

testMistakes([
  ['no default export', 'export const a = 1;', /the file has no scenario/, /export default/],
  ['a default export of another kind', 'export default 5;', /the file has no scenario/, /export/],
  ['no title', scenarioWith("title: ''"), /title is missing/, /one sentence/],
  ['claims of another form', scenarioWith("claims: ['c1']"), /claims "c1" is no claim/, /C3/],
  [
    'a claim that nobody made',
    scenarioWith("claims: ['C99']"),
    /"C99" is no claim/,
    /npm run claims/,
  ],
  ['claims that are no list', scenarioWith("claims: 'C1'"), /claims is not a list/, /C3/],
  ['no steps', scenarioWith('steps: []'), /steps do not begin/, /visit\(www\)/],
  ['steps that are no list', scenarioWith('steps: visit(www)'), /steps do not begin/, /visit/],
  ['no visit first', scenarioWith('steps: [fetch(api)]'), /steps do not begin/, /visit\(www\)/],
  [
    'a report without source',
    scenarioWith("reported: { exchange: 'call', cause: 'cors:acao-missing' }"),
    /reported has no source/,
    /https/,
  ],
  [
    'a report of an unlabelled exchange',
    scenarioWith(
      "reported: { source: 'https://a.example/1', exchange: 'x', cause: 'cors:acao-missing' }",
    ),
    /reported no step is labelled "x"/,
    /call/,
  ],
  [
    'a report of an unknown cause',
    scenarioWith("reported: { source: 'https://a.example/1', exchange: 'call', cause: 'cors' }"),
    /"cors" is no cause/,
    /cors:acao-missing/,
  ],
  [
    'rows of another cut',
    scenarioWith("rows: 'cookie'"),
    /rows cannot be cut by "cookie"/,
    /exchange and cookie/,
  ],
]);

test('A file that cannot be read is named with the first line of what is wrong', async () => {
  for (const source of [
    "throw new Error('no\\nmore');",
    "import '../unit/absent.ts';",
    'const a = {;',
  ]) {
    const error = await refusalOf(source);
    expect(error).toMatchObject({
      code: 'LAB_SCENARIO',
      message: expect.stringMatching(/^\S*mine\.ts(:\d+)? cannot be read: [^\n]+$/),
    });
  }
});

test('What is so wrong that the check stumbles is named all the same', async () => {
  const error = await refusalOf(scenarioWith('deviations: [null]'));
  expect(error).toMatchObject({
    code: 'LAB_SCENARIO',
    message: expect.stringMatching(/mine\.ts: .*cannot be understood/),
  });
});
