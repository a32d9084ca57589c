import { expect, test } from '@playwright/test';
import { plan } from '../../../lab/scenario/plan/plan.ts';
import { isOfUser, navigates } from '../../../lab/scenario/plan/planned.ts';
import { destinationOf } from '../../../lab/scenario/plan/request-kinds.ts';
import {
  allowStorageAccess,
  api,
  back,
  click,
  fetch,
  frame,
  link,
  openWindow,
  pause,
  readCookie,
  reload,
  type Step,
  visit,
  www,
} from '../../../lab/scenario/steps/index.ts';

const planned = (...steps: Step[]) =>
  plan({ steps: [visit(www), link(api), ...steps] }, 'test').steps.slice(2);

test('The driver does what the user does outside of a page; a click is asked for by the page', () => {
  const steps = planned(visit(api), reload(), back(), allowStorageAccess(api));
  expect(steps.map(isOfUser)).toEqual([true, true, true, true]);
  const others = planned(click(), link(api), back({ by: 'script' }), reload({ by: 'script' }));
  expect(others.map(isOfUser)).toEqual([false, false, false, false]);
});

test('A link replaces its document unless it has a target; a window that opens replaces nothing', () => {
  const steps = planned(link(www), link(www, { target: '_blank' }), openWindow(www), frame(www));
  expect(steps.map((step) => navigates(step))).toEqual([true, false, false, false]);
});

test('Only steps that leave a record have an exchange', () => {
  const steps = planned(click(), pause(0), allowStorageAccess(api), fetch(api), readCookie());
  expect(steps.map((step) => 'exchange' in step)).toEqual([false, false, false, true, true]);
});

test('A kind of request tells what its response becomes', () => {
  const kinds = ['location', 'openWindow', 'frame', 'srcdoc', 'img', 'preload', 'fetch'] as const;
  expect(kinds.map(destinationOf)).toEqual([
    ...['top-level', 'top-level', 'frame', 'frame', 'subresource', 'subresource', 'subresource'],
  ]);
  expect((['readCookie', 'cookieStore', 'redirect'] as const).map(destinationOf)).toEqual([
    ...[null, null, null],
  ]);
});
