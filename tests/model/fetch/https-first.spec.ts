/** HTTPS-First: what Firefox makes of a window that is led to plain http. */
import { expect, test } from '@playwright/test';
import {
  api,
  form,
  frame,
  http,
  link,
  otherWww,
  redirect,
  type Step,
  visit,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';

const plainApi = http(api);
const secure: Step = visit(api, {
  answer: { setCookie: 'secure=1; Path=/; Secure; SameSite=None' },
});

/** Does the labelled request of a page go with the Secure cookie, and so as https? */
const isUpgraded = (
  steps: readonly Step[],
  { as = 'asks', topology = 'com' }: { as?: string; topology?: 'com' | 'test' } = {},
  agent: 'firefox' | 'standard' = 'firefox',
) =>
  predictSteps([secure, visit(http(www)), ...steps], agent, topology)
    .sent(as)
    .includes('secure');

test('Firefox loads what a page leads a window to as https, by GET, under a listed suffix', () => {
  const asks = { as: 'asks' };
  expect(isUpgraded([link(plainApi, asks)])).toBe(true);
  expect(isUpgraded([form('GET', plainApi, asks)])).toBe(true);
  const hop = { answer: { redirect: redirect(plainApi, asks) } };
  expect(isUpgraded([link(otherWww, hop)])).toBe(true);
  expect(isUpgraded([form('POST', plainApi, asks)])).toBe(false);
  expect(isUpgraded([frame(plainApi, [], asks)])).toBe(false);
  expect(isUpgraded([link(plainApi, asks)], { topology: 'test' })).toBe(false);
  expect(isUpgraded([link(plainApi, asks)], {}, 'standard')).toBe(false);
});

test('A host that the user opened as http stays http, whatever leads to it later', () => {
  const asks = { as: 'asks' };
  expect(isUpgraded([visit(plainApi, asks)])).toBe(false);
  expect(isUpgraded([visit(plainApi), link(plainApi, asks)])).toBe(false);
  const hop = { answer: { redirect: redirect(plainApi) } };
  expect(isUpgraded([visit(otherWww, hop), link(plainApi, asks)])).toBe(false);
});

test('An error over https is followed by the same over http, and the host stays http', () => {
  const answer = { status: 404, setCookie: 'of_404=1; Path=/' };
  const steps = [
    secure,
    visit(http(www)),
    link(plainApi, { answer, as: 'fails' }),
    link(plainApi, { as: 'asks again' }),
  ];
  const { sent } = predictSteps(steps, 'firefox', 'com');
  expect(sent('fails')).toEqual(['of_404']);
  expect(sent('asks again')).toEqual(['of_404']);
});
