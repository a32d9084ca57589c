/** What a browser's version changes in the agent that predicts it. */
import { expect, test } from '@playwright/test';
import { agentOf, predictAll } from '../../lab/model/index.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import { form, otherApi, visit, www } from '../../lab/scenario/steps/index.ts';

test('A fresh cookie without SameSite rides a cross-site POST in WebKitGTK 2.50, and not from 2.54 on', () => {
  const steps = [
    visit(otherApi, { answer: { setCookie: 'absent=1; Secure' } }),
    visit(www),
    form('POST', otherApi, { as: 'POST' }),
  ];
  const planned = plan(
    { title: '', claims: [], steps, expect: {} },
    { topology: 'com', performance: 'p' },
  );
  const sent = (version: string) =>
    predictAll(planned, agentOf('webkit', version))
      .observations.get(planned.exchanges.find(({ as }) => as === 'POST')?.id ?? '')
      ?.sent.map(({ name }) => name);
  expect(sent('2.50.6')).toEqual(['absent']);
  expect(sent('2.54.3')).toEqual([]);
});
