/** Mistakes that a scenario's writer makes, as they come out of a file. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { LabError } from '../../lab/base/errors.ts';
import { loadScenarios } from '../../lab/run/load-scenarios.ts';

const lab = pathToFileURL(join(import.meta.dirname, '../../lab/scenario/index.ts')).href;

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-check-'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
});
test.afterEach(() => rm(folder, { recursive: true }));

async function refusalOf(source: string): Promise<unknown> {
  await writeFile(
    join(folder, 'mine.ts'),
    `import { allow, allowStorageAccess, api, back, click, fetch, frame, link, localFrame, openWindow, pause, redirect, reload, visit, writeCookie, www } from ${JSON.stringify(lab)};\n${source}`,
  );
  return loadScenarios([], folder).then(
    () => null,
    (error) => error,
  );
}

/** A scenario without a mistake, but for what is put in place of its fields. */
const scenarioWith = (fields: string) =>
  `export default { title: 'x', claims: ['C1'], steps: [visit(www), fetch(api, { as: 'call' })],
     expect: { call: { sent: [] } }, ${fields} };`;
const stepsWith = (steps: string) =>
  scenarioWith(`steps: [visit(www), fetch(api, { as: 'call' }), ${steps}]`);
const answerWith = (answer: string) => stepsWith(`fetch(api, { answer: ${answer} })`);

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

type Mistake = [name: string, source: string, message: RegExp, fix: RegExp];

const mistakes: readonly Mistake[] = [
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
  ['an unknown step', stepsWith("{ step: 'jump' }"), /step 3 \(jump\) is no step/, /visit, link/],
  ['a hole in the steps', stepsWith('undefined'), /step 3 \(undefined\) is no step/, /fetch/],
  ['a step of Object', stepsWith("{ step: 'toString' }"), /step 3 \(toString\) is no/, /fetch/],
  [
    'a foreign host',
    stepsWith("fetch('https://evil.com/')"),
    /step 3.*"https:\/\/evil.com\/" is not in/,
    /api.example.test/,
  ],
  [
    'a twin’s name',
    stepsWith("fetch('https://api.example.com')"),
    /step 3.*is not in the lab/,
    /api.example.test/,
  ],
  [
    'a port',
    stepsWith("fetch('https://api.example.test:8443')"),
    /step 3.*is not in the lab/,
    /localhost:7001/,
  ],
  [
    'https on loopback',
    stepsWith("fetch('https://localhost:7001')"),
    /step 3.*is not in the lab/,
    /http on/,
  ],
  [
    'another loopback port',
    stepsWith("fetch('http://localhost:80')"),
    /step 3.*is not in the lab/,
    /7001/,
  ],
  [
    'another scheme',
    stepsWith("fetch('ftp://api.example.test')"),
    /step 3.*is not in the lab/,
    /host/,
  ],
  ['a relative URL', stepsWith("fetch('/a')"), /step 3.*"\/a" is no absolute URL/, /lab host/],
  ['no URL', stepsWith('fetch()'), /step 3.*is no absolute URL/, /lab host/],
  [
    'a label twice',
    stepsWith("link(api, { as: 'call' })"),
    /step 3 \(link\) the label "call" is taken/,
    /own `as`/,
  ],
  [
    'a label that a step gets by itself',
    stepsWith("fetch(api), link(api, { as: 'fetch 1' })"),
    /step 4.*"fetch 1" is taken/,
    /`as`/,
  ],
  [
    'a label that another has already',
    stepsWith("link(api, { as: 'fetch 1' }), fetch(api)"),
    /step 4.*"fetch 1" is taken/,
    /`as`/,
  ],
  [
    'a label twice in a frame',
    stepsWith("frame(api, [pause(1), link(api, { as: 'call' })])"),
    /step 3 \(frame\), step 2 \(link\) the label/,
    /`as`/,
  ],
  [
    'a hop with a label twice',
    answerWith("{ redirect: redirect(api, { as: 'call' }) }"),
    /step 3.*"call" is taken/,
    /`as`/,
  ],
  [
    'a redirect out of the lab',
    answerWith("{ redirect: redirect('https://evil.com') }"),
    /step 3 \(fetch\), redirect "https:\/\/evil.com"/,
    /lab host/,
  ],
  [
    'a mistake behind a redirect',
    answerWith("{ redirect: redirect(api, { answer: { setCookie: 'a\\nb' } }) }"),
    /step 3 \(fetch\), redirect cannot.*cookie: /,
    /HTTP/,
  ],
  [
    'a visit inside a frame',
    stepsWith('frame(api, [visit(www)])'),
    /step 3 \(frame\), step 1 \(visit\) cannot/,
    /link or form/,
  ],
  [
    'options of a frame in place of its steps',
    stepsWith("frame(api, { as: 'f' })"),
    /step 3 \(frame\) has no list of steps/,
    /frame\(url, \[\]/,
  ],
  [
    'a pause without end',
    stepsWith('pause(1e9)'),
    /step 3 \(pause\) cannot last 1000000000 ms/,
    /0 to 10000/,
  ],
  ['a pause of nothing', stepsWith('pause()'), /step 3 \(pause\) cannot last/, /0 to/],
  ['nothing to write', stepsWith('writeCookie()'), /step 3 \(writeCookie\) has no line/, /sid=1/],
  [
    'a line break in Set-Cookie',
    answerWith("{ setCookie: 'a=1\\r\\nX: y' }"),
    /step 3 \(fetch\) cannot.*cookie: .*CR/,
    /HTTP/,
  ],
  [
    'a NUL in a preflight’s Set-Cookie',
    answerWith("{ preflight: { setCookie: 'a\\0' } }"),
    /step 3.*preflight-cookie: /,
    /HTTP/,
  ],
  [
    'a line break in a header',
    answerWith("{ headers: [['X', 'a\\nb']] }"),
    /step 3.*header: /,
    /HTTP/,
  ],
  [
    'a header’s name with a space',
    answerWith("{ headers: [['X Y', 'a']] }"),
    /step 3.*header: .*X Y/,
    /HTTP/,
  ],
  [
    'headers as an object',
    answerWith("{ headers: { X: 'y' } }"),
    /step 3.*"headers" is no list/,
    /Name/,
  ],
  ['a line break in a type', answerWith("{ body: '', type: 'a\\nb' }"), /step 3.*type: /, /HTTP/],
  ['a status that is none', answerWith('{ status: 99 }'), /step 3.*status: "99"/, /HTTP/],
  [
    'a redirect’s status that is none',
    answerWith('{ redirect: redirect(api, { status: 1000 }) }'),
    /step 3.*status: "1000"/,
    /HTTP/,
  ],
  [
    'a preflight’s status that is none',
    answerWith("{ preflight: { status: 'no' } }"),
    /step 3.*preflight-status: /,
    /HTTP/,
  ],
  ['a delay too long', answerWith('{ delay: 10001 }'), /step 3.*delay: "10001"/, /HTTP/],
  ['half a millisecond', answerWith('{ delay: 0.5 }'), /step 3.*delay: "0.5"/, /HTTP/],
  ['an unknown CORS', answerWith("{ cors: { mode: 'any' } }"), /step 3.*cors: "any"/, /HTTP/],
  [
    'a preflight led out of the lab',
    answerWith("{ preflight: { location: 'https://evil.com' } }"),
    /step 3 \(fetch\), preflight "https/,
    /lab host/,
  ],
  [
    'an answer for an example',
    stepsWith("fetch('https://api.example.test/examples/x', { answer: { status: 500 } })"),
    /step 3 \(fetch\) is answered by an example/,
    /Leave out its answer/,
  ],
  [
    'a value that no step has taken',
    stepsWith("fetch(api, { headers: { authorization: 'Bearer {token}' } })"),
    /step 3 \(fetch\) {token} was taken by no step/,
    /take: \['token'\]/,
  ],
  [
    'a value that is taken only afterwards',
    stepsWith("fetch(api, { body: '{a}', method: 'POST' }), fetch(api, { take: ['a'] })"),
    /step 3 \(fetch\) {a} was taken by no step/,
    /take/,
  ],
  [
    'one name for a list of them',
    stepsWith("fetch(api, { take: 'token' })"),
    /step 3 \(fetch\) "take" is no list of names/,
    /\['token'\]/,
  ],
  ['nothing expected', scenarioWith('expect: {}'), /expect expects nothing/, /claimed/],
  ['no expect', scenarioWith('expect: undefined'), /expect expects nothing/, /claimed/],
  [
    'nothing expected of a label',
    scenarioWith('expect: { call: {} }'),
    /expect expects nothing of "call"/,
    /sent/,
  ],
  [
    'null expected of a label',
    scenarioWith('expect: { call: null }'),
    /expect expects nothing of "call"/,
    /sent/,
  ],
  [
    'a label that no step has',
    scenarioWith('expect: { cal: { sent: [] } }'),
    /expect no step is labelled "cal"/,
    /visit 1, call/,
  ],
  [
    'a field that is none',
    scenarioWith('expect: { call: { send: [] } }'),
    /expect, "call" "send" cannot be expected/,
    /Did you mean "sent"/,
  ],
  [
    'one cookie for a list',
    scenarioWith("expect: { call: { sent: 'sid' } }"),
    /expect, "call" "sent" is no list/,
    /\['sid'\]/,
  ],
  [
    'a preflight without a list',
    scenarioWith('expect: { call: { preflight: true } }'),
    /expect, "call" "preflight" is no list/,
    /\[\]/,
  ],
  [
    'an expectation about nothing else',
    scenarioWith("expect: { call: { about: 'sid' } }"),
    /expects nothing of "call"/,
    /sent/,
  ],
  [
    'a field of another type',
    scenarioWith("expect: { call: { readable: 'yes' } }"),
    /expect, "call" "readable" is neither/,
    /true or false/,
  ],
  [
    'a policy that is none',
    scenarioWith('under: { strict: { call: { sent: [] } } }'),
    /under "strict" is no policy/,
    /blocked/,
  ],
  [
    'an unknown label under a policy',
    scenarioWith('under: { blocked: { x: { sent: [] } } }'),
    /under blocked no step is labelled "x"/,
    /call/,
  ],
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
    'a deviation in place of a list',
    scenarioWith("deviations: { where: 'x' }"),
    /deviations is no list/,
    /\[/,
  ],
  [
    'a deviation without because',
    scenarioWith(
      "deviations: [{ where: '*', see: 'measured only', expect: { call: { sent: [] } } }]",
    ),
    /deviation 1 has no because/,
    /rule/,
  ],
  [
    'a deviation without see',
    scenarioWith("deviations: [{ where: '*', because: 'x', expect: { call: { sent: [] } } }]"),
    /deviation 1 has no because or no see/,
    /source/,
  ],
  [
    'a deviation without where',
    scenarioWith(
      "deviations: [{ because: 'x', see: 'measured only', expect: { call: { sent: [] } } }]",
    ),
    /deviation 1 has no where/,
    /webkit\*/,
  ],
  [
    'a deviation that expects nothing',
    scenarioWith("deviations: [{ where: '*', because: 'x', see: 'measured only' }]"),
    /deviation 1 expects nothing/,
    /claimed/,
  ],
  [
    'a deviation of an unknown label',
    scenarioWith(
      "deviations: [{ where: '*', because: 'x', see: 'measured only', expect: { x: { sent: [] } } }]",
    ),
    /deviation 1 no step is labelled "x"/,
    /call/,
  ],
  [
    'a deviation for no topology',
    scenarioWith(
      "deviations: [{ where: '*', topology: ['org'], because: 'x', see: 'measured only', expect: { call: { sent: [] } } }]",
    ),
    /deviation 1 "org" is no topology/,
    /localhost/,
  ],
  [
    'rows of another cut',
    scenarioWith("rows: 'cookie'"),
    /rows cannot be cut by "cookie"/,
    /exchange and cookie/,
  ],
  [
    'a field that rows by cookie drop',
    scenarioWith("rows: 'exchange and cookie', expect: { call: { sent: [], readable: true } }"),
    /expect, "call" "readable" is not judged/,
    /sent, stored/,
  ],
  ...['reload()', "back({ by: 'script' })", 'allowStorageAccess(www)'].map(
    (step): Mistake => [
      `${step} in a frame`,
      stepsWith(`frame(www, [${step}])`),
      /cannot happen inside another step/,
      /Put it after/,
    ],
  ),
  ['a step back from the first page', stepsWith('back()'), /no page that back/, /Lead on/],
  [
    'a click in another window',
    stepsWith('openWindow(www, [frame(www, [click()])])'),
    /cannot happen in another window/,
    /in a frame/,
  ],
  [
    'steps in a window without opener',
    stepsWith('openWindow(www, [fetch(api)], { noopener: true })'),
    /nobody can hand/,
    /Leave them out/,
  ],
  [
    'a document of unknown content',
    stepsWith("localFrame('blob:', [])"),
    /"blob:" is no content/,
    /srcdoc, about:blank, data:/,
  ],
  [
    'a document that nobody can put a script into',
    stepsWith("localFrame('about:blank', [], { sandbox: 'allow-scripts' })"),
    /has no script/,
    /allow-same-origin/,
  ],
];

for (const [name, source, message, fix] of mistakes) {
  test(`The mistake is named with its place and its fix: ${name}`, async () => {
    const error = await refusalOf(source);
    expect(error).toBeInstanceOf(LabError);
    expect(error).toMatchObject({
      code: 'LAB_SCENARIO',
      message: expect.stringMatching(message),
      fix: expect.stringMatching(fix),
    });
    expect((error as LabError).message).toMatch(/mine\.ts: /);
  });
}

test('A file that cannot be read is named with the first line of what is wrong', async () => {
  for (const source of [
    "throw new Error('no\\nmore');",
    "import '../unit/absent.ts';",
    'const a = {;',
  ]) {
    const error = await refusalOf(source);
    expect(error).toMatchObject({
      code: 'LAB_SCENARIO',
      message: expect.stringMatching(/^\S*mine\.ts cannot be read: [^\n]+$/),
    });
    await rm(join(folder, 'mine.ts'));
  }
});

test('What is so wrong that the check stumbles is named all the same', async () => {
  const error = await refusalOf(scenarioWith('deviations: [null]'));
  expect(error).toMatchObject({
    code: 'LAB_SCENARIO',
    message: expect.stringMatching(/mine\.ts: .*cannot be understood/),
  });
});
