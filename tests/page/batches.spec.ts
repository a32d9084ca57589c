import { expect, test } from '@playwright/test';
import { batches } from '../../lab/page/batches.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import {
  api,
  back,
  click,
  fetch,
  form,
  link,
  metaRefresh,
  pause,
  reload,
  type Step,
  toLocation,
  visit,
  www,
} from '../../lab/scenario/steps/index.ts';

const batched = (...steps: Step[]) => {
  const [, ...planned] = plan({ steps: [visit(www), ...steps] }, 'test').steps;
  return batches(planned as Parameters<typeof batches>[0]).map((run) =>
    run.map(({ step }) => step),
  );
};

test('A document does its steps up to the one that leads elsewhere', () => {
  expect(batched(fetch(api), pause(0), link(api), fetch(api), form('GET', api))).toEqual([
    ['fetch', 'pause', 'link'],
    ['fetch', 'form'],
  ]);
});

test('Navigations in a row are each a document’s whole work', () => {
  expect(batched(link(api), link(www), fetch(api))).toEqual([['link'], ['link'], ['fetch']]);
});

test('Every kind of navigation ends a document’s work; a link into a window of its own does not', () => {
  const steps = [link(www), metaRefresh(api), toLocation(www), reload(), back()];
  expect(batched(...steps)).toHaveLength(steps.length);
  expect(batched(link(www, { target: '_blank' }), click(), fetch(api))).toHaveLength(1);
});

test('Without steps there is nothing to do', () => {
  expect(batched()).toEqual([]);
});
