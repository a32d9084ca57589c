import { expect, test } from '@playwright/test';
import { decodeRecipe } from '../../../lab/base/read-recipe.ts';
import { bind, unboundId, withoutPorts } from '../../../lab/scenario/plan/bind.ts';
import { plan } from '../../../lab/scenario/plan/plan.ts';
import {
  allow,
  api,
  evil,
  fetch,
  frame,
  image,
  localhostA,
  localhostB,
  loopbackB,
  otherApi,
  redirect,
  reload,
  type Step,
  visit,
  writeCookie,
  www,
} from '../../../lab/scenario/steps/index.ts';

const ports = { 7001: 41001, 7002: 41002 };
const bound = (steps: readonly Step[]) =>
  bind(plan({ steps }, 'test'), { performance: 'p1', ports });
const recipeOf = (url: string | undefined) => decodeRecipe(new URL(url ?? '').searchParams);

test('Each URL carries the recipe of its exchange, under an id of this performance', () => {
  const steps = [visit(www), fetch(api), frame(api, [image(www)]), writeCookie('a=1')];
  const { exchanges } = bound(steps);
  expect(exchanges.map(({ id }) => id)).toEqual(exchanges.map((_, i) => `p1.${i}`));
  for (const { id, url, answer } of exchanges.filter(({ url }) => url !== '')) {
    expect(recipeOf(url)).toEqual({ exchange: id, answer });
  }
});

test('The steps have the bound exchanges, also inside of frames and after redirects', () => {
  const answer = { redirect: redirect(otherApi) };
  const { steps, exchanges } = bound([visit(www), frame(api, [fetch(www, { answer })])]);
  expect(steps[1]).toMatchObject({
    exchange: exchanges[1],
    steps: [{ exchange: exchanges[2], hops: [exchanges[3]] }],
  });
});

test('The plan itself is left as it was: without recipes', () => {
  const planned = plan({ steps: [visit(www)] }, 'test');
  const before = JSON.stringify(planned);
  bind(planned, { performance: 'p1', ports });
  expect(JSON.stringify(planned)).toBe(before);
  expect(planned.exchanges[0]?.url).toBe('https://www.example.test/');
});

test('A query of the scenario’s own stays beside the recipe', () => {
  const [, one] = bound([visit(www), fetch(`${api}/a?x=1`)]).exchanges;
  expect(one?.url).toBe('https://api.example.test/a?x=1&exchange=p1.1');
});

test('Each hop of a redirect chain has its recipe in the Location of the one before', () => {
  const second = redirect(otherApi, { answer: { redirect: redirect(evil) } });
  const [, first, hop, last] = bound([
    visit(www),
    fetch(api, { answer: { redirect: second } }),
  ]).exchanges;
  expect(first?.answer.location).toBe(hop?.url);
  expect(recipeOf(first?.answer.location)).toEqual({ exchange: 'p1.2', answer: hop?.answer });
  expect(recipeOf(hop?.answer.location)).toEqual({ exchange: 'p1.3', answer: last?.answer });
});

test('What is asked again is asked under the URL of the first time', () => {
  const [first, again] = bound([visit(www), reload()]).exchanges;
  expect(again).toMatchObject({ id: 'p1.1', url: first?.url, again: 'p1.0' });
});

test('Loopback ports are the real ones, in URLs, CORS and Location; others stay', () => {
  const { exchanges } = bound([
    visit(localhostA),
    fetch(localhostB, { answer: { cors: allow(localhostA), redirect: redirect(loopbackB) } }),
    fetch(api, { answer: { headers: [['X-Port', 'localhost:8080 notlocalhost.test:7001']] } }),
  ]);
  expect(new URL(exchanges[0]?.url ?? '').origin).toBe('http://localhost:41001');
  expect(exchanges[1]).toMatchObject({ initiator: 'http://localhost:41001' });
  expect(new URL(exchanges[1]?.url ?? '').origin).toBe('http://localhost:41002');
  expect(exchanges[1]?.answer.cors).toMatchObject({ origins: ['http://localhost:41001'] });
  expect(new URL(exchanges[1]?.answer.location ?? '').origin).toBe('http://127.0.0.1:41002');
  expect(exchanges[3]?.answer.headers).toEqual([
    ['X-Port', 'localhost:8080 notlocalhost.test:7001'],
  ]);
});

test('What a performance shows is told with the ports and ids of the plan', () => {
  expect(withoutPorts('http://localhost:41001/ and http://127.0.0.1:9', ports)).toBe(
    'http://localhost:7001/ and http://127.0.0.1:9',
  );
  expect(unboundId('p1.12', 'p1')).toBe('12');
  expect(unboundId('p2.12', 'p1')).toBeNull();
});
