/** The Storage Access API, to the letter of its draft and as engines are known to differ. */
import { expect, test } from '@playwright/test';
import { type AgentId, agentOf, standard, type UserAgent } from '../../../lab/model/index.ts';
import {
  allow,
  allowStorageAccess,
  app,
  click,
  fetch,
  frame,
  hasStorageAccess,
  http,
  image,
  link,
  otherApi,
  otherWww,
  readCookie,
  redirect,
  requestStorageAccess,
  type Step,
  visit,
  webSocket,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';

/** The draft, with a policy that leaves something to ask for. */
const draft: UserAgent = { ...standard, id: 'draft', thirdParty: 'blocked' };

const sid = 'sid=1; Secure; SameSite=None';
const domain = 'domain=1; Domain=other.test; Secure; SameSite=None';

type Inside = NonNullable<Parameters<typeof frame>[1]>;
type Options = Parameters<typeof frame>[2];

/** A frame of a site whose page set cookies, and was used by a click unless said otherwise. */
const embedded = (inside: Inside, options?: Options, used: readonly Step[] = [click()]) => [
  visit(otherWww, { answer: { setCookie: [sid, domain] } }),
  ...used,
  visit(www),
  frame(otherWww, inside, options),
];

/** With the user's "Allow" given before. */
const allowed = (inside: Inside, options?: Options) => {
  const steps = embedded([click(), requestStorageAccess('request'), ...inside], options);
  return [...steps.slice(0, -1), allowStorageAccess(otherWww), ...steps.slice(-1)];
};

const told = (steps: readonly Step[], agent: AgentId | UserAgent = draft) =>
  predictSteps(steps, agent).of('request').storageAccess;

const request = requestStorageAccess('request');

test('By the draft the user is asked after a click, and nobody is let in without', () => {
  expect(told(embedded([click(), request]))).toBe('prompt');
  expect(told(embedded([request]))).toBe('denied');
  expect(told(allowed([]))).toBe('granted');
});

test('Whoever is let in anyway needs no click', () => {
  expect(told([visit(www), request])).toBe('granted');
  expect(told([visit(www), frame(app, [request])])).toBe('granted');
  expect(told(embedded([request]), 'standard')).toBe('granted');
  const again = [...allowed([]).slice(0, -1), frame(otherApi, [request])];
  expect(told(again)).toBe('granted');
});

test('A document that is not secure, of an opaque origin, or in a sandbox without the token may not ask', () => {
  expect(told([visit(http(www)), frame(otherWww, [click(), request])])).toBe('denied');
  expect(
    predictSteps([visit(http(www)), hasStorageAccess('has')], draft).of('has').storageAccess,
  ).toBe('denied');
  const token = 'allow-storage-access-by-user-activation';
  expect(told(allowed([], { sandbox: `allow-scripts ${token}` }))).toBe('denied');
  expect(told(allowed([], { sandbox: 'allow-scripts allow-same-origin' }))).toBe('denied');
  expect(told(allowed([], { sandbox: `allow-scripts allow-same-origin ${token}` }))).toBe(
    'granted',
  );
});

test('A site that the user never used is refused, asks, or is let in by itself once it was used', () => {
  const click2 = [click(), request];
  const of = (agent: AgentId) => [
    told(embedded(click2, {}, []), agent),
    told(embedded(click2), agent),
  ];
  expect(of('firefox')).toEqual(['prompt', 'granted']);
  expect(of('webkit:itp')).toEqual(['denied', 'prompt']);
  expect(of('chromium:blocked')).toEqual(['denied', 'denied']);
  expect(of('firefox:blocked')).toEqual(['denied', 'denied']);
});

test('A click into a frame makes its site none that the user used; Firefox goes by origin', () => {
  const within = [visit(www), frame(otherWww, [click()]), frame(otherWww, [click(), request])];
  expect(told(within, 'firefox')).toBe('prompt');
  const sibling = [visit(otherApi), click(), visit(www), frame(otherWww, [click(), request])];
  expect(told(sibling, 'firefox')).toBe('prompt');
  expect(told(sibling, 'webkit:itp')).toBe('prompt');
});

test('The user’s answer can be given beforehand in Chromium alone, and not in its incognito mode', () => {
  const granted = (['chromium:blocked', 'chromium:incognito', 'webkit:itp'] as const).filter(
    (agent) => told(allowed([]), agent) === 'granted',
  );
  expect(granted).toEqual(['chromium:blocked']);
});

test('In WebKit a click is gone once a promise was waited for', () => {
  const late = embedded([click(), hasStorageAccess(), request]);
  expect(told(late, 'firefox')).toBe('granted');
  expect(told(late, 'webkit:itp')).toBe('denied');
  expect(told(embedded([click(), fetch(otherWww), request]), 'firefox')).toBe('denied');
});

test('WebKitGTK before 2.54 refuses whoever asks without a click, except on their own site', () => {
  expect(told(embedded([request]), agentOf('webkit', '2.50'))).toBe('denied');
  expect(told(embedded([request]), agentOf('webkit', '2.54'))).toBe('granted');
  expect(told([visit(www), frame(app, [request])], 'webkit')).toBe('granted');
});

test('Firefox looks at its setting before the sandbox', () => {
  const sandboxed = allowed([], { sandbox: 'allow-scripts allow-same-origin' });
  expect(told(sandboxed, 'firefox:allowed')).toBe('granted');
  expect(told(sandboxed, 'firefox')).toBe('denied');
  expect(told(sandboxed, 'chromium')).toBe('denied');
});

test('With access go calls to its own origin; in Firefox to its whole site', () => {
  const sent = (agent: AgentId | UserAgent) => {
    const { sent } = predictSteps(
      allowed([
        fetch(otherWww, { as: 'own' }),
        fetch(otherApi, {
          credentials: 'include',
          answer: { cors: allow(otherWww) },
          as: 'sibling',
        }),
        image(otherWww, { answer: { redirect: redirect(otherApi, { as: 'on' }) } }),
      ]),
      agent,
    );
    return [sent('own'), sent('sibling'), sent('on')];
  };
  expect(sent(draft)).toEqual([['sid', 'domain'], [], []]);
  expect(sent('chromium:blocked')).toEqual(sent(draft));
  expect(sent('firefox')).toEqual([['sid', 'domain'], ['domain'], ['domain']]);
});

test('With access a worker’s fetch goes without cookies but in Chromium, and so do its WebSocket and Firefox’s keepalive fetch', () => {
  const asked = [
    webSocket(otherWww, { as: 'WebSocket' }),
    fetch(otherWww, { keepalive: true, as: 'keepalive' }),
    fetch(otherWww, { from: 'worker', as: 'worker' }),
    fetch(otherWww, { as: 'plain' }),
  ] as const;
  const without = (agent: AgentId | UserAgent) => {
    const { sent } = predictSteps(allowed(asked), agent);
    return asked.map(({ as = '' }) => as).filter((as) => sent(as)?.length === 0);
  };
  expect(without(draft)).toEqual(['worker']);
  expect(without('chromium:blocked')).toEqual(['WebSocket']);
  expect(without('firefox')).toEqual(['keepalive', 'worker']);
});

test('A document that leads itself on keeps access until it leaves its origin, also on the way', () => {
  const after = (step: ReturnType<typeof link>) =>
    predictSteps(allowed([step, hasStorageAccess('has')])).of('has');
  const blocked = (step: ReturnType<typeof link>) =>
    predictSteps(allowed([step, hasStorageAccess('has')]), draft);
  expect(after(link(otherWww)).storageAccess).toBe('granted');
  expect(blocked(link(otherWww, { as: 'on' })).sent('on')).toEqual(['sid', 'domain']);
  expect(blocked(link(otherWww)).of('has').storageAccess).toBe('granted');
  expect(blocked(link(otherApi, { as: 'on' })).sent('on')).toEqual([]);
  expect(blocked(link(otherApi)).of('has').storageAccess).toBe('denied');
  const detour = link(otherWww, {
    answer: { redirect: redirect(otherApi, { answer: { redirect: redirect(otherWww) } }) },
  });
  expect(blocked(detour).of('has').storageAccess).toBe('denied');
});

test('A frame in it is loaded with cookies by the draft, without in Chromium, and has access in Firefox', () => {
  const inside = (agent: AgentId | UserAgent) => {
    const { sent, of } = predictSteps(
      allowed([frame(otherWww, [hasStorageAccess('has')], { as: 'frame' })]),
      agent,
    );
    return [sent('frame').length, of('has').storageAccess];
  };
  expect(inside(draft)).toEqual([2, 'denied']);
  expect(inside('chromium:blocked')).toEqual([0, 'denied']);
  expect(inside('firefox')).toEqual([2, 'granted']);
});

test('With access a frame leaves the jar of the top-level site, but for cookies that say Partitioned', () => {
  const set = [
    fetch(otherWww, { answer: { setCookie: [`before=1; ${sid}`, `chip=1; ${sid}; Partitioned`] } }),
  ];
  const { of } = predictSteps(
    embedded([...set, readCookie('before'), click(), requestStorageAccess(), readCookie('after')]),
    'firefox',
  );
  const names = (label: string) => of(label).documentCookie?.map(({ name }) => name);
  expect(names('before')).toEqual(['before', 'chip']);
  expect(names('after')).toEqual(['sid', 'domain', 'chip']);
});

const call = (as: string, headers: [string, string][] = []) =>
  fetch(otherWww, { credentials: 'include', answer: { cors: allow(www), headers }, as });

test('Sec-Fetch-Storage-Access says whether cookies are there, could be, or cannot', () => {
  const header = (steps: readonly Step[], agent: AgentId | UserAgent) => {
    const seen = predictSteps(steps, agent).of('call').requestHeader('sec-fetch-storage-access');
    return 'value' in seen ? (seen.value ?? undefined) : seen.gap;
  };
  const around = [...allowed([]), call('call')];
  expect(header(around, draft)).toBe('inactive');
  expect(header([visit(www), call('call')], draft)).toBe('none');
  expect(header(allowed([call('call')]), draft)).toBe('active');
  expect(header(around, 'chromium')).toBe('active');
  expect(header([visit(otherWww), call('call')], draft)).toBeUndefined();
  expect(header([visit(www), fetch(otherWww, { as: 'call' })], draft)).toBeUndefined();
  expect(header(around, 'firefox:allowed')).toBeUndefined();
  expect(header(around, 'webkit:itp')).toBeUndefined();
});

test('Activate-Storage-Access has a call repeated with cookies, for origins that it names', () => {
  const sent = (value: string, before: readonly Step[] = allowed([])) =>
    predictSteps([...before, call('call', [['Activate-Storage-Access', value]])], draft).sent(
      'call',
    );
  expect(sent('retry; allowed-origin="https://www.example.com"')).toEqual(['sid', 'domain']);
  expect(sent('retry;allowed-origin=*')).toEqual(['sid', 'domain']);
  expect(sent('retry; allowed-origin="https://app.example.com"')).toEqual([]);
  expect(sent('retry')).toEqual([]);
  expect(sent('load')).toEqual([]);
  // Without the permission there is nothing to activate.
  expect(sent('retry; allowed-origin=*', embedded([]))).toEqual([]);
});

test('Activate-Storage-Access: load gives a frame access from the start, where it is permitted', () => {
  const has = (before: readonly Step[]) => {
    const answer = { headers: [['Activate-Storage-Access', 'load']] as const };
    const inside = frame(otherWww, [hasStorageAccess('has')], { answer });
    return predictSteps([...before, inside], draft).of('has').storageAccess;
  };
  expect(has(allowed([]))).toBe('granted');
  expect(has(embedded([]))).toBe('denied');
});
