import { expect, test } from '@playwright/test';
import { batches } from '../../lab/page/batches.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import {
  api,
  fetch,
  form,
  link,
  type PageStep,
  pause,
  visit,
  www,
} from '../../lab/scenario/steps/index.ts';

const batched = (...steps: PageStep[]) => {
  const spec = { title: '', claims: [], steps: [visit(www), ...steps], expect: {} };
  const [, ...planned] = plan(spec, { topology: 'test', performance: 'p' }).steps;
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

test('Without steps there is nothing to do', () => {
  expect(batched()).toEqual([]);
});
