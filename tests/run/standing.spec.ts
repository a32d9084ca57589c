import { expect, test } from '@playwright/test';
import { type Profile, profiles } from '../../lab/browsers/profiles.ts';
import { leftoversOf, needsFreshSession, whatDisturbs } from '../../lab/run/session-reuse.ts';
import { standingVisits } from '../../lab/run/standing.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import {
  api,
  beacon,
  blankWindow,
  fetch,
  form,
  http,
  link,
  metaRefresh,
  openWindow,
  otherApi,
  otherWww,
  readCookie,
  redirect,
  type Step,
  toLocation,
  visit,
  writeCookie,
  www,
} from '../../lab/scenario/steps/index.ts';

const planOf = (...steps: Step[]) => plan({ steps }, 'test');
const profile = (id: string) => profiles.find((one) => one.id === id) as Profile;
const firefox = profile('firefox');

/** Labels of the visits that need no navigation. */
function standing(steps: Step[], judged: string[] = [], where = firefox) {
  const planned = planOf(...steps);
  const ids = standingVisits(planned, new Set(judged), where);
  return planned.exchanges.filter(({ id }) => ids.has(id)).map(({ as }) => as);
}

test('A plain visit that nobody judges needs no navigation', () => {
  expect(standing([visit(www), fetch(api), visit(otherWww)])).toEqual(['visit 1', 'visit 2']);
});

test('A visit is made that is judged, answered with something, redirected, or at a place of its own', () => {
  expect(standing([visit(www)], ['visit 1'])).toEqual([]);
  expect(standing([visit(www, { answer: { setCookie: 'a=1' } })])).toEqual([]);
  expect(standing([visit(www, { answer: { headers: [['Vary', 'Origin']] } })])).toEqual([]);
  expect(standing([visit(www, { answer: { redirect: redirect(api) } })])).toEqual([]);
  expect(standing([visit(`${www}/login`)])).toEqual([]);
  // What an API answers by itself is no page to stand on.
  expect(standing([visit(api)])).toEqual([]);
});

test('Visits after a step that leaves something behind are made: a page opened earlier would not show it', () => {
  const steps = [visit(www), link(otherWww), visit(www)];
  expect(standing(steps)).toEqual(['visit 1']);
  expect(standing(steps, [], profile('chromium'))).toEqual(['visit 1', 'visit 2']);
});

test('Visits are made where a page sends something as it is left', () => {
  expect(standing([visit(www), beacon(api, { leaving: true }), visit(www)])).toEqual([]);
  expect(standing([visit(www), beacon(api), visit(www)])).toEqual(['visit 1', 'visit 2']);
});

test('WebKit makes its visits where a window is opened later: only its first window may open one', () => {
  const steps = [visit(www), openWindow(api)];
  expect(standing(steps, [], profile('webkit'))).toEqual([]);
  expect(standing(steps, [], profile('chromium'))).toEqual(['visit 1']);
});

test('Firefox keeps grants of storage access, except where every third party is let in', () => {
  const planned = planOf(visit(www), link(otherWww));
  expect([...leftoversOf(planned, firefox)]).toEqual(['storage access']);
  expect([...leftoversOf(planned, profile('firefox:allowed'))]).toEqual([]);
  expect([...leftoversOf(planned, profile('chromium'))]).toEqual([]);
});

test('Grants of storage access disturb who asks another site from within a page', () => {
  const isDisturbed = (...steps: Step[]) => whatDisturbs(planOf(...steps)).has('storage access');
  expect(isDisturbed(visit(www), fetch(otherApi))).toBe(true);
  expect(isDisturbed(visit(www), fetch(api))).toBe(false);
  expect(isDisturbed(visit(www), link(otherWww))).toBe(false);
});

test('Workers that outlive their step leave a session to nobody else', () => {
  const left = (from: 'worker' | 'shared worker' | 'service worker') => [
    ...leftoversOf(planOf(visit(www), fetch(api, { from })), profile('chromium')),
  ];
  expect(left('worker')).toEqual([]);
  expect(left('shared worker')).toEqual(['windows or workers']);
  expect(left('service worker')).toEqual(['windows or workers']);
});

test('A script’s write disturbs scripts that meet a cookie of that name, outside Chromium', () => {
  const left = (id: string) => [
    ...leftoversOf(planOf(visit(www), writeCookie('a=1')), profile(id)),
  ];
  expect(left('firefox')).toEqual(['written a']);
  expect(left('webkit')).toEqual(['written a']);
  expect(left('chromium')).toEqual([]);
  const isDisturbed = (name: string, ...steps: Step[]) =>
    whatDisturbs(planOf(visit(www, { answer: { setCookie: `${name}=1` } }), ...steps)).has(
      'written a',
    );
  expect(isDisturbed('a', readCookie())).toBe(true);
  expect(isDisturbed('b', readCookie())).toBe(false);
  expect(isDisturbed('b', writeCookie('a=2'))).toBe(true);
  expect(isDisturbed('a', fetch(api))).toBe(false);
});

test('A host that Firefox’s user opened as http disturbs who is led there as http, which would be upgraded', () => {
  const opened = (step: Step, id = 'firefox', topology: 'com' | 'test' = 'com') => [
    ...leftoversOf(plan({ steps: [step] }, topology), profile(id)),
  ];
  expect(opened(visit(http(www)))).toEqual(['http www.example.com']);
  expect(opened(visit(www, { answer: { redirect: redirect(http(api)) } }))).toContain(
    'http api.example.com',
  );
  expect(opened(visit(www))).toEqual([]);
  expect(opened(visit(http(www)), 'chromium')).toEqual([]);
  // HTTPS-First leaves names alone whose suffix is not listed.
  expect(opened(visit(http(www)), 'firefox', 'test')).toEqual([]);
  const isDisturbed = (...steps: Step[]) =>
    whatDisturbs(plan({ steps }, 'com')).has('http www.example.com');
  const toHttp = redirect(http(www));
  for (const step of [
    ...[link(http(www)), form('GET', http(www)), openWindow(http(www)), toLocation(http(www))],
    ...[metaRefresh(http(www)), visit(otherWww, { answer: { redirect: toHttp } })],
  ]) {
    expect(isDisturbed(visit(otherWww), step), step.step).toBe(true);
  }
  expect(isDisturbed(visit(http(www)))).toBe(false);
  expect(isDisturbed(visit(otherWww), link(www))).toBe(false);
  expect(isDisturbed(visit(otherWww), link(http(api)))).toBe(false);
  expect(isDisturbed(visit(http(otherWww)), fetch(http(www)))).toBe(false);
});

test('A window at about:blank needs a session of its own in WebKit, which shows there what it refused others', () => {
  const fresh = (id: string) =>
    needsFreshSession(planOf(visit(www), blankWindow([readCookie()])), profile(id));
  expect(fresh('webkit')).toBe(true);
  expect(fresh('webkit:itp')).toBe(true);
  expect(fresh('firefox')).toBe(false);
  expect(fresh('chromium')).toBe(false);
});

test('A script’s write over an HttpOnly cookie needs a session of its own, outside Chromium', () => {
  const fresh = (setCookie: string, line: string, id = 'firefox') =>
    needsFreshSession(
      planOf(visit(www, { answer: { setCookie } }), writeCookie(line)),
      profile(id),
    );
  expect(fresh('a=1; HttpOnly', 'a=2')).toBe(true);
  expect(fresh('a=1; HttpOnly', 'a=2', 'webkit')).toBe(true);
  expect(fresh('a=1; HttpOnly', 'a=2', 'chromium')).toBe(false);
  expect(fresh('a=1; HttpOnly', 'b=2')).toBe(false);
  expect(fresh('a=1', 'a=2; HttpOnly')).toBe(false);
});
