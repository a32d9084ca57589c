import { expect, test } from '@playwright/test';
import { type TopologyId, topologyIds } from '../../../lab/base/topology.ts';
import { plan } from '../../../lab/scenario/plan/plan.ts';
import type { PlannedExchange } from '../../../lab/scenario/plan/planned.ts';
import {
  type AnswerSpec,
  allow,
  api,
  app,
  evil,
  fetch,
  form,
  frame,
  image,
  link,
  openWindow,
  otherApi,
  otherWww,
  pause,
  readCookie,
  redirect,
  type Step,
  script,
  visit,
  writeCookie,
  www,
  xhr,
} from '../../../lab/scenario/steps/index.ts';

const planOf = (steps: readonly Step[], topology: TopologyId = 'test') => plan({ steps }, topology);
const exchangesOf = (steps: readonly Step[], topology?: TopologyId) =>
  planOf(steps, topology).exchanges;
const labelled = (exchanges: readonly PlannedExchange[], label: string): PlannedExchange => {
  const found = exchanges.find(({ as }) => as === label);
  if (!found) throw new Error(`no exchange is labelled "${label}"`);
  return found;
};
const manySteps: Step[] = [
  visit(www),
  fetch(api, { answer: { redirect: redirect(otherApi) } }),
  fetch(api, { as: 'mine' }),
  fetch(api),
  pause(1),
  frame(api, [fetch(www), readCookie()]),
  writeCookie('a=1'),
  link(otherWww, { as: 'away' }),
  xhr(api),
  image(api),
  script(api),
  image(www),
];

test('Labels are those given, or the kind and its count among the unlabelled', () => {
  expect(exchangesOf(manySteps).map(({ as }) => as)).toEqual([
    'visit 1',
    'fetch 1',
    'redirect 1',
    'mine',
    'fetch 2',
    'frame 1',
    'fetch 3',
    'readCookie 1',
    'writeCookie 1',
    'away',
    'xhr 1',
    'img 1',
    'script 1',
    'img 2',
  ]);
});

test('Exchanges are numbered in the order in which they are asked, hops after what led to them', () => {
  const { exchanges } = planOf(manySteps);
  expect(exchanges.map(({ id }) => id)).toEqual(exchanges.map((_, i) => `${i}`));
});

test('Each hop of a redirect chain is in the Location of the one before', () => {
  const last: AnswerSpec = { setCookie: 'last=1', cors: allow(www) };
  const hop = redirect(otherApi, {
    as: 'second',
    status: 307,
    answer: { setCookie: 'second=1', redirect: redirect(evil, { as: 'third', answer: last }) },
  });
  const { steps, exchanges } = planOf([visit(www), fetch(api, { answer: { redirect: hop } })]);
  const [, first, second, third] = exchanges;
  expect(first?.answer).toMatchObject({ status: 307, location: second?.url });
  expect(second?.answer).toMatchObject({
    status: 302,
    location: third?.url,
    setCookie: ['second=1'],
  });
  expect([second?.hopOf, third?.hopOf]).toEqual([first?.id, second?.id]);
  expect(third?.answer.setCookie).toEqual(['last=1']);
  expect(steps[1]).toMatchObject({ hops: [{ as: 'second' }, { as: 'third' }] });
});

test('Navigations end at a page; hops on the way and requests of scripts do not', () => {
  const exchanges = exchangesOf([
    visit(www, { answer: { redirect: redirect(app, { as: 'landed' }) } }),
    fetch(api),
    frame(api),
    image(api),
  ]);
  const pages = exchanges.filter(({ answer }) => answer.page).map(({ as }) => as);
  expect(pages).toEqual(['landed', 'frame 1']);
});

// Fetch §4.4, HTTP-redirect fetch, step 12.
for (const [method, status, then] of [
  ['POST', 301, 'GET'],
  ['POST', 302, 'GET'],
  ['POST', 303, 'GET'],
  ['POST', 307, 'POST'],
  ['POST', 308, 'POST'],
  ['HEAD', 302, 'HEAD'],
  ['HEAD', 303, 'HEAD'],
  ['GET', 302, 'GET'],
  ['PUT', 302, 'PUT'],
  ['DELETE', 301, 'DELETE'],
  ['PUT', 303, 'GET'],
  ['PUT', 307, 'PUT'],
] as const) {
  test(`After a ${status} a ${method} goes on as ${then}`, () => {
    const answer = { redirect: redirect(otherApi, { status, as: 'hop' }) };
    expect(labelled(exchangesOf([visit(www), fetch(api, { method, answer })]), 'hop').method).toBe(
      then,
    );
  });
}

test('A request is initiated by the document that stands', () => {
  const exchanges = exchangesOf([
    visit(www),
    fetch(api, { as: 'from www' }),
    link(otherWww, { as: 'click' }),
    fetch(api, { as: 'from other' }),
    form('POST', evil, { answer: { redirect: redirect(app) } }),
    fetch(api, { as: 'from app' }),
    visit(api, { as: 'typed' }),
  ]);
  const initiators = Object.fromEntries(exchanges.map(({ as, initiator }) => [as, initiator]));
  expect(initiators).toMatchObject({
    'visit 1': null,
    'from www': www,
    click: www,
    'from other': otherWww,
    'form 1': otherWww,
    'redirect 1': otherWww,
    'from app': app,
    typed: null,
  });
});

test('Inside a frame and a window the frame and the window initiate, and outside the page again', () => {
  const exchanges = exchangesOf([
    visit(www),
    frame(otherWww, [fetch(api, { as: 'framed' }), link(evil), fetch(api, { as: 'moved on' })]),
    openWindow(app, [fetch(api, { as: 'opened' })]),
    fetch(api, { as: 'page' }),
  ]);
  const initiator = (label: string) => labelled(exchanges, label).initiator;
  expect([initiator('frame 1'), initiator('framed'), initiator('moved on')]).toEqual([
    www,
    otherWww,
    evil,
  ]);
  expect([initiator('openWindow 1'), initiator('opened'), initiator('page')]).toEqual([
    www,
    app,
    www,
  ]);
});

test('A sandboxed frame initiates as null, one that allows its origin as itself', () => {
  const inside = (sandbox: string) =>
    labelled(
      exchangesOf([visit(www), frame(otherWww, [fetch(api, { as: 'call' })], { sandbox })]),
      'call',
    ).initiator;
  expect(inside('')).toBe('null');
  expect(inside('allow-scripts')).toBe('null');
  expect(inside('allow-scripts allow-same-origin')).toBe(otherWww);
});

// HTML §7.1.5: a browsing context keeps its sandbox, and hands it to those inside.
test('A frame in a sandboxed frame, and where that is led on to, are sandboxed too', () => {
  const exchanges = exchangesOf([
    visit(www),
    frame(
      otherWww,
      [frame(evil, [fetch(api, { as: 'nested' })]), link(app), fetch(api, { as: 'led on' })],
      { sandbox: 'allow-scripts' },
    ),
  ]);
  expect(labelled(exchanges, 'nested').initiator).toBe('null');
  expect(labelled(exchanges, 'led on').initiator).toBe('null');
});

test('Credentials are Fetch’s default for scripts, and sent by navigations and elements', () => {
  const exchanges = exchangesOf([
    visit(www),
    fetch(api),
    fetch(api, { credentials: 'omit' }),
    xhr(api),
    xhr(api, { withCredentials: true }),
    image(api),
    image(api, { crossorigin: 'anonymous' }),
    image(api, { crossorigin: 'use-credentials' }),
  ]);
  expect(exchanges.map(({ credentials }) => credentials)).toEqual([
    'include',
    'same-origin',
    'omit',
    'same-origin',
    'include',
    'include',
    'same-origin',
    'include',
  ]);
});

const names = {
  test: ['example.test', 'other.test', 'test'],
  com: ['example.com', 'example.org', 'com'],
  localhost: ['example.localhost', 'other.localhost', 'localhost'],
} satisfies Record<TopologyId, string[]>;

for (const topology of topologyIds) {
  test(`Under ${topology} every name of an answer is that of its topology`, () => {
    const [example, other, suffix] = names[topology];
    const exchanges = exchangesOf(
      [
        visit(www),
        writeCookie('a=1; Domain=example.test'),
        fetch(`${api}/path`, {
          answer: {
            setCookie: ['a=1; Domain=.example.test', 'b=1; Domain=test'],
            cors: allow(www, 'null'),
            headers: [['Access-Control-Allow-Origin', otherWww]],
            preflight: { location: otherApi, cors: allow(otherWww), setCookie: 'c=1; Domain=test' },
          },
          as: 'call',
        }),
      ],
      topology,
    );
    const { url, initiator, answer } = labelled(exchanges, 'call');
    expect(new URL(url).host).toBe(`api.${example}`);
    expect(initiator).toBe(`https://www.${example}`);
    expect(answer).toEqual({
      setCookie: [`a=1; Domain=.${example}`, `b=1; Domain=${suffix}`],
      cors: { mode: 'allow', origins: [`https://www.${example}`, 'null'], credentials: true },
      headers: [['Access-Control-Allow-Origin', `https://www.${other}`]],
      preflight: {
        location: `https://api.${other}`,
        cors: { mode: 'allow', origins: [`https://www.${other}`], credentials: true },
        setCookie: [`c=1; Domain=${suffix}`],
      },
    });
    expect(planOf([visit(www), writeCookie('a=1; Domain=test')], topology).steps[1]).toMatchObject({
      line: `a=1; Domain=${suffix}`,
    });
  });
}

test('An exchange tells the mode of its fetch and the line that a script wrote', () => {
  const exchanges = exchangesOf(
    [visit(www), fetch(api, { mode: 'no-cors' }), writeCookie('sid=1; Domain=example.test')],
    'com',
  );
  expect(exchanges.map(({ mode, line }) => [mode, line])).toEqual([
    [undefined, undefined],
    ['no-cors', undefined],
    [undefined, 'sid=1; Domain=example.com'],
  ]);
});
