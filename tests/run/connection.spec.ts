import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import type { Arrival } from '../../lab/base/arrival.ts';
import { encodeRecipe } from '../../lab/base/recipe.ts';
import type { Outcome } from '../../lab/page/outcome.ts';
import { cutOff } from '../../lab/run/connection.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import { api, fetch, redirect, visit, www } from '../../lab/scenario/steps/index.ts';
import { createService } from '../../services/service.ts';

const planned = plan(
  {
    steps: [
      visit(www, { as: 'page' }),
      fetch(api, { answer: { redirect: redirect(api, { as: 'hop' }) }, as: 'call' }),
    ],
  },
  'test',
);
const idOf = (label: string) => planned.exchanges.find(({ as }) => as === label)?.id ?? '';

/** Where the connection broke, by the status that each request was answered with, and what failed. */
const broke = (statuses: Record<string, number | null>, ...failed: string[]) => {
  const arrivals = Object.entries(statuses).map(
    ([label, status]) => ({ exchange: idOf(label), status }) as Arrival,
  );
  const outcomes = new Map<string, Outcome>(
    ['page', 'call'].map((label) => [
      idOf(label),
      { exchange: idOf(label), ...(failed.includes(label) && { error: 'failed' }) },
    ]),
  );
  return cutOff(planned, arrivals, outcomes)?.as;
};

test('What arrived, was not answered, and failed was cut off', () => {
  expect(broke({ page: 200, call: null }, 'call')).toBe('call');
  expect(broke({ page: 200, call: 302, hop: null }, 'call')).toBe('hop');
});

test('A visit that did not arrive was cut off', () => {
  expect(broke({}, 'page', 'call')).toBe('page');
});

test('What failed though it was answered, or never left, was not cut off', () => {
  expect(broke({ page: 200, call: 302, hop: 200 }, 'call')).toBeUndefined();
  expect(broke({ page: 200 }, 'call')).toBeUndefined();
});

test('What is not answered and did not fail is still to be answered', () => {
  expect(broke({ page: 200, call: null })).toBeUndefined();
});

test('A service does not say that it answered whom it could not reach any more', async () => {
  const app = await createService('api');
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const ask = (exchange: string, delay: number) =>
    request({ port, path: `/?${encodeRecipe({ exchange, answer: { delay } })}` });
  const arrivals = async (performance: string) =>
    (await app.inject(`/.lab/arrivals/${performance}`)).json() as Arrival[];
  try {
    const gone = ask('gone.0', 300);
    gone.on('error', () => {});
    gone.end();
    await once(app.server, 'request');
    gone.destroy();
    await new Promise<void>((resolve) =>
      ask('here.0', 600)
        .on('response', (response) => response.resume().on('end', resolve))
        .end(),
    );
    expect(await arrivals('gone')).toMatchObject([{ exchange: 'gone.0', status: null }]);
    expect(await arrivals('here')).toMatchObject([{ exchange: 'here.0', status: 200 }]);
  } finally {
    await app.close();
  }
});
