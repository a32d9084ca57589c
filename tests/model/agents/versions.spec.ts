/** What a browser's version changes in the agent that predicts it. */
import { expect, test } from '@playwright/test';
import { agentOf } from '../../../lab/model/index.ts';
import {
  api,
  cookieStore,
  evil,
  fetch,
  form,
  frame,
  link,
  localFrame,
  otherApi,
  otherWww,
  pause,
  readCookie,
  redirect,
  reload,
  type Step,
  visit,
  writeCookie,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';

const in250 = agentOf('webkit', '2.50.6');
const in254 = agentOf('webkit', '2.54.3');

const setCookie = ['none', 'lax', 'strict'].map((name) => `${name}=1; Secure; SameSite=${name}`);

test('A fresh cookie without SameSite rides a cross-site POST in WebKitGTK 2.50, and not from 2.54 on', () => {
  const steps = [
    visit(otherApi, { answer: { setCookie: 'absent=1; Secure' } }),
    visit(www),
    form('POST', otherApi, { as: 'POST' }),
  ];
  expect(predictSteps(steps, in250).sent('POST')).toEqual(['absent']);
  expect(predictSteps(steps, in254).sent('POST')).toEqual([]);
});

test('Prefixes are kept from 2.54 on, __Http- not; the path that a cookie has is enough for __Host-', () => {
  const names = ['__Secure-a=1', '__Host-b=1; Secure; Path=/p', '__Host-c=1; Secure', '__Http-d=1'];
  const steps = [visit(www, { answer: { setCookie: names }, as: 'set' })];
  expect(predictSteps(steps, in250).of('set').stored).toHaveLength(4);
  expect(predictSteps(steps, in254).of('set').stored).toEqual(['__Host-c', '__Http-d']);
});

test('A frame’s parent is who asks from 2.54 on, and every document counts before a script reads', () => {
  const steps: Step[] = [
    visit(www, { answer: { setCookie } }),
    frame(otherWww, [
      frame(www, [readCookie('reads'), fetch(www, { as: 'asks' })], { as: 'comes' }),
    ]),
    localFrame('data:', [frame(www, [], { as: 'comes into data:' })]),
  ];
  const all = ['none', 'lax', 'strict'];
  const told = (agent: typeof in250) => {
    const { sent, of } = predictSteps(steps, agent);
    const read = of('reads').documentCookie?.map(({ name }) => name);
    return [sent('comes'), read, sent('asks'), sent('comes into data:')];
  };
  expect(told(in250)).toEqual([all, all, all, all]);
  expect(told(in254)).toEqual([['none'], ['none'], all, ['none']]);
});

test('From 2.54 on the page that is open asks for what is typed into the address bar', () => {
  const steps = [
    visit(www, { answer: { setCookie } }),
    visit(evil),
    visit(www, { as: 'typed' }),
    visit(www, { as: 'typed again' }),
  ];
  expect(predictSteps(steps, in254).sent('typed')).toEqual(['none', 'lax']);
  expect(predictSteps(steps, in254).sent('typed again')).toEqual(['none', 'lax', 'strict']);
  expect(predictSteps(steps, in250).sent('typed')).toEqual(['none', 'lax', 'strict']);
});

test('WebKit remembers the redirects that led to a page that its user reloads; the draft does not', () => {
  const steps = [
    visit(www, { answer: { setCookie } }),
    link(evil, { answer: { redirect: redirect(www) } }),
    reload({ as: 'by the user' }),
    reload({ by: 'script', as: 'by a script' }),
  ];
  expect(predictSteps(steps, in250).sent('by the user')).toEqual(['none', 'lax']);
  expect(predictSteps(steps, in250).sent('by a script')).toEqual(['none', 'lax', 'strict']);
  expect(predictSteps(steps).sent('by the user')).toEqual(['none', 'lax', 'strict']);
});

test('Firefox takes what a script reloads for asked by who asked before', () => {
  const steps = [
    visit(www, { answer: { setCookie } }),
    visit(evil),
    link(www),
    reload({ by: 'script', as: 'again' }),
  ];
  expect(predictSteps(steps, 'firefox').sent('again')).toEqual(['none', 'lax']);
  expect(predictSteps(steps).sent('again')).toEqual(['none', 'lax', 'strict']);
});

test('Firefox and WebKit show the page a write over an HttpOnly cookie, and send the old one', () => {
  const steps = [
    visit(www, { answer: { setCookie: 'sid=server; HttpOnly' } }),
    writeCookie('b=1; HttpOnly'),
    writeCookie('sid=script'),
    pause(300),
    readCookie('reads'),
    fetch(www, { as: 'asks' }),
    reload(),
    readCookie('reads again'),
  ];
  for (const agent of ['firefox', in250] as const) {
    const { of } = predictSteps(steps, agent);
    expect(of('reads').documentCookie).toEqual([{ name: 'sid', value: 'script' }]);
    expect(of('asks').sent).toEqual([{ name: 'sid', value: 'server' }]);
    expect(of('reads again').documentCookie).toEqual([]);
  }
  expect(predictSteps(steps).of('reads').documentCookie).toEqual([]);
});

test('WebKit takes each line that a script writes for a cookie of its own', () => {
  const steps = [visit(www), writeCookie('a=1\nb=2'), readCookie('reads')];
  const names = (agent: 'standard' | typeof in250) =>
    predictSteps(steps, agent)
      .of('reads')
      .documentCookie?.map(({ name }) => name);
  expect(names(in250)).toEqual(['a', 'b']);
  expect(names(in254)).toEqual(['a', 'b']);
  expect(names('standard')).toEqual([]);
});

test('The cookie store of Firefox deletes the cookie of a name and path that came first, and none that is partitioned', () => {
  const cookies = {
    path: 'a=path; Path=/v1; Secure',
    domain: 'a=domain; Domain=example.test; Path=/; Secure',
    host: 'a=host; Path=/; Secure',
    partitioned: 'a=partitioned; Path=/; Secure; Partitioned',
  };
  const left = (
    names: readonly (keyof typeof cookies)[],
    cookie: Parameters<typeof cookieStore.delete>[0],
    agent: 'firefox' | 'standard' = 'firefox',
  ) => {
    const setCookie = names.map((name) => cookies[name]);
    const steps = [
      visit(`${www}/v1`, { answer: { setCookie } }),
      cookieStore.delete(cookie, 'left'),
    ];
    return predictSteps(steps, agent)
      .of('left')
      .cookieStore?.map(({ value }) => value);
  };
  const all = ['partitioned', 'path', 'domain', 'host'] as const;
  expect(left(all, { name: 'a' })).toEqual(['path', 'host', 'partitioned']);
  expect(left(['host', 'domain'], { name: 'a' })).toEqual(['domain']);
  expect(left(all, { name: 'a', domain: 'example.test' })).toEqual(['path', 'host', 'partitioned']);
  expect(left(all, { name: 'a', path: '/v1' })).toEqual(['domain', 'host', 'partitioned']);
  expect(left(all, { name: 'a', partitioned: true })).toHaveLength(4);
  expect(left(all, { name: 'a' }, 'standard')).toEqual(['path', 'partitioned', 'domain']);
});

test('Firefox lists cookies for scripts by when a script wrote them last, in the cookie store as they came', () => {
  const steps = [
    visit(www, { answer: { setCookie: ['a=1; Path=/', 'b=1; Path=/', 'c=1; Path=/'] } }),
    writeCookie('a=2; Path=/'),
    fetch(www, { answer: { setCookie: 'b=2; Path=/' }, as: 'asks' }),
    readCookie('reads'),
    cookieStore.getAll('lists'),
  ];
  const orders = (agent: 'firefox' | 'standard') => {
    const { of } = predictSteps(steps, agent);
    const { sent } = of('asks');
    const { documentCookie } = of('reads');
    const { cookieStore } = of('lists');
    return [sent, documentCookie, cookieStore].map((all) => all?.map(({ name }) => name).join(' '));
  };
  expect(orders('firefox')).toEqual(['a b c', 'b c a', 'c a b']);
  expect(orders('standard')).toEqual(['a b c', 'a b c', 'a b c']);
});

test('A limit counts the cookies of a registrable domain, whichever of its hosts set them', () => {
  const many = Array.from({ length: 180 }, (_, i) => `n${i}=1; Path=/; Secure`);
  const steps = [
    visit(api, { answer: { setCookie: 'first=1; Path=/; Secure' } }),
    visit(www, { answer: { setCookie: many } }),
    fetch(api, { credentials: 'include', as: 'asks' }),
  ];
  for (const agent of ['chromium', 'firefox'] as const) {
    expect(predictSteps(steps, agent).sent('asks'), agent).toEqual([]);
  }
  expect(predictSteps(steps).sent('asks')).toEqual(['first']);
});

test('A cookie that is set to another value counts as new in Chromium', () => {
  const steps = [
    visit(www, { answer: { setCookie: ['a=1', 'b=1', 'c=1'] } }),
    visit(www, { answer: { setCookie: ['a=1', 'b=2'] } }),
    fetch(www, { as: 'asks' }),
  ];
  expect(predictSteps(steps, 'chromium').sent('asks')).toEqual(['a', 'c', 'b']);
  expect(predictSteps(steps).sent('asks')).toEqual(['a', 'b', 'c']);
});
