/** What the chain says: of whom it speaks, and what it never advises. */
import { expect, test } from '@playwright/test';
import { asking } from '../../lab/diagnosis/index.ts';
import { type AgentId, agents } from '../../lab/model/index.ts';
import type { Recording } from '../../lab/scenario/recording.ts';
import {
  allow,
  api,
  app,
  back,
  evil,
  fetch,
  form,
  frame,
  link,
  localFrame,
  otherApi,
  type PageStep,
  redirect,
  toLocation,
  visit,
  www,
} from '../../lab/scenario/steps/index.ts';
import { ask, type Case, changedLast, lastOf, observe, type Tampered } from './ask.ts';
import { afterVisit, call, cors, credentials, headers, lax, put } from './steps.ts';

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
        'A page with an opaque origin, in a frame of https://www.example.com: “inside” is sent with Origin: null.',
    });
  });
}

test('Of a page in a frame it says in whose', () => {
  const { links } = ask({ steps: [visit(www), frame(app, [call(api, { cors: allow(app) })])] });
  expect(links[0]?.evidence).toBe(
    'Cross-origin: https://app.example.com, in a frame of https://www.example.com, sends a request to https://api.example.com, the same site.',
  );
});

test('Of a redirect it says over which hosts it led', () => {
  const strict = 'sid=1; Path=/; Secure; SameSite=Strict';
  const steps = [
    visit(www, { answer: { setCookie: strict } }),
    link(evil, { answer: { redirect: redirect(www, { as: 'end' }) } }),
  ];
  expect(broken({ steps, agent: 'firefox' }).evidence).toBe(
    'The cookie has SameSite=Strict, so it is not sent with a redirect chain that includes another site: from https://www.example.com to https://evil.example.org, then https://www.example.com.',
  );
});

test('Of a page that another site’s frame lies around it says so', () => {
  const inside = [frame(www, [fetch(www, { as: 'inside' })])];
  const { steps } = own([frame(evil, inside)]);
  expect(broken({ steps, as: 'inside' }).evidence).toContain(
    'from https://www.example.com, in a frame of https://evil.example.org, in a frame of https://www.example.com, to',
  );
});

test('A cookie that has expired when it arrives is not said never to have been set', () => {
  const steps = [visit(www, { answer: { setCookie: 'sid=1; Max-Age=0' } }), fetch(www)];
  expect(broken({ steps, cookie: 'sid' })).toMatchObject({
    code: 'cookie-jar:expired',
    evidence: 'It had expired when it arrived: sid=1; Max-Age=0',
  });
});

test('What ends a cookie is read as the browser reads it', () => {
  const past = 'sid=1; Path=/; Max-Age=86400; Expires=Thu, 01 Jan 1970 00:00:10 GMT';
  const steps = [visit(www, { answer: { setCookie: past } }), fetch(www)];
  expect(ask({ steps, cookie: 'sid' }).broke).toBeNull();
  expect(broken({ steps, cookie: 'sid', agent: 'webkit' }).code).toBe('cookie-jar:expired');
});

test('What deletes a cookie has its name, Domain and Path, each once', () => {
  const steps = [
    visit(`${www}/a/b`, {
      answer: { setCookie: 'sid=1; Secure; Expires=Fri, 01 Jan 2038 00:00:00 GMT' },
    }),
    fetch(`${www}/a/c`, { answer: { setCookie: 'sid=; Max-Age=0; Path=/' } }),
    fetch(`${www}/a/d`),
  ];
  expect(broken({ steps }).write).toEqual(['Set-Cookie: sid=; Secure; Path=/a; Max-Age=0']);
});

test('After a local frame the page asks for itself', () => {
  const steps = own([localFrame('data:', asksInside), call(api)]).steps;
  expect(ask({ steps }).links[0]?.evidence).toMatch(
    /^Cross-origin: https:\/\/www\.example\.com sends a request/,
  );
});

/** From a page of another site to www, on to another page, and back. */
function goingBack(more: Tampered): Recording {
  const strict = 'sid=1; Path=/; Secure; SameSite=Strict';
  const evidence = observe({
    steps: [
      visit(www, { answer: { setCookie: strict } }),
      visit(evil),
      link(www),
      link(evil),
      back({ as: 'back' }),
    ],
  });
  return changedLast(evidence, more);
}

for (const [how, leads] of Object.entries({ 'A link': link, 'A script’s location': toLocation })) {
  test(`${how} that leads to another site is a navigation, not a load of the page`, () => {
    const strict = 'sid=1; Path=/; Secure; SameSite=Strict';
    const steps = [visit(www, { answer: { setCookie: strict } }), visit(evil), leads(www)];
    expect(ask({ steps }, 'untold')).toMatchObject({ code: 'samesite:strict-navigation' });
  });
}

test('Going back asks as the link did that led there', () => {
  const chain = asking(goingBack({ arrived: true, sent: [], reasons: [] }))('back');
  expect(chain).toMatchObject({ cookie: 'sid', code: 'samesite:strict-navigation' });
  expect(chain.links[7]?.evidence).toContain('from https://evil.example.org');
});

test('Going back to a page that was kept asks for nothing', () => {
  const chain = asking(goingBack({ arrived: false, reasons: [] }))('back');
  expect(chain.code).toBe('cache:page-kept');
});

test('To allow a page of another site is advised only if that is trusted', () => {
  const steps = [visit(evil), fetch(api, { credentials, answer: {} })];
  expect(broken({ steps }).fix).toMatch(
    / Do this only if you trust https:\/\/evil\.example\.org: it is another site\.$/,
  );
  expect(broken({ steps: afterVisit(lax, {}) }).fix).not.toContain('only if');
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
  const steps = [visit(www, { answer: { setCookie: 'sid=1; Path=/' } }), fetch(www)];
  const lost = changedLast(observe({ steps }), { sent: [] });
  const fixIn = (id: AgentId) => asking(lost, agents[id])(lastOf(lost)).links[10]?.fix;
  expect(fixIn('firefox')).toContain('--browsers chromium');
  expect(fixIn('chromium:blocked')).toContain('DevTools');
});

test('A policy is not blamed where SameSite would keep the cookie out anyway', () => {
  for (const agent of ['chromium:blocked', 'firefox', 'webkit', 'webkit:itp'] as const) {
    const steps = [visit(www), call(otherApi, { cors, setCookie: lax }), call(otherApi)];
    for (const reasons of ['told', 'untold'] as const) {
      const { code } = ask({ steps, agent, cookie: 'sid' }, reasons);
      expect({ agent, reasons, code }).toEqual({
        agent,
        reasons,
        code: 'samesite:cross-site-request',
      });
    }
  }
});

test('A cookie that was expected and that no response set is said so', () => {
  const steps = [visit(www), call(api)];
  expect(broken({ steps, cookie: 'sid' })).toMatchObject({
    code: 'server:never-set',
    evidence: '“sid” was expected at “fetch 1” and did not arrive: no response ever set it.',
    write: ['Set-Cookie: sid=…; Path=/; Secure; HttpOnly; SameSite=Lax'],
  });
});

test('The call that was redirected is the one to change, not an element', () => {
  const answer = { redirect: redirect(api, { as: 'hop', answer: { cors } }) };
  const steps = [visit(api, { answer: { setCookie: lax } }), visit(www), fetch(www, { answer })];
  expect(broken({ steps, as: 'hop', cookie: 'sid' })).toMatchObject({
    code: 'request:credentials-missing',
    write: ["fetch('https://www.example.com/', { credentials: 'include' })"],
  });
});

test('A preflight that fails in two ways is answered as a whole, and said to carry no cookies', () => {
  for (const status of [401, 404, 403]) {
    const preflight = { status, methods: '', headers: '' };
    const { fix, write } = broken({ steps: put(preflight) });
    expect(fix).toContain('a preflight never carries cookies');
    expect(write).toEqual([
      'HTTP/1.1 204 No Content',
      'Access-Control-Allow-Origin: https://www.example.com',
      'Access-Control-Allow-Credentials: true',
      'Vary: Origin',
      'Access-Control-Allow-Methods: PUT',
      'Access-Control-Allow-Headers: x-requested-with',
    ]);
  }
});

test('Of a response that a shared cache stored for another origin it is told what shows that', () => {
  const lines = [`Access-Control-Allow-Origin: ${app}`, 'Access-Control-Allow-Credentials: true'];
  const { evidence, write } = broken({ steps: afterVisit(lax, headers(...lines, 'Age: 120')) });
  expect(evidence).toContain('The response comes from a shared cache (Age: 120)');
  expect(write).toContain('Vary: Origin');
});

test('A frame inside a frame of another site has a jar of its own, and that is said', () => {
  const setCookie = 'sid=1; Path=/; Secure; SameSite=None; Partitioned';
  const steps = [visit(www, { answer: { setCookie } }), frame(evil, [frame(www, [])])];
  expect(broken({ steps, as: 'frame 2' })).toMatchObject({
    code: 'partitioned:other-site',
    evidence:
      'Same top-level site, www.example.com, but this frame sits inside a frame of another site. The browser keeps a separate jar for that.',
  });
});

test('Expires that nobody can read is no cause: the cookie is a session cookie', () => {
  const setCookie = 'sid=1; Path=/auth; Secure; Expires=tomorrow';
  const steps = [visit(www, { answer: { setCookie } }), fetch(www)];
  expect(broken({ steps, cookie: 'sid' }).code).toBe('set-cookie:path-mismatch');
});

test('A form that another site posts is told from where to where', () => {
  const steps = [visit(www, { answer: { setCookie: lax } }), visit(evil), form('POST', www)];
  expect(broken({ steps }).evidence).toBe(
    'The cookie has SameSite=Lax, so it is not sent with a request (form, POST) from https://evil.example.org to https://www.example.com, another site.',
  );
});
