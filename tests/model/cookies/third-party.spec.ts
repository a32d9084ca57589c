import { expect, test } from '@playwright/test';
import type { AgentId } from '../../../lab/model/index.ts';
import {
  allow,
  app,
  fetch,
  frame,
  hasStorageAccess,
  otherApi,
  otherWww,
  readCookie,
  visit,
  writeCookie,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';

const set = (line: string, as: string) =>
  fetch(otherApi, { credentials: 'include', answer: { setCookie: line, cors: allow(www) }, as });
const call = (as: string) =>
  fetch(otherApi, { credentials: 'include', answer: { cors: allow(www) }, as });

test('Where third parties are blocked, a None cookie stays out and the answer is readable', () => {
  for (const agent of ['chromium:blocked', 'webkit:itp'] as const) {
    const { of, reasons } = predictSteps(
      [visit(www), set('a=1; Secure; SameSite=None', 'set'), call('next')],
      agent,
    );
    expect(of('set')).toMatchObject({ stored: [], readable: true });
    expect(reasons('set', 'store')).toEqual(['a: UserPreferences']);
    expect(of('next').sent).toEqual([]);
  }
});

test('A partitioned cookie is sent under the top-level site where it was set, and nowhere else', () => {
  const { sent, reasons } = predictSteps(
    [
      visit(www),
      set('a=1; Secure; SameSite=None; Partitioned', 'set'),
      call('same top'),
      visit(otherWww),
      call('own top'),
    ],
    'chromium:blocked',
  );
  expect(sent('same top')).toEqual(['a']);
  expect(sent('own top')).toEqual([]);
  expect(reasons('own top', 'send')).toEqual(['a: OtherPartition']);
});

test('The partition of a frame that another site is around is not that of the top', () => {
  const { sent } = predictSteps([
    visit(otherApi, { answer: { setCookie: 'top=1; Secure; SameSite=None; Partitioned' } }),
    frame(www, [frame(otherApi, [fetch(otherApi, { as: 'inside' })])]),
    fetch(otherApi, { as: 'outside' }),
  ]);
  expect(sent('inside')).toEqual([]);
  expect(sent('outside')).toEqual(['top']);
});

test('Firefox keeps a jar for each top-level site, without the first-party cookies in it', () => {
  const { sent, reasons } = predictSteps(
    [
      visit(otherApi, { answer: { setCookie: 'first=1; Secure; SameSite=None' } }),
      visit(www),
      set('third=1; Secure; SameSite=None', 'set'),
      call('third-party'),
      visit(otherApi, { as: 'first-party' }),
    ],
    'firefox',
  );
  expect(sent('third-party')).toEqual(['third']);
  expect(reasons('third-party', 'send')).toEqual(['first: OtherPartition']);
  expect(sent('first-party')).toEqual(['first']);
});

test('document.cookie of a third-party frame follows the policy', () => {
  const inFrame = (agent: AgentId) =>
    predictSteps(
      [
        visit(otherApi, { answer: { setCookie: 'first=1; Secure; SameSite=None' } }),
        visit(www),
        frame(otherApi, [
          writeCookie('written=1; Secure; SameSite=None', { as: 'write' }),
          readCookie('read'),
        ]),
      ],
      agent,
    )
      .of('read')
      .documentCookie?.map(({ name }) => name);
  expect(inFrame('chromium')).toEqual(['first', 'written']);
  expect(inFrame('chromium:blocked')).toEqual([]);
  expect(inFrame('firefox')).toEqual(['written']);
  expect(inFrame('webkit')).toEqual(['first']);
});

test('A document has storage access where it has its cookies as a first party would', () => {
  const told = (agent: AgentId, url: typeof otherApi | typeof app) =>
    predictSteps([visit(www), frame(url, [hasStorageAccess('has')])], agent).of('has')
      .storageAccess;
  expect(told('chromium', otherApi)).toBe('granted');
  expect(told('firefox', otherApi)).toBe('denied');
  expect(told('webkit:itp', otherApi)).toBe('denied');
  // Set first-party, a cookie is sent: WebKitGTK as shipped calls that access.
  expect(told('webkit', otherApi)).toBe('granted');
  for (const agent of ['chromium:blocked', 'firefox', 'webkit:itp'] as const) {
    expect(told(agent, app)).toBe('granted');
  }
});

test('A sandboxed document of an opaque origin has no storage access', () => {
  const { of } = predictSteps([
    visit(www),
    frame(www, [hasStorageAccess('has')], { sandbox: 'allow-scripts' }),
  ]);
  expect(of('has').storageAccess).toBe('denied');
});
