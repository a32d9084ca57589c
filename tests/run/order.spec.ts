import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import type { Column } from '../../lab/browsers/columns.ts';
import { type Profile, profiles } from '../../lab/browsers/profiles.ts';
import {
  mostLeft,
  performingOrder,
  Rendezvous,
  startingOrder,
  type Work,
} from '../../lab/run/order.ts';
import { rowsOf, type Scenario } from '../../lab/scenario/rows.ts';
import { api, fetch, type Step, visit, writeCookie, www } from '../../lab/scenario/steps/index.ts';

const column = (id: string) =>
  ({ profile: profiles.find((profile) => profile.id === id) as Profile }) as Column;

function scenario(id: string, ...steps: Step[]): Scenario {
  const spec = { title: '', claims: [], steps, expect: {} };
  return { id, topic: 'topic', spec, rows: rowsOf(id, spec) };
}

test('Each engine starts with its column as shipped, the slowest engine first', () => {
  const ids = ['chromium', 'firefox:allowed', 'webkit:itp', 'firefox', 'webkit'];
  expect(startingOrder(ids.map(column)).map(({ profile }) => profile.id)).toEqual([
    ...['webkit', 'firefox', 'chromium'],
    ...['webkit:itp', 'firefox:allowed'],
  ]);
});

test('The lightest scenario that leaves nothing behind comes first; those that leave something come last', () => {
  const writes = scenario('writes', visit(www), writeCookie('a=1'));
  const asks = scenario('asks', visit(www), fetch(api), fetch(api));
  const asksOnce = scenario('asks-once', visit(www), fetch(api));
  const visits = scenario('visits', visit(www));
  const order = (...given: Scenario[]) =>
    performingOrder(given, column('firefox'), 'test').map(({ id }) => id);
  expect(order(writes, asks, visits, asksOnce)).toEqual(['visits', 'asks', 'asks-once', 'writes']);
  expect(order(writes)).toEqual(['writes']);
});

test('The column with most left for each of its browsers gets another, unless it is nearly done', () => {
  const work = (count: number, browsers: number) =>
    ({ left: Array(count).fill(null), browsers, helpers: [] }) as unknown as Work;
  const [one, more, shared] = [work(100, 1), work(120, 1), work(170, 2)];
  expect(mostLeft([one, more, shared])).toBe(more);
  expect(mostLeft([one, shared])).toBe(shared);
  expect(mostLeft([work(39, 1)])).toBeUndefined();
  expect(mostLeft([])).toBeUndefined();
});

test('Columns wait until all have come that are awaited, and a later one waits for nobody', async () => {
  const [firefox, chromium, late] = ['firefox', 'chromium', 'webkit'].map(column) as [
    Column,
    Column,
    Column,
  ];
  const opening = new Rendezvous([firefox, chromium]);
  let gone = false;
  const waiting = opening.met(chromium).then(() => {
    gone = true;
  });
  opening.met(chromium);
  await turn();
  expect(gone, 'a column that comes twice is still one').toBe(false);
  await opening.met(firefox);
  await waiting;
  await opening.met(late);
});

test('One that hangs is not waited for for ever', async () => {
  const [hanging, other] = ['firefox', 'chromium'].map(column) as [Column, Column];
  await new Rendezvous([hanging, other], 10).met(other);
});
