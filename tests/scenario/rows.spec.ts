import { expect, test } from '@playwright/test';
import { cookiesSetBy, rowsOf } from '../../lab/scenario/rows.ts';
import type { ScenarioSpec } from '../../lab/scenario/scenario.ts';
import {
  api,
  fetch,
  frame,
  redirect,
  visit,
  writeCookie,
  www,
} from '../../lab/scenario/steps/index.ts';

const spec: ScenarioSpec = {
  title: 'Cookies go out',
  claims: ['C1'],
  steps: [
    visit(api, { answer: { setCookie: ['lax=1; SameSite=Lax', '__Host-sid=1; Secure'] } }),
    visit(www),
    fetch(api, { as: 'First call' }),
    fetch(api, { as: 'www → api' }),
  ],
  expect: {
    'First call': { sent: ['lax', '__Host-sid=1'], readable: true },
    'www → api': { sent: ['lax'], stored: [], documentCookie: ['lax=1'] },
  },
  under: { blocked: { 'First call': { sent: [] } } },
  deviations: [
    { where: 'webkit*', because: 'w', see: 'measured only', expect: { 'www → api': { sent: [] } } },
    {
      where: 'firefox*',
      because: 'f',
      see: 'measured only',
      expect: { 'First call': { sent: ['lax'] }, 'www → api': { sent: ['__Host-sid'] } },
    },
  ],
};

test('A scenario is one row of its own id and title', () => {
  const rows = rowsOf('topic/name', spec);
  expect(rows).toEqual([
    {
      id: 'topic/name',
      of: { scenario: 'topic/name' },
      title: spec.title,
      part: '',
      topic: 'topic',
      claims: ['C1'],
      expect: spec.expect,
      under: spec.under,
      deviations: spec.deviations,
    },
  ]);
});

test('Cut by exchange there is a row for each, with its part of everything', () => {
  const [first, second, ...more] = rowsOf('topic/name', { ...spec, rows: 'exchange' });
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    id: 'topic/name#first-call',
    of: { scenario: 'topic/name', exchange: 'First call' },
    title: 'Cookies go out',
    part: 'First call',
  });
  expect(first?.expect).toEqual({
    'First call': { sent: ['lax', '__Host-sid=1'], readable: true },
  });
  expect(first?.under).toEqual({ blocked: { 'First call': { sent: [] } } });
  expect(first?.deviations.map(({ because, expect }) => [because, expect])).toEqual([
    ['f', { 'First call': { sent: ['lax'] } }],
  ]);
  expect(second).toMatchObject({
    id: 'topic/name#www-api',
    title: 'Cookies go out',
    part: 'www → api',
  });
  expect(second?.under).toEqual({ blocked: {} });
  expect(second?.deviations.map(({ because, expect }) => [because, expect])).toEqual([
    ['w', { 'www → api': { sent: [] } }],
    ['f', { 'www → api': { sent: ['__Host-sid'] } }],
  ]);
});

test('Cut by exchange and cookie there is a row for each pair, about that cookie', () => {
  const rows = rowsOf('topic/name', { ...spec, rows: 'exchange and cookie' });
  expect(rows.map(({ id, part }) => [id, part])).toEqual([
    ['topic/name#first-call/lax', 'First call, lax'],
    ['topic/name#first-call/__host-sid', 'First call, __Host-sid'],
    ['topic/name#www-api/lax', 'www → api, lax'],
    ['topic/name#www-api/__host-sid', 'www → api, __Host-sid'],
  ]);
  expect(rows[1]?.of).toEqual({
    scenario: 'topic/name',
    exchange: 'First call',
    cookie: '__Host-sid',
  });
  expect(rows.map(({ expect }) => Object.values(expect))).toEqual([
    [{ about: 'lax', sent: ['lax'] }],
    [{ about: '__Host-sid', sent: ['__Host-sid=1'] }],
    [{ about: 'lax', sent: ['lax'], stored: [], documentCookie: ['lax=1'] }],
    [{ about: '__Host-sid', sent: [], stored: [], documentCookie: [] }],
  ]);
  expect(rows[0]?.under).toEqual({ blocked: { 'First call': { about: 'lax', sent: [] } } });
  expect(rows[1]?.deviations.map(({ expect }) => expect)).toEqual([
    { 'First call': { about: '__Host-sid', sent: [] } },
  ]);
  expect(rows[3]?.deviations.map(({ expect }) => expect)).toEqual([
    { 'www → api': { about: '__Host-sid', sent: [] } },
    { 'www → api': { about: '__Host-sid', sent: ['__Host-sid'] } },
  ]);
});

test('Rows whose labels or cookies look alike have different ids', () => {
  const alike: ScenarioSpec = {
    title: 'Alike',
    claims: [],
    steps: [
      visit(www, { as: 'a → b', answer: { setCookie: ['SID=1', 'sid=1'] } }),
      visit(www, { as: 'a - b' }),
    ],
    expect: { 'a → b': { sent: [] }, 'a - b': { sent: [] } },
  };
  for (const rows of ['exchange', 'exchange and cookie'] as const) {
    const ids = rowsOf('t/n', { ...alike, rows }).map(({ id }) => id);
    expect(new Set(ids).size).toBe(rows === 'exchange' ? 2 : 4);
  }
});

test('The cookies of a scenario are those of all its answers and writings, each once', () => {
  const steps = [
    visit(www, { answer: { setCookie: 'a=1', preflight: { setCookie: 'p=1' } } }),
    frame(api, [writeCookie('b=1'), fetch(api, { answer: { setCookie: ['a=2', 'c=1; Path=/'] } })]),
    fetch(api, { answer: { redirect: redirect(api, { answer: { setCookie: 'd=1' } }) } }),
  ];
  expect(cookiesSetBy(steps)).toEqual(['a', 'p', 'b', 'c', 'd']);
});

test('A cookie without a name has a row that judges it', () => {
  const [row] = rowsOf('t/n', {
    title: 'Nameless',
    claims: [],
    steps: [visit(www, { as: 'set', answer: { setCookie: 'value' } }), visit(www, { as: 'next' })],
    expect: { next: { sent: ['=value'] } },
    rows: 'exchange and cookie',
  });
  expect(row?.expect).toEqual({ next: { about: '', sent: ['=value'] } });
});

test('Cut by cookie, a lifetime is judged of the cookies that it names', () => {
  const rows = rowsOf('t/n', {
    title: 'Lifetimes',
    claims: [],
    steps: [visit(www, { as: 'set', answer: { setCookie: ['a=1', 'b=1; Max-Age=1'] } })],
    expect: { set: { lifetime: { b: 0 } } },
    rows: 'exchange and cookie',
  });
  expect(rows.map(({ expect }) => expect)).toEqual([{ set: { about: 'b', lifetime: { b: 0 } } }]);
});
