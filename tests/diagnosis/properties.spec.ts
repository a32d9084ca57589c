/** Laws of the chain, for every evidence: also such as no browser would leave. */
import assert from 'node:assert/strict';
import { test } from '@playwright/test';
import fc from 'fast-check';
import { causes } from '../../lab/base/causes.ts';
import { advice, asking, example, fixText } from '../../lab/diagnosis/index.ts';
import { type AgentId, agents } from '../../lab/model/index.ts';
import type { Recording } from '../../lab/scenario/recording.ts';
import {
  allow,
  api,
  evil,
  fetch,
  form,
  frame,
  http,
  image,
  link,
  localhostA,
  loopbackB,
  openWindow,
  otherApi,
  type PageStep,
  readCookie,
  redirect,
  star,
  visit,
  writeCookie,
  www,
} from '../../lab/scenario/steps/index.ts';
import { witnessed } from '../../lab/scenario/witnessed.ts';
import { changed, observe, type Tampered } from './ask.ts';

const url = fc.constantFrom(
  www,
  api,
  otherApi,
  evil,
  http(api),
  `${www}/a/b` as const,
  localhostA,
  loopbackB,
);
const line = fc
  .tuple(
    fc.constantFrom('sid=1', '__Host-sid=1', '=', 'a b', 'sid='),
    fc.subarray([
      ...['Secure', 'Path=/', 'Path=/x', 'Domain=example.test', 'Domain=test', 'Domain=.'],
      ...['SameSite=Lax', 'SameSite=None', 'SameSite=Strict', 'Partitioned', 'HttpOnly'],
      ...['Max-Age=0', 'Max-Age=5', 'Expires=Wed'],
    ]),
  )
  .map(([pair, attributes]) => [pair, ...attributes].join('; '));
const answer = fc
  .record(
    {
      setCookie: line,
      cors: fc.constantFrom(allow(www), star(), { mode: 'reflect', credentials: true } as const),
      status: fc.constantFrom(200, 401, 500),
      redirect: url.map((to) => redirect(to)),
      preflight: fc.record({
        status: fc.constantFrom(204, 401),
        methods: fc.constantFrom('*', ''),
      }),
    },
    { requiredKeys: [] },
  )
  .map(({ status, ...rest }) => (rest.redirect || !status ? rest : { ...rest, status }));

const requests: fc.Arbitrary<PageStep> = fc.oneof(
  fc
    .tuple(
      url,
      answer,
      fc.constantFrom('omit', 'same-origin', 'include'),
      fc.constantFrom('GET', 'PUT'),
    )
    .map(([to, answer, credentials, method]) =>
      fetch(to, { answer, credentials, method } as never),
    ),
  fc.tuple(url, answer).map(([to, answer]) => image(to, { answer })),
  fc.tuple(url, answer).map(([to, answer]) => link(to, { answer })),
  fc.tuple(url, answer).map(([to, answer]) => form('POST', to, { answer })),
  line.map((text) => writeCookie(text)),
  fc.constant(readCookie()),
);
const pageStep: fc.Arbitrary<PageStep> = fc.oneof(
  { weight: 4, arbitrary: requests },
  fc.tuple(url, fc.array(requests, { maxLength: 2 })).map(([to, steps]) => frame(to, steps)),
  fc.tuple(url, fc.array(requests, { maxLength: 2 })).map(([to, steps]) => openWindow(to, steps)),
);
const steps = fc
  .tuple(url, answer, fc.array(pageStep, { minLength: 1, maxLength: 5 }))
  .map(([to, answer, rest]) => [visit(to, { answer }), ...rest]);
const agent = fc.constantFrom(...(Object.keys(agents) as AgentId[]));

/** Evidence that has been tampered with: nothing in it can be relied on. */
const tampering = fc.record(
  {
    arrived: fc.boolean(),
    sent: fc.subarray(['sid', 'sid', '__Host-sid', '']),
    readable: fc.boolean(),
    stored: fc.subarray(['sid']),
    reasons: fc.array(
      fc.record({
        cookie: fc.constantFrom('sid', '__Host-sid'),
        on: fc.constantFrom('send', 'store', 'read'),
        code: fc.constantFrom(
          'SameSiteLax',
          'UserPreferences',
          'NotOnPath',
          'Made up',
          'constructor',
        ),
        by: fc.constantFrom('browser', 'inferred'),
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);

function assertLaws(recording: Recording, id: AgentId) {
  for (const as of witnessed(recording).keys()) {
    const { broke, code, links } = asking(recording, agents[id])(as);
    assert.equal(links.length, 12);
    const states = links.map(({ state }) => state);
    const first = states.indexOf('broken');
    assert.equal(broke, first < 0 ? null : first + 1);
    assert.deepEqual(
      states,
      states.map((_, place) => {
        if (first < 0 || place < first) return 'passed';
        return place === first ? 'broken' : 'not reached';
      }),
    );
    assert.equal(code === null, broke === null);
    if (code === null || broke === null) continue;
    assert.equal(causes[code], broke);
    const { evidence: seen, fix, write, rule } = links[broke - 1] ?? {};
    assert.ok(seen && fix && rule && write);
    for (const text of [fix, ...write]) assert.doesNotMatch(text, /undefined|<[a-z ]+>|\n/);
  }
}

test('Of whatever happened the chain names one link that broke, or none, and never throws', () => {
  fc.assert(
    fc.property(steps, agent, fc.constantFrom('told', 'untold'), (some, id, reasons) => {
      assertLaws(observe({ steps: some, agent: id }, reasons as 'told'), id);
    }),
    { numRuns: 80 },
  );
});

test('Of evidence that contradicts itself the chain still names one link, or none', () => {
  fc.assert(
    fc.property(
      steps,
      agent,
      fc.array(tampering, { minLength: 8, maxLength: 8 }),
      (some, id, how) => {
        const evidence = observe({ steps: some, agent: id });
        let place = 0;
        const odd = changed(evidence, () => how[place++ % how.length] as Tampered);
        assertLaws(odd, id);
      },
    ),
    { numRuns: 80 },
  );
});

test('Every cause has its advice, in one line each', () => {
  for (const [cause, one] of Object.entries(advice)) {
    for (const text of [one.meaning, fixText(one, example), one.rule]) {
      assert.ok(text.length > 0 && !text.includes('\n'), cause);
    }
  }
});

test('A line to write is the cookie’s own line, with what was wrong amended', () => {
  const evidence = observe({
    steps: [
      visit(api, { answer: { setCookie: 'sid=1; Path=/a; Domain=example.test; Secure' } }),
      visit(www),
      fetch(api, { credentials: 'include' }),
    ],
  });
  const { links } = asking(evidence)('fetch 1', 'sid');
  const write = ['Set-Cookie: sid=1; Domain=example.com; Secure; Path=/'];
  assert.deepEqual(links[6]?.write, write);
});
