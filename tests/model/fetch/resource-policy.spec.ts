import { expect, test } from '@playwright/test';
import type { Origin } from '../../../lab/base/topology.ts';
import {
  api,
  fetch,
  frame,
  image,
  localFrame,
  otherApi,
  visit,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';

const saying = (name: string, value: string) => ({ headers: [[name, value]] }) as const;
const corp = (value: string) => saying('Cross-Origin-Resource-Policy', value);
const embedder = (value: string) => saying('Cross-Origin-Embedder-Policy', value);
const noCors = { mode: 'no-cors', credentials: 'include', as: 'call' } as const;
const set = { setCookie: 'sid=1; SameSite=None; Secure' };

/** What a page that said nothing of its embedding asks without CORS. */
const answers: readonly [asked: Origin, policy: string, reason: string][] = [
  [api, 'cross-origin', 'OpaqueResponse'],
  [api, 'same-site', 'OpaqueResponse'],
  [api, 'same-origin', 'ResourcePolicy'],
  [api, 'nonsense', 'OpaqueResponse'],
  [otherApi, 'cross-origin', 'OpaqueResponse'],
  [otherApi, 'same-site', 'ResourcePolicy'],
  [otherApi, 'same-origin', 'ResourcePolicy'],
];

for (const [asked, policy, reason] of answers) {
  test(`Cross-Origin-Resource-Policy: ${policy} of ${asked} is ${reason} to ${www}, and the cookie is sent`, () => {
    const { sent, reasons } = predictSteps([
      visit(asked, { answer: set }),
      visit(www),
      fetch(asked, { ...noCors, answer: corp(policy) }),
    ]);
    expect(sent('call')).toEqual(['sid']);
    expect(reasons('call', 'read')).toEqual([reason]);
  });
}

test('Under require-corp an answer without a policy of its own is refused, and the cookie is sent', () => {
  const { sent, reasons } = predictSteps([
    visit(otherApi, { answer: set }),
    visit(www, { answer: embedder('require-corp; report-to="somewhere"') }),
    image(otherApi, { as: 'call' }),
  ]);
  expect(sent('call')).toEqual(['sid']);
  expect(reasons('call', 'read')).toEqual(['ResourcePolicyRequired']);
});

test('Under credentialless a request without CORS carries no cookie to another origin, stores none, and is answered', () => {
  const { sent, reasons, of } = predictSteps([
    visit(otherApi, { answer: set }),
    visit(www, { answer: embedder('credentialless') }),
    fetch(otherApi, { ...noCors, answer: { setCookie: 'new=1; SameSite=None; Secure' } }),
    fetch(www, { ...noCors, as: 'own', answer: set }),
  ]);
  expect(sent('call')).toEqual([]);
  expect(reasons('call', 'send')).toEqual(['sid: CredentialsOmitted']);
  expect(reasons('call', 'read')).toEqual(['OpaqueResponse']);
  expect(of('call').stored).toEqual([]);
  expect(of('own').stored).toEqual(['sid']);
});

test('An engine that does not support credentialless sends the cookie all the same', () => {
  const steps = [
    visit(otherApi, { answer: set }),
    visit(www, { answer: embedder('credentialless') }),
    image(otherApi, { as: 'call' }),
  ];
  expect(predictSteps(steps, 'chromium').sent('call')).toEqual([]);
  expect(predictSteps(steps, 'webkit').sent('call')).toEqual(['sid']);
});

test('A srcdoc frame has the embedder policy of its parent, and other frames of such a page are not predicted', () => {
  const { sent, unpredicted } = predictSteps([
    visit(otherApi, { answer: set }),
    visit(www, { answer: embedder('credentialless') }),
    localFrame('srcdoc', [image(otherApi, { as: 'inside' })]),
    frame(api, [], { as: 'framed' }),
  ]);
  expect(sent('inside')).toEqual([]);
  expect(unpredicted.get('framed')).toMatch(/Cross-Origin-Embedder-Policy/);
});
