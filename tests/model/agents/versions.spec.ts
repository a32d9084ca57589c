/** What a browser's version changes in the agent that predicts it. */
import { expect, test } from '@playwright/test';
import { agentOf } from '../../../lab/model/index.ts';
import {
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

test('The cookie store of Firefox deletes all of a name that the page sees', () => {
  const steps = [
    visit(www, {
      answer: {
        setCookie: ['a=1; Domain=example.test', 'a=2', 'a=3; Path=/far', 'hidden=1; HttpOnly'],
      },
    }),
    cookieStore.delete({ name: 'a' }),
    cookieStore.delete({ name: 'hidden' }),
    fetch(`${www}/far`, { as: 'asks' }),
  ];
  const sent = (agent: 'firefox' | 'standard') =>
    predictSteps(steps, agent)
      .of('asks')
      .sent?.map(({ name, value }) => `${name}=${value}`);
  expect(sent('firefox')).toEqual(['a=3', 'hidden=1']);
  expect(sent('standard')).toEqual(['a=3', 'a=1', 'hidden=1']);
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
