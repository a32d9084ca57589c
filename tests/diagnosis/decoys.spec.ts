/** What looks odd and broke nothing: the chain must not blame it. */
import { expect, test } from '@playwright/test';
import { asking } from '../../lab/diagnosis/index.ts';
import {
  allow,
  api,
  axios,
  fetch,
  otherApi,
  visit,
  writeCookie,
  www,
} from '../../lab/scenario/steps/index.ts';
import { ask, changed, changedLast, lastOf, observe } from './ask.ts';

const credentials = 'include';
const cors = allow(www);
const lax = 'sid=1; Path=/; Secure; HttpOnly; SameSite=Lax';

test('A CORS refusal is no cause for a cookie that was sent', () => {
  const steps = [
    visit(api, { answer: { setCookie: lax } }),
    visit(www),
    fetch(api, { credentials }),
  ];
  expect(ask({ steps, cookie: 'sid' }).broke).toBeNull();
  expect(ask({ steps }).broke).toBe(3);
});

const crossSite = [visit(otherApi, { answer: { setCookie: lax } }), visit(www)];

test('Asked about a cookie, the chain passes over a CORS error that did not prevent it from being sent', () => {
  const steps = [...crossSite, fetch(otherApi, { credentials })];
  expect(ask({ steps, cookie: 'sid' }).broke).toBe(8);
  expect(ask({ steps }).broke).toBe(3);
});

test('What an API of another site has set is blamed before what the page wrote', () => {
  const steps = [
    ...crossSite,
    writeCookie('mine=1; Path=/'),
    fetch(otherApi, { credentials, answer: { cors } }),
  ];
  expect(ask({ steps })).toMatchObject({ cookie: 'sid', code: 'samesite:cross-site-request' });
});

test('The cause lies where the cookie was to be set, though everything is right where it is missed', () => {
  const { code, links } = ask({
    steps: [
      visit(www),
      fetch(api, { answer: { setCookie: lax, cors }, as: 'sign-in' }),
      fetch(api, { credentials, answer: { cors } }),
    ],
  });
  expect(code).toBe('request:credentials-missing');
  expect(links[1]?.evidence).toContain('At “sign-in”');
});

test('The browser’s own reason decides where the evidence alone would fit two', () => {
  const evidence = observe({
    steps: [...crossSite, fetch(otherApi, { credentials, answer: { cors } })],
  });
  const reasons = [{ on: 'send', cookie: 'sid', code: 'UserPreferences', by: 'browser' }] as const;
  const told = changedLast(evidence, { reasons });
  expect(asking(told)(lastOf(told)).code).toBe('browser-policy:3pc-setting');
});

test('What Chromium’s UserPreferences masks on setting is found in the evidence', () => {
  const { code } = ask({
    steps: [
      visit(www),
      fetch(otherApi, { credentials, answer: { setCookie: lax, cors } }),
      fetch(otherApi, { credentials, answer: { cors } }),
    ],
    agent: 'chromium:blocked',
  });
  expect(code).toBe('samesite:cross-site-request');
});

test('A CSRF token that the page cannot see is missed for its host, not for what axios was told', () => {
  const steps = (setCookie: string, withXSRFToken?: boolean) => [
    visit(www),
    fetch(api, { credentials, answer: { cors, setCookie } }),
    axios(api, {
      withCredentials: true,
      ...(withXSRFToken && { withXSRFToken }),
      answer: { cors, status: 403, preflight: { headers: 'x-xsrf-token' } },
    }),
  ];
  const hostOnly = 'XSRF-TOKEN=t; Path=/; Secure';
  const ofSite = `${hostOnly}; Domain=example.test`;
  const { code, links } = ask({ steps: steps(hostOnly) });
  expect(code).toBe('set-cookie:host-only-not-covering');
  expect(links[6]?.evidence).toContain(
    'it is sent to api.example.com only, not to www.example.com',
  );
  expect(links[6]?.write).toEqual([`Set-Cookie: ${hostOnly}; Domain=example.com`]);
  expect(ask({ steps: steps(ofSite) }).code).toBe('request:csrf-header-missing');
  expect(ask({ steps: steps(ofSite, true) }).broke).toBeNull();
});

test('A label that no exchange has is refused', () => {
  expect(() => asking(observe({ steps: [] }))('nowhere')).toThrow(
    /no exchange is labelled "nowhere"/,
  );
});

test('A visit of a page that stood open already asks nothing, and what is done there is done there', () => {
  const evidence = observe({
    steps: [
      visit(otherApi, { answer: { setCookie: lax } }),
      visit(otherApi),
      visit(www),
      fetch(otherApi, { credentials, answer: { cors }, as: 'call' }),
    ],
  });
  const standing = { arrived: false, standing: true } as const;
  const open = changed(evidence, (as) => (['visit 2', 'visit 3'].includes(as) ? standing : {}));
  expect(asking(open)('visit 2').broke).toBeNull();
  expect(asking(open)('call').code).toBe('samesite:cross-site-request');
});
