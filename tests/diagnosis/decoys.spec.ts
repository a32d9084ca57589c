/** What looks odd and broke nothing: the chain must not blame it. */
import { expect, test } from '@playwright/test';
import { chainOf } from '../../lab/diagnosis/index.ts';
import {
  allow,
  api,
  evil,
  fetch,
  image,
  link,
  otherApi,
  star,
  visit,
  writeCookie,
  www,
} from '../../lab/scenario/steps/index.ts';
import { ask, type Case, observe } from './ask.ts';

const credentials = 'include';
const cors = allow(www);
const withoutVary = { mode: 'allow', origins: [www], credentials: true, vary: false } as const;
const lax = 'sid=1; Path=/; Secure; HttpOnly; SameSite=Lax';
const none = 'sid=1; Path=/; Secure; SameSite=None';

const harmless: Readonly<Record<string, Case>> = {
  'A missing Vary is no cause where nothing was cached': {
    steps: [visit(www), fetch(api, { credentials, answer: { cors: withoutVary } })],
  },
  'A CORS refusal is no cause for a cookie that was sent': {
    steps: [visit(api, { answer: { setCookie: lax } }), visit(www), fetch(api, { credentials })],
    cookie: 'sid',
  },
  'The page’s own cookie was never meant for the API that gets its own': {
    steps: [
      visit(api, { answer: { setCookie: lax } }),
      visit(www, { answer: { setCookie: 'theme=dark; Path=/' } }),
      fetch(api, { credentials, answer: { cors } }),
    ],
  },
  'A cookie of the API was never meant for a visit of the page': {
    steps: [visit(api, { answer: { setCookie: lax } }), visit(www)],
  },
  'A cookie for another path was never meant where the one for this path came': {
    steps: [
      visit(www, { answer: { setCookie: ['a=1; Path=/a', 'root=1; Path=/'] } }),
      fetch(`${www}/b`),
    ],
  },
  'A page that says omit did not mean to send': {
    steps: [visit(www, { answer: { setCookie: lax } }), fetch(www, { credentials: 'omit' })],
  },
  'SameSite=Lax is right on a same-site request': {
    steps: [
      visit(www),
      fetch(api, { credentials, answer: { setCookie: lax, cors } }),
      fetch(api, { credentials, answer: { cors } }),
    ],
  },
  'SameSite=Lax is right on a link from another site': {
    steps: [visit(www, { answer: { setCookie: lax } }), visit(evil), link(www)],
  },
  'Without credentials a same-origin fetch is right': {
    steps: [visit(www, { answer: { setCookie: lax } }), fetch(www)],
  },
  'A star is right for a request without credentials': {
    steps: [visit(www), fetch(api, { answer: { cors: star() } })],
  },
  'No CORS header is needed where no script reads': {
    steps: [visit(api, { answer: { setCookie: lax } }), visit(www), image(api)],
  },
  'A cookie that was deleted is not missed': {
    steps: [
      visit(www, { answer: { setCookie: lax } }),
      fetch(www, { answer: { setCookie: 'sid=; Max-Age=0; Path=/' } }),
      fetch(www),
    ],
  },
  'A third party’s cookie that came needs no Partitioned': {
    steps: [
      visit(otherApi, { answer: { setCookie: none } }),
      visit(www),
      fetch(otherApi, { credentials, answer: { cors } }),
    ],
  },
};

for (const [title, one] of Object.entries(harmless)) {
  test(title, () => {
    for (const reasons of ['told', 'untold'] as const) {
      const { broke, code, links } = ask(one, reasons);
      expect({ reasons, broke, code }).toEqual({ reasons, broke: null, code: null });
      expect(links.map(({ state }) => state)).toEqual(Array(12).fill('passed'));
    }
  });
}

const crossSite = [visit(otherApi, { answer: { setCookie: lax } }), visit(www)];

test('Asked about a cookie, the chain passes over the CORS refusal that did not keep it home', () => {
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
  const last = evidence.at(-1);
  if (!last) throw new Error('nothing was observed');
  const reasons = [{ on: 'send', cookie: 'sid', code: 'UserPreferences', by: 'browser' }] as const;
  const told = [...evidence.slice(0, -1), { ...last, reasons }];
  expect(chainOf(told, last.as).code).toBe('browser-policy:3pc-setting');
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

test('A label that no exchange has is refused', () => {
  expect(() => chainOf([], 'nowhere')).toThrow(/no exchange is labelled "nowhere"/);
});

test('A visit of a page that stood open already asks nothing, and what is done there is done there', () => {
  const evidence = observe({
    steps: [
      visit(otherApi, { answer: { setCookie: lax } }),
      visit(otherApi),
      visit(www),
      fetch(otherApi, { credentials, answer: { cors }, as: 'call' }),
    ],
  }).map((one) =>
    one.as === 'visit 2' || one.as === 'visit 3'
      ? ({ ...one, arrived: false, sent: [], standing: true } as const)
      : one,
  );
  expect(chainOf(evidence, 'visit 2').broke).toBeNull();
  expect(chainOf(evidence, 'call').code).toBe('samesite:cross-site-request');
});
