/** The model, configured per engine, against what was measured in the engines. */
import { expect, test } from '@playwright/test';
import { parseCookieHeader } from '../../../lab/base/arrival.ts';
import type { AgentId } from '../../../lab/model/index.ts';
import {
  allow,
  api,
  fetch,
  http,
  image,
  otherApi,
  redirect,
  star,
  visit,
  writeCookie,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';

const everyKind = [
  'none=1; Secure; SameSite=None',
  'lax=1; Secure; SameSite=Lax',
  'strict=1; Secure; SameSite=Strict',
  'absent=1; Secure',
  'part=1; Secure; SameSite=None; Partitioned',
  'insecure=1; SameSite=None',
];

/** Cookies set by one credentialed fetch and sent with the next, after a first-party visit set `first`. */
const sentBy = (agent: AgentId, target: typeof api | typeof otherApi) =>
  predictSteps(
    [
      visit(target, { answer: { setCookie: 'first=1; Secure; SameSite=None' } }),
      visit(www),
      fetch(target, { credentials: 'include', answer: { setCookie: everyKind, cors: allow(www) } }),
      fetch(target, { credentials: 'include', answer: { cors: allow(www) }, as: 'next' }),
    ],
    agent,
  ).sent('next');

const measured: Partial<Record<AgentId, { sameSite: string; crossSite: string }>> = {
  chromium: { sameSite: 'first none lax strict absent part', crossSite: 'first none part' },
  'chromium:blocked': { sameSite: 'first none lax strict absent part', crossSite: 'part' },
  firefox: { sameSite: 'first none lax strict absent part', crossSite: 'none absent part' },
  'firefox:allowed': {
    sameSite: 'first none lax strict absent part',
    crossSite: 'first none absent part',
  },
  webkit: { sameSite: 'first none lax strict absent part insecure', crossSite: 'first' },
  'webkit:allowed': {
    sameSite: 'first none lax strict absent part insecure',
    crossSite: 'first none absent part insecure',
  },
  'webkit:itp': { sameSite: 'first none lax strict absent part insecure', crossSite: '' },
};

for (const [agent, { sameSite, crossSite }] of Object.entries(measured)) {
  test(`${agent} sends the cookies that it was measured to send`, () => {
    expect(sentBy(agent as AgentId, api).join(' ')).toBe(sameSite);
    expect(sentBy(agent as AgentId, otherApi).join(' ')).toBe(crossSite);
  });
}

const sameSiteFetch = [
  visit(www),
  fetch(api, {
    credentials: 'include',
    answer: { setCookie: 'sid=1; Secure', cors: allow(www) },
    as: 'set',
  }),
];

test('WebKitGTK stores nothing of a same-site fetch under .test, and does under .com', () => {
  expect(predictSteps(sameSiteFetch, 'webkit', 'test').of('set').stored).toEqual([]);
  expect(predictSteps(sameSiteFetch, 'webkit', 'com').of('set').stored).toEqual(['sid']);
});

for (const agent of ['chromium', 'firefox'] as const) {
  test(`${agent} does not care whether the suffix is listed`, () => {
    expect(predictSteps(sameSiteFetch, agent, 'test').of('set').stored).toEqual(['sid']);
  });
}

test('A Lax cookie from an http page to the https API is withheld by Chromium alone', () => {
  const sent = (agent: AgentId) =>
    predictSteps(
      [
        visit(api, { answer: { setCookie: 'lax=1; Secure; SameSite=Lax' } }),
        visit(http(www)),
        fetch(api, { credentials: 'include', as: 'call' }),
      ],
      agent,
    ).sent('call');
  expect(sent('chromium')).toEqual([]);
  expect(sent('firefox')).toEqual(['lax']);
  expect(sent('webkit')).toEqual(['lax']);
});

const stored = (agent: AgentId, line: string, url: Parameters<typeof visit>[0] = www) =>
  predictSteps([visit(url, { answer: { setCookie: line }, as: 'set' })], agent).of('set').stored;

test('Secure is stored on plain-http localhost by Chromium and Firefox, refused by WebKitGTK', () => {
  const on = 'http://localhost:7001';
  expect(stored('chromium', 'a=1; Secure', on)).toEqual(['a']);
  expect(stored('firefox', 'a=1; Secure', on)).toEqual(['a']);
  expect(stored('webkit', 'a=1; Secure', on)).toEqual([]);
  expect(stored('chromium', 'a=1; Secure', http(www))).toEqual([]);
});

test('Domain=localhost is accepted by Chromium and Firefox only', () => {
  const on = 'http://localhost:7001';
  expect(stored('chromium', 'a=1; Domain=localhost', on)).toEqual(['a']);
  expect(stored('firefox', 'a=1; Domain=localhost', on)).toEqual(['a']);
  expect(stored('webkit', 'a=1; Domain=localhost', on)).toEqual([]);
});

test('WebKitGTK 2.50 enforces neither prefixes nor size, the others both', () => {
  const tooLong = `a=${'x'.repeat(4096)}`;
  for (const line of ['__Host-a=1; Secure; Path=/; Domain=example.test', '__Secure-a=1', tooLong]) {
    expect(stored('chromium', line)).toEqual([]);
    expect(stored('firefox', line)).toEqual([]);
    expect(stored('webkit', line)).toHaveLength(1);
  }
});

test('A Domain with a URL or a port in it is refused, an unreadable Expires makes a session cookie', () => {
  for (const agent of ['chromium', 'firefox', 'webkit'] as const) {
    expect(stored(agent, 'a=1; Domain=https://example.test')).toEqual([]);
    expect(stored(agent, 'a=1; Domain=example.test:443')).toEqual([]);
    expect(stored(agent, 'a=1; Expires=tomorrow')).toEqual(['a']);
  }
});

test('Browsers let a star permit Authorization; Chromium takes no Domain that is a lone dot', () => {
  const arrived = (agent: AgentId) =>
    predictSteps(
      [
        visit(www),
        fetch(api, {
          headers: { Authorization: 'Bearer 1' },
          answer: { cors: star(), preflight: { headers: '*' } },
          as: 'call',
        }),
      ],
      agent,
    ).of('call').arrived;
  for (const agent of ['chromium', 'firefox', 'webkit'] as const) expect(arrived(agent)).toBe(true);
  expect(arrived('standard')).toBe(false);
  expect(stored('chromium', 'a=1; Domain=.')).toEqual([]);
  expect(stored('standard', 'a=1; Domain=.')).toEqual(['a']);
});

test('Chromium 156 keeps the partition of a request that another site has sent back', () => {
  const { sent } = predictSteps(
    [
      visit(www, { answer: { setCookie: 'part=1; Secure; SameSite=None; Partitioned' } }),
      image(otherApi, { answer: { redirect: redirect(www, { as: 'back' }) } }),
    ],
    'chromium',
  );
  expect(sent('back')).toEqual(['part']);
});

test('Firefox ESR 153 takes bare text for a name, and a default path for that of __Host-', () => {
  const { of } = predictSteps(
    [visit(www, { answer: { setCookie: ['bare', '=eq', '__Host-a=1; Secure'] }, as: 'set' })],
    'firefox',
  );
  expect(of('set').stored).toEqual(['bare', '__Host-a']);
  expect(stored('firefox', '__Host-a=1; Secure', `${www}/x/`)).toEqual([]);
  expect(stored('firefox', 'a=1; Domain=.')).toEqual([]);
});

test('A partition key has its scheme, also where same-site has none', () => {
  const { sent } = predictSteps(
    [
      visit(api, { answer: { setCookie: 'part=1; Secure; SameSite=None; Partitioned' } }),
      visit(http(www)),
      fetch(api, { credentials: 'include', as: 'call' }),
    ],
    'firefox',
  );
  expect(sent('call')).toEqual([]);
});

const clear = { headers: [['Clear-Site-Data', '"cookies"']] } as const;
const cleared: Partial<Record<AgentId, { visit: string; uncredentialed: string; cors: string }>> = {
  chromium: { visit: '', uncredentialed: 'api wide', cors: '' },
  firefox: { visit: 'part wide', uncredentialed: 'wide', cors: 'wide' },
  webkit: { visit: '', uncredentialed: '', cors: 'api wide' },
};

for (const [agent, { visit: byVisit, uncredentialed, cors }] of Object.entries(cleared)) {
  test(`Clear-Site-Data leaves in ${agent} what it was measured to leave`, () => {
    const after = (
      step: Parameters<typeof predictSteps>[0][number],
      then: typeof www | typeof api,
    ) =>
      predictSteps(
        [
          visit(api, { answer: { setCookie: ['wide=1; Domain=example.test', 'api=1'] } }),
          visit(www, {
            answer: {
              setCookie: [
                'www=1; Domain=www.example.test',
                'part=1; Secure; SameSite=None; Partitioned',
              ],
            },
          }),
          step,
          visit(then, { as: 'after' }),
        ],
        agent as AgentId,
      )
        .sent('after')
        .sort()
        .join(' ');
    expect(after(visit(www, { answer: { ...clear, setCookie: 'same=1' } }), www)).toBe(byVisit);
    const allowed = { ...clear, cors: allow(www) };
    expect(after(fetch(api, { answer: allowed }), api)).toBe(uncredentialed);
    expect(after(fetch(api, { credentials: 'include', answer: clear }), api)).toBe(cors);
  });
}

test('WebKitGTK lets a third party clear its first-party cookies, Firefox and Chromium do not', () => {
  const kept = (agent: AgentId) =>
    predictSteps(
      [
        visit(otherApi, { answer: { setCookie: 'first=1; Secure; SameSite=None' } }),
        visit(www),
        fetch(otherApi, { credentials: 'include', answer: { ...clear, cors: allow(www) } }),
        visit(otherApi, { as: 'after' }),
      ],
      agent,
    ).sent('after');
  expect(kept('webkit:itp')).toEqual([]);
  expect(kept('firefox')).toEqual(['first']);
  expect(kept('chromium:blocked')).toEqual(['first']);
});

const odd = ['tab=a\tb', 'utf8=cafÃ©', 'latin1=café', 'cafÃ©=utf8', 'quotes="a b"'];
/** As the servers saw them, each in the Cookie header of one request. */
const seen: Partial<Record<AgentId, string>> = {
  standard: 'tab=a\tb; utf8=cafÃ©; latin1=café; cafÃ©=utf8; quotes="a b"',
  chromium: 'utf8=cafÃ©; latin1=café; cafÃ©=utf8; quotes="a b"',
  firefox: 'tab=a\tb; utf8=cafÃ©; latin1=cafï¿½; cafÃ©=utf8; quotes="a b"',
  webkit: 'tab=a; utf8=caf; latin1=caf; caf; quotes="a b"',
};

for (const [agent, header] of Object.entries(seen)) {
  test(`${agent} sends odd texts as it was measured to`, () => {
    const { of } = predictSteps(
      [visit(www, { answer: { setCookie: odd } }), visit(www, { as: 'next' })],
      agent as AgentId,
    );
    expect(of('next').sent).toEqual(parseCookieHeader(header));
  });
}

test('What a script writes beyond ASCII travels as UTF-8, and comes back as it was', () => {
  const { of } = predictSteps([
    visit(www),
    writeCookie('a=é€', { as: 'write' }),
    visit(www, { as: 'next' }),
  ]);
  expect(of('write').documentCookie).toEqual([{ name: 'a', value: 'é€' }]);
  expect(of('next').sent).toEqual([{ name: 'a', value: 'Ã©â\x82¬' }]);
});

test('A nameless cookie with "=" in its value is refused by Chromium and Firefox', () => {
  expect(stored('standard', '=a=b')).toHaveLength(1);
  expect(stored('webkit', '=a=b')).toHaveLength(1);
  expect(stored('chromium', '=a=b')).toEqual([]);
  expect(stored('firefox', '=a=b')).toEqual([]);
});
