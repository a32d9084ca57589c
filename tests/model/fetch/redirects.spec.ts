/** What engines make of redirects unlike Fetch, as generated plans showed it. */
import { expect, test } from '@playwright/test';
import {
  allow,
  apex,
  api,
  beacon,
  fetch,
  frame,
  http,
  localhostA,
  otherApi,
  redirect,
  type Step,
  visit,
  webSocket,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';

const setCookie = [
  'none=1; SameSite=None; Secure',
  'lax=1; SameSite=Lax',
  'strict=1; SameSite=Strict',
];
const all = ['none', 'lax', 'strict'];
const origin = (steps: readonly Step[], agent: 'standard' | 'chromium' | 'firefox' | 'webkit') => {
  const header = predictSteps(steps, agent).of('asks').requestHeader('origin');
  return 'value' in header ? header.value : undefined;
};

test('A handshake that WebKit follows to another host goes there cross-site, and back home same-site', () => {
  const back = { answer: { redirect: redirect(www, { as: 'home' }) }, as: 'away' };
  const steps = [
    visit(api, { answer: { setCookie } }),
    visit(www, { answer: { setCookie } }),
    webSocket(www, { answer: { redirect: redirect(api, back) } }),
  ];
  const { sent } = predictSteps(steps, 'webkit');
  expect(sent('away')).toEqual(['none']);
  expect(sent('home')).toEqual(all);
});

test('In WebKit a redirect to another scheme makes a navigation cross-site, not one to another host', () => {
  const steps = [
    visit(http(www), { answer: { setCookie: setCookie.slice(1) } }),
    visit(apex, { answer: { redirect: redirect(http(www), { as: 'scheme' }) } }),
    visit(http(apex), { answer: { redirect: redirect(http(www), { as: 'host' }) } }),
  ];
  expect(predictSteps(steps, 'webkit').sent('scheme')).toEqual(['lax']);
  expect(predictSteps(steps, 'webkit').sent('host')).toEqual(['lax', 'strict']);
  expect(predictSteps(steps, 'chromium').sent('scheme')).toEqual(['lax', 'strict']);
});

test('A redirected preflight of Firefox has the Origin of the document, and its request has null', () => {
  const answer = { cors: allow(www) };
  const home = { answer: { cors: allow(www, 'null') }, as: 'home' };
  const steps = [
    visit(www),
    fetch(api, {
      headers: { 'x-lab': '1' },
      answer: {
        ...answer,
        redirect: redirect(api, {
          ...home,
          answer: { ...home.answer, redirect: redirect(www, { answer, as: 'last' }) },
        }),
      },
    }),
  ];
  expect(predictSteps(steps, 'firefox').of('last').arrived).toBe(true);
  expect(predictSteps(steps, 'chromium').of('last').arrived).toBe(false);
});

test('WebKit sends the preflight of a redirect to plain http, and stops only the request', () => {
  const steps = [
    visit(www),
    fetch(www, {
      method: 'PUT',
      answer: { redirect: redirect(http(api), { as: 'asks' }) },
    }),
    fetch(http(api), { method: 'PUT', as: 'at once' }),
  ];
  const { of } = predictSteps(steps, 'webkit');
  expect([of('asks').arrived, of('asks').preflight]).toEqual([false, { sent: [] }]);
  expect(of('at once').preflight).toBe(null);
  expect(predictSteps(steps, 'chromium').of('asks').preflight).toBe(null);
});

test('A header that a redirect drops still has Firefox and WebKit ask beforehand', () => {
  const steps = [
    visit(www),
    fetch(www, {
      headers: { authorization: 'Bearer x' },
      answer: { redirect: redirect(api, { answer: { cors: allow(www) }, as: 'asks' }) },
    }),
  ];
  const isAskedFor = (agent: 'chromium' | 'firefox' | 'webkit') =>
    predictSteps(steps, agent).of('asks').preflight !== null;
  expect([isAskedFor('chromium'), isAskedFor('firefox'), isAskedFor('webkit')]).toEqual([
    false,
    true,
    true,
  ]);
});

test('A POST that becomes a GET keeps its Origin in WebKit', () => {
  const steps = [
    visit(www),
    fetch(www, { method: 'POST', answer: { redirect: redirect(www, { as: 'asks' }) } }),
  ];
  expect(origin(steps, 'webkit')).toBe('own');
  expect(origin(steps, 'chromium')).toBe(null);
});

test('A beacon of a sandboxed frame has the Origin of its URL in WebKit, and null elsewhere', () => {
  const steps = [
    visit(www),
    frame(api, [beacon(otherApi, { as: 'asks' })], { sandbox: 'allow-scripts' }),
  ];
  expect(origin(steps, 'webkit')).toBe('https://api.example.com');
  expect(origin(steps, 'firefox')).toBe('null');
});

test('Chromium tells its Origin to plain http of this machine, which may be trusted', () => {
  const steps = [visit(www), beacon(localhostA, { as: 'asks' })];
  expect(origin(steps, 'chromium')).toBe('own');
  expect(origin(steps, 'firefox')).toBe('null');
});

test('A shared worker of a secure page asks plain http in Chromium', () => {
  const steps = [
    visit(www),
    fetch(http(api), { mode: 'no-cors', from: 'shared worker', as: 'asks' }),
  ];
  expect(predictSteps(steps, 'chromium').of('asks').arrived).toBe(true);
  expect(predictSteps(steps, 'firefox').of('asks').arrived).toBe(false);
});
