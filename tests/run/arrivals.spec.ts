import { expect, test } from '@playwright/test';
import type { Arrival } from '../../lab/base/arrival.ts';
import type { Gateway } from '../../lab/gateway/gateway.ts';
import { arrivalsOf, attributed, leavesWindows } from '../../lab/run/arrivals.ts';
import { bind } from '../../lab/scenario/plan/bind.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import {
  back,
  evil,
  fetch,
  frame,
  link,
  openWindow,
  redirect,
  reload,
  type Step,
  visit,
  www,
} from '../../lab/scenario/steps/index.ts';

const planOf = (...steps: Step[]) =>
  bind(plan({ steps: [visit(www), ...steps] }, 'test'), { performance: 'p', ports: {} });
const arrival = (exchange: string, at: number) => ({ exchange, at }) as Arrival;

test('What arrives again belongs to the exchange that had begun last', () => {
  const planned = planOf(reload(), link(evil), back());
  const began = new Map([
    ['p.1', 20],
    ['p.3', 40],
  ]);
  const arrivals = [arrival('p.0', 10), arrival('p.0', 20), arrival('p.2', 30), arrival('p.0', 45)];
  expect(attributed(arrivals, planned, began).map(({ exchange }) => exchange)).toEqual([
    'p.0',
    'p.1',
    'p.2',
    'p.3',
  ]);
});

test('A page that came from a cache leaves its exchange without arrival', () => {
  const planned = planOf(link(evil), back(), link(evil), reload());
  const began = new Map([
    ['p.2', 20],
    ['p.4', 40],
  ]);
  const arrivals = [arrival('p.0', 10), arrival('p.3', 30), arrival('p.3', 41)];
  expect(attributed(arrivals, planned, began).map(({ exchange }) => exchange)).toEqual([
    'p.0',
    'p.3',
    'p.4',
  ]);
});

/** A gateway that hands over one more list of arrivals each time. */
const gatewayOf = (...lists: Arrival[][]) =>
  ({ arrivals: async () => lists.shift() ?? [] }) as unknown as Gateway;

test('Windows that nobody hears of are waited for, to the end of their redirects', async () => {
  const answer = { redirect: redirect(www) };
  const planned = planOf(frame(evil, [openWindow(www, [], { noopener: true, answer })]));
  const gateway = gatewayOf([arrival('p.0', 1), arrival('p.2', 2)], [], [arrival('p.3', 3)]);
  expect(await arrivalsOf(planned, 'p', gateway)).toHaveLength(3);
});

test('Nothing is waited for where every document reports', async () => {
  const gateway = gatewayOf([arrival('p.0', 1)], [arrival('p.1', 2)]);
  expect(await arrivalsOf(planOf(openWindow(www)), 'p', gateway)).toHaveLength(1);
});

test('A link into a window of its own and a window without opener stay open', () => {
  expect(leavesWindows(planOf(link(www, { target: '_blank' })))).toBe(true);
  expect(leavesWindows(planOf(openWindow(www, [], { noopener: true })))).toBe(true);
  expect(leavesWindows(planOf(openWindow(www), link(www)))).toBe(false);
});

test('Of two arrivals of one URL that scripts asked for, the first is the first’s', () => {
  const planned = planOf(fetch(www, { as: 'first' }), fetch(www, { again: 'first' }));
  expect(planned.exchanges[2]?.url).toBe(planned.exchanges[1]?.url);
  const ids = (...arrivals: Arrival[]) =>
    attributed(arrivals, planned, new Map()).map(({ exchange }) => exchange);
  expect(ids(arrival('p.1', 10), arrival('p.1', 11))).toEqual(['p.1', 'p.2']);
  expect(ids(arrival('p.1', 10))).toEqual(['p.1']);
});
