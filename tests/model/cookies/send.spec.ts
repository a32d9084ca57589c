import { expect, test } from '@playwright/test';
import {
  apex,
  api,
  fetch,
  form,
  frame,
  http,
  image,
  link,
  openWindow,
  otherApi,
  otherWww,
  type PageStep,
  pause,
  redirect,
  subApi,
  visit,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';

const kinds = [
  'none=1; Secure; SameSite=None',
  'lax=1; SameSite=Lax',
  'strict=1; SameSite=Strict',
  'absent=1',
];

/** What is sent to api when a page of the other site does the step. */
const fromOtherSite = (step: PageStep, { after = 0 } = {}) =>
  predictSteps([
    visit(api, { answer: { setCookie: kinds } }),
    pause(after),
    visit(otherWww),
    step,
  ]).sent('step');

const as = 'step';

const crossSite: readonly [what: string, step: PageStep, sent: string][] = [
  ['fetch', fetch(api, { credentials: 'include', as }), 'none'],
  ['no-cors fetch', fetch(api, { credentials: 'include', mode: 'no-cors', as }), 'none'],
  ['img', image(api, { as }), 'none'],
  ['iframe', frame(api, [], { as }), 'none'],
  ['link', link(api, { as }), 'none lax absent'],
  ['window.open', openWindow(api, [], { as }), 'none lax absent'],
  ['GET form', form('GET', api, { as }), 'none lax absent'],
  ['POST form', form('POST', api, { as }), 'none absent'],
  [
    'POST form that is sent on as a GET',
    form('POST', otherApi, { answer: { redirect: redirect(api, { as }) } }),
    'none lax absent',
  ],
  [
    'POST form that is sent on as a POST',
    form('POST', otherApi, { answer: { redirect: redirect(api, { as, status: 307 }) } }),
    'none absent',
  ],
];

for (const [what, step, sent] of crossSite) {
  test(`A cross-site ${what} carries: ${sent}`, () => {
    expect(fromOtherSite(step).join(' ')).toBe(sent);
  });
}

test('After two minutes a cross-site POST carries no cookie without SameSite any more', () => {
  const step = form('POST', api, { as });
  expect(fromOtherSite(step, { after: 110_000 })).toEqual(['none', 'absent']);
  expect(fromOtherSite(step, { after: 121_000 })).toEqual(['none']);
});

test('The address bar has no initiator: a visit carries every cookie, also after a redirect', () => {
  const { sent } = predictSteps([
    visit(api, { answer: { setCookie: kinds } }),
    visit(otherWww, { answer: { redirect: redirect(api, { as: 'landing' }) } }),
  ]);
  expect(sent('landing')).toEqual(['none', 'lax', 'strict', 'absent']);
});

test('A redirect through another site makes a request cross-site where the chain is considered', () => {
  const chain = (agent: 'standard' | 'firefox') =>
    predictSteps(
      [
        visit(api, { answer: { setCookie: ['lax=1; SameSite=Lax', 'strict=1; SameSite=Strict'] } }),
        visit(www),
        image(otherApi, { answer: { redirect: redirect(api, { as: 'back' }) } }),
      ],
      agent,
    ).sent('back');
  expect(chain('standard')).toEqual(['lax', 'strict']);
  expect(chain('firefox')).toEqual([]);
});

test('Each cookie that is not sent has all its reasons', () => {
  const { sent, reasons } = predictSteps([
    visit(api, { answer: { setCookie: ['path=1; Path=/a', 'far=1; Path=/a; SameSite=Strict'] } }),
    visit(www, { answer: { setCookie: 'www=1; SameSite=None; Secure' } }),
    visit(otherWww),
    fetch(api, { credentials: 'include', as: 'call' }),
    fetch(api, { as: 'omitted' }),
  ]);
  expect(sent('call')).toEqual([]);
  expect(reasons('call', 'send')).toEqual([
    'path: NotOnPath',
    'path: SameSiteUnspecifiedTreatedAsLax',
    'far: NotOnPath',
    'far: SameSiteStrict',
    'www: DomainMismatch',
  ]);
  expect(reasons('omitted', 'send')).toContain('path: CredentialsOmitted');
});

test('Scope is the setting host, or Domain and what is below it', () => {
  const { sent } = predictSteps([
    visit(api, { answer: { setCookie: ['host=1', 'domain=1; Domain=example.test'] } }),
    visit(api, { as: 'itself' }),
    visit(subApi, { as: 'child' }),
    visit(www, { as: 'sibling' }),
    visit(apex, { as: 'parent' }),
    visit(otherApi, { as: 'stranger' }),
  ]);
  expect(sent('itself')).toEqual(['host', 'domain']);
  for (const label of ['child', 'sibling', 'parent']) expect(sent(label)).toEqual(['domain']);
  expect(sent('stranger')).toEqual([]);
});

test('The scheme is part of the site, and the reason says when it alone is in the way', () => {
  const { reasons } = predictSteps([
    visit(api, { answer: { setCookie: 'lax=1; SameSite=Lax' } }),
    visit(http(www)),
    fetch(api, { credentials: 'include', as: 'call' }),
  ]);
  expect(reasons('call', 'send')).toEqual(['lax: SchemefulSameSiteLax']);
});

test('A frame inside a frame of another site has no same-site requests', () => {
  const nested = (between: typeof otherWww | typeof api) =>
    predictSteps([
      visit(www, { answer: { setCookie: 'lax=1; SameSite=Lax' } }),
      frame(between, [frame(www, [fetch(www, { as: 'own' })], { as: 'frame' })]),
    ]);
  expect(nested(api).sent('own')).toEqual(['lax']);
  expect(nested(otherWww).sent('own')).toEqual([]);
  expect(nested(otherWww).sent('frame')).toEqual([]);
});
