/** How agents tell same-site from cross-site in frames and behind redirects. */
import { expect, test } from '@playwright/test';
import { type AgentId, agentOf, type UserAgent } from '../../../lab/model/index.ts';
import {
  allow,
  api,
  cookieStore,
  fetch,
  form,
  frame,
  link,
  localFrame,
  otherWww,
  readCookie,
  redirect,
  type Step,
  visit,
  writeCookie,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';

const names = ['strict', 'lax', 'none'];
const setCookie = [
  ...names.map((name) => `${name}=1; Domain=example.test; Secure; SameSite=${name}`),
  'absent=1; Domain=example.test; Secure',
];
const cross = ['none', 'absent'];
const all = [...names, 'absent'];
const in250 = agentOf('webkit:allowed', '2.50.6');
const begin = visit(www, { answer: { setCookie } });

const call = (to: typeof www | typeof api) =>
  fetch(to, { credentials: 'include', answer: { cors: allow(otherWww) }, as: 'to' });

test('In WebKitGTK a frame of another site asks the very host of the top-level page as same-site, a sibling not', () => {
  const sent = (step: Step, agent: UserAgent | AgentId = in250) =>
    predictSteps([begin, frame(otherWww, [step as never])], agent).sent('to');
  expect(sent(call(www))).toEqual(all);
  expect(sent(call(api))).toEqual(cross);
  expect(sent(link(www, { as: 'to' }))).toEqual(all);
  expect(sent(link(api, { as: 'to' }))).toEqual(cross);
  expect(sent(frame(www, [], { as: 'to' }))).toEqual(all);
  expect(sent(frame(api, [], { as: 'to' }))).toEqual(cross);
  expect(sent(call(www), 'firefox:allowed')).toEqual(cross);
});

test('In WebKitGTK a script reads cookies by how its frame was loaded', () => {
  const read = (...steps: Step[]) =>
    predictSteps([begin, ...steps], in250)
      .of('reads')
      .documentCookie?.map(({ name }) => name);
  expect(read(frame(api, [readCookie('reads')]))).toEqual(all);
  expect(read(frame(otherWww, [frame(api, [readCookie('reads')])]))).toEqual(cross);
  const over = { answer: { redirect: redirect(api) } };
  expect(read(frame(otherWww, [readCookie('reads')], over))).toEqual(cross);
  expect(read(visit(otherWww), link(www), readCookie('reads'))).toEqual(all);
});

test('In WebKitGTK a srcdoc in a cross-site frame asks as the top-level page, and has no cookies to read or set', () => {
  const inside = [
    call(api),
    writeCookie('own=1; Secure; SameSite=None', { as: 'writes' }),
    cookieStore.getAll('store'),
  ];
  const { sent, of } = predictSteps(
    [begin, frame(otherWww, [localFrame('srcdoc', inside), fetch(otherWww, { as: 'next' })])],
    in250,
  );
  expect(sent('to')).toEqual(all);
  expect(of('writes').documentCookie).toEqual([]);
  expect(of('store').fails).toBe(true);
  expect(sent('next')).toEqual([]);
  const beside = predictSteps([begin, localFrame('srcdoc', [readCookie('reads')])], in250);
  expect(beside.of('reads').documentCookie).toHaveLength(4);
});

const around = (to: typeof www | typeof api, method: 'GET' | 'POST' = 'GET') => {
  const answer = { cors: allow('null') };
  const status = 307;
  const hop = redirect(to, {
    status,
    answer: { ...answer, setCookie: 'set=1; SameSite=Strict' },
    as: 'to',
  });
  return fetch(to, {
    method,
    credentials: 'include',
    answer: {
      cors: allow(www),
      redirect: redirect(otherWww, { status, answer: { cors: allow(www, 'null'), redirect: hop } }),
    },
  });
};

test('A fetch that comes back over another site is same-site by the draft, and to the top-level host in WebKitGTK', () => {
  const sent = (to: typeof www | typeof api, agent: UserAgent | AgentId) =>
    predictSteps([begin, around(to)], agent).sent('to');
  expect(sent(api, 'chromium')).toEqual(all);
  expect(sent(www, in250)).toEqual(all);
  expect(sent(api, in250)).toEqual(cross);
  expect(sent(www, 'firefox')).toEqual(cross);
});

test('Under tracking prevention a request has and sets no cookies from a cross-site hop on', () => {
  const { sent } = predictSteps([begin, around(www), fetch(www, { as: 'next' })], 'webkit:itp');
  expect(sent('to')).toEqual([]);
  expect(sent('next')).toEqual(all);
  const framed = [
    begin,
    frame(otherWww, [], { answer: { redirect: redirect(www, { as: 'to' }) } }),
  ];
  expect(predictSteps(framed, 'webkit:itp').sent('to')).toEqual([]);
  expect(predictSteps([...framed], in250).sent('to')).toEqual(all);
});

test('Firefox counts a cross-site hop for what it sends, not for what it stores', () => {
  const { sent } = predictSteps([begin, around(www), fetch(www, { as: 'next' })], 'firefox');
  expect(sent('next')).toContain('set');
});

test('With Lax by default Firefox sends such a cookie after a cross-site hop, and with any fresh POST', () => {
  const agent = 'firefox:lax-default';
  expect(predictSteps([begin, around(www)], agent).sent('to')).toEqual(cross);
  const posted = [begin, frame(otherWww, [form('POST', api, { as: 'to' })])];
  expect(predictSteps(posted, agent).sent('to')).toEqual(cross);
  expect(predictSteps(posted).sent('to')).toEqual(['none']);
});

test('Where a frame’s cookies are blocked the cookie store of Firefox and WebKit fails, and is empty in Chromium', () => {
  const store = (agent: AgentId) =>
    predictSteps([visit(www), frame(otherWww, [cookieStore.getAll('store')])], agent).of('store');
  expect(store('firefox:blocked').fails).toBe(true);
  expect(store('webkit:itp').fails).toBe(true);
  expect(store('chromium:blocked')).toMatchObject({ fails: false, cookieStore: [] });
  expect(store('firefox')).toMatchObject({ fails: false, cookieStore: [] });
});
