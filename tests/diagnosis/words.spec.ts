/** What the chain says: of whom it speaks, and what it never advises. */
import { expect, test } from '@playwright/test';
import { asking, type Evidence } from '../../lab/diagnosis/index.ts';
import { type AgentId, agents } from '../../lab/model/index.ts';
import {
  allow,
  api,
  app,
  evil,
  fetch,
  frame,
  link,
  localFrame,
  otherApi,
  type PageStep,
  redirect,
  visit,
  www,
} from '../../lab/scenario/steps/index.ts';
import { ask, type Case, observe } from './ask.ts';
import { afterVisit, call, cors, credentials, lax } from './steps.ts';

const broken = (one: Case) => {
  const { links, code } = ask(one);
  return { code, ...links.find(({ state }) => state === 'broken') };
};

const own = (steps: readonly PageStep[]) => ({
  steps: [visit(www, { answer: { setCookie: lax } }), ...steps],
});
const asksInside = [fetch(www, { credentials, answer: { cors: allow('null') }, as: 'inside' })];

for (const [what, inside] of Object.entries({
  'of data:': localFrame('data:', asksInside),
  'of srcdoc in a sandbox': localFrame('srcdoc', asksInside, { sandbox: 'allow-scripts' }),
  'that is sandboxed': frame(www, asksInside, { sandbox: 'allow-scripts' }),
})) {
  test(`A frame ${what} is blamed for its origin, and said to be in the page that holds it`, () => {
    expect(broken({ ...own([inside]), as: 'inside', agent: 'chromium' })).toMatchObject({
      code: 'page:opaque-origin',
      evidence:
        'A page, in a frame of https://www.example.com, has an opaque origin: “inside” asks as Origin: null.',
    });
  });
}

test('Of a page in a frame it says in whose', () => {
  const { links } = ask({ steps: [visit(www), frame(app, [call(api, { cors: allow(app) })])] });
  expect(links[0]?.evidence).toBe(
    'Cross-origin: https://app.example.com, in a frame of https://www.example.com, asks https://api.example.com, of the same site.',
  );
});

test('After a local frame the page asks for itself', () => {
  const steps = own([localFrame('data:', asksInside), call(api)]).steps;
  expect(ask({ steps }).links[0]?.evidence).toMatch(
    /^Cross-origin: https:\/\/www\.example\.com asks/,
  );
});

/** From a page of another site to www, on to another page, and back. */
function goingBack(more: Partial<Evidence>): Evidence[] {
  const strict = 'sid=1; Path=/; Secure; SameSite=Strict';
  const evidence = observe({
    steps: [visit(www, { answer: { setCookie: strict } }), visit(evil), link(www), link(evil)],
  });
  const [first] = evidence as [Evidence];
  const request = { ...first.request, kind: 'back' };
  return [...evidence, { ...first, answer: {}, as: 'back', request, ...more }];
}

test('Going back asks as the link did that led there', () => {
  const chain = asking(goingBack({ stored: [], reasons: [] }))('back');
  expect(chain).toMatchObject({ cookie: 'sid', code: 'samesite:strict-navigation' });
  expect(chain.links[7]?.evidence).toContain('from https://evil.example.org');
});

test('Going back to a page that was kept asks for nothing', () => {
  const chain = asking(goingBack({ arrived: false, reasons: [] }))('back');
  expect(chain.code).toBe('cache:answer-reused');
  expect(chain.links[4]?.write).toEqual(['Cache-Control: no-store']);
});

test('To allow a page of another site is advised to whom it belongs', () => {
  const steps = [visit(evil), fetch(api, { credentials, answer: {} })];
  expect(broken({ steps }).fix).toMatch(/ Only if https:\/\/evil\.example\.org is yours\.$/);
  expect(broken({ steps: afterVisit(lax, {}) }).fix).not.toContain('Only if');
});

test('To allow the origin null is never advised', () => {
  const steps = [
    visit(www),
    fetch(api, { credentials, answer: { cors, redirect: redirect(otherApi) }, as: 'call' }),
  ];
  const { code, evidence, write } = broken({ steps, as: 'call' });
  expect({ code, write }).toEqual({ code: 'cors:redirect-hop', write: [] });
  expect(evidence).toContain('with Origin: null got status 200');
});

test('What nothing explains is to be asked of Chromium, and in Chromium of its DevTools', () => {
  const [set, next] = observe({
    steps: [visit(www, { answer: { setCookie: 'sid=1; Path=/' } }), fetch(www)],
  }) as [Evidence, Evidence];
  const lost = [set, { ...next, sent: [] }];
  const fixIn = (id: AgentId) => asking(lost, agents[id])(next.as).links[10]?.fix;
  expect(fixIn('firefox')).toContain('--browsers chromium');
  expect(fixIn('chromium:blocked')).toContain('DevTools');
});
