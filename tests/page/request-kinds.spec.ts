import { expect, test } from '@playwright/test';
import { check } from '../../lab/scenario/check/check.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import {
  api,
  audio,
  axios,
  beacon,
  eventSource,
  fetch,
  font,
  image,
  moduleScript,
  type PageStep,
  preload,
  visit,
  webSocket,
  www,
} from '../../lab/scenario/steps/index.ts';
import { elementSweep, scriptSweep } from '../../lab/scenario/sweeps.ts';

const planned = (step: PageStep) => plan({ steps: [visit(www), step] }, 'test').exchanges[1];

const crossorigin = 'use-credentials';
for (const [name, step, method, credentials] of [
  ['axios', axios(api), 'GET', 'same-origin'],
  ['axios withCredentials', axios(api, { withCredentials: true }), 'GET', 'include'],
  ['EventSource', eventSource(api), 'GET', 'same-origin'],
  ['EventSource withCredentials', eventSource(api, { withCredentials: true }), 'GET', 'include'],
  ['WebSocket', webSocket(api), 'GET', 'include'],
  ['sendBeacon', beacon(api), 'POST', 'include'],
  ['img', image(api), 'GET', 'include'],
  ['img crossorigin=anonymous', image(api, { crossorigin: 'anonymous' }), 'GET', 'same-origin'],
  ['img crossorigin=use-credentials', image(api, { crossorigin }), 'GET', 'include'],
  ['module script', moduleScript(api), 'GET', 'same-origin'],
  ['module script use-credentials', moduleScript(api, { crossorigin }), 'GET', 'include'],
  ['font', font(api), 'GET', 'same-origin'],
  ['audio', audio(api), 'GET', 'include'],
  ['preload', preload('style', api), 'GET', 'include'],
] as const) {
  test(`${name} is a ${method} with credentials mode ${credentials}`, () => {
    expect(planned(step)).toMatchObject({ method, credentials });
  });
}

test('An EventSource is answered with a stream of events, unless the scenario says otherwise', () => {
  expect(planned(eventSource(api))?.answer.type).toBe('text/event-stream');
  expect(planned(eventSource(api, { answer: { type: 'text/plain' } }))?.answer.type).toBe(
    'text/plain',
  );
});

test('A fetch that is to outlive its page must be keepalive', () => {
  const spec = (keepalive: boolean) => ({
    title: 't',
    claims: ['B5'],
    steps: [visit(www), fetch(api, { leaving: true, keepalive, as: 'it' })],
    expect: { it: { arrived: true } },
  });
  expect(check(spec(false), [])).toMatchObject({ at: 'step 2 (fetch)', fix: expect.any(String) });
  expect(check(spec(true), [])).toBeNull();
});

test('A sweep labels every request once, with credentials or without', () => {
  for (const sweep of [elementSweep(www, api), scriptSweep(www, api)]) {
    const labels = sweep.steps.flatMap((step) => ('as' in step && step.as ? [step.as] : []));
    expect(new Set(labels).size).toBe(labels.length);
    expect([...sweep.credentialed, ...sweep.uncredentialed].sort()).toEqual(labels.sort());
  }
});
