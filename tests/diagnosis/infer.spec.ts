/** What the browser says of itself, and what is inferred where it is silent. */
import { expect, test } from '@playwright/test';
import type { BrowserReason } from '../../lab/browsers/reason.ts';
import { inferReasons, withInferredReasons } from '../../lab/diagnosis/infer.ts';
import { type AgentId, agents } from '../../lab/model/index.ts';
import { withReasons } from '../../lab/run/reasons.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import type { Observation, Reason } from '../../lab/scenario/recording.ts';
import {
  allow,
  api,
  fetch,
  otherApi,
  redirect,
  type Step,
  visit,
  writeCookie,
  www,
} from '../../lab/scenario/steps/index.ts';
import { witnessed } from '../../lab/scenario/witnessed.ts';
import { observed, recordingOf } from '../scenario/observed.ts';

const planOf = (steps: readonly Step[]) => plan({ steps }, 'com');
const seen = observed;
const cookies = (...names: string[]) => names.map((name) => ({ name, value: '1' }));

/** A set of lax and none by a visit, then a fetch; what is inferred of either exchange. */
const setAndCall = planOf([visit(api, { as: 'set' }), fetch(api, { as: 'call' })]);

function inferredOf(here: readonly Observation[], model: readonly Observation[]): string[][] {
  const account = ([set, call]: readonly Observation[]) =>
    witnessed(recordingOf(setAndCall, { ...(set && { set }), ...(call && { call }) }));
  const inferred = inferReasons(setAndCall, account(here), account(model));
  return setAndCall.exchanges.map(({ as }) =>
    (inferred.get(as) ?? []).map(({ on, cookie, code, by }) => {
      expect(by).toBe('inferred');
      return `${on} ${cookie ?? '*'}: ${code}`;
    }),
  );
}

const because = (reason: Omit<Reason, 'by'>): Reason => ({ ...reason, by: 'model' });
const laxWithheld = because({ on: 'send', cookie: 'lax', code: 'SameSiteLax' });

test('Where the model predicted what was seen, its reasons explain it', () => {
  const model = [seen(), seen({ sent: cookies('none'), reasons: [laxWithheld] })];
  expect(inferredOf([seen(), seen({ sent: cookies('none') })], model)).toEqual([
    [],
    ['send lax: SameSiteLax'],
  ]);
});

test('Of a cookie that is elsewhere not where the model says, nothing is said', () => {
  const model = [seen(), seen({ reasons: [laxWithheld] })];
  expect(inferredOf([seen({ sent: cookies('lax') }), seen()], model)).toEqual([[], []]);
  expect(
    inferredOf(
      [seen({ stored: ['lax'] }), seen()],
      [seen({ stored: [] }), model[1] as Observation],
    ),
  ).toEqual([[], []]);
  expect(inferredOf([seen(), seen({ arrived: false })], model)).toEqual([[], []]);
});

test('A refused cookie is explained by the jar, or by a later request to its host', () => {
  const refused = because({ on: 'store', cookie: 'sid', code: 'UserPreferences' });
  const model = (stored: string[]) => [seen({ stored, reasons: [refused] }), seen()];
  const explained = [['store sid: UserPreferences'], []];
  expect(inferredOf([seen({ stored: [] }), seen({ arrived: false })], model([]))).toEqual(
    explained,
  );
  expect(inferredOf([seen(), seen()], model([]))).toEqual(explained);
  // Nobody looked.
  expect(inferredOf([seen(), seen({ arrived: false })], model([]))).toEqual([[], []]);
});

test('A reason about the whole holds for what did not arrive, or was not readable, here as there', () => {
  const model = [
    seen({ arrived: false, reasons: [because({ on: 'send', code: 'MixedContent' })] }),
    seen({ readable: false, reasons: [because({ on: 'read', code: 'AllowOriginMismatch' })] }),
  ];
  expect(inferredOf([seen({ arrived: false }), seen({ readable: false })], model)).toEqual([
    ['send *: MixedContent'],
    ['read *: AllowOriginMismatch'],
  ]);
  expect(inferredOf([seen(), seen({ readable: true })], model)).toEqual([[], []]);
});

/** Reasons of a column by the exchange's label: `by on cookie: code`. */
function explained(
  steps: readonly Step[],
  observed: Readonly<Record<string, Observation>>,
  told: readonly Omit<BrowserReason, 'by'>[],
  agent?: AgentId,
): Record<string, string[]> {
  const said = told.map((reason): BrowserReason => ({ ...reason, by: 'browser' }));
  const recording = recordingOf(planOf(steps), observed);
  const observations = withReasons(recording.plan, recording.observations, said);
  const whole = { ...recording, observations };
  const { plan, observations: all } = agent ? withInferredReasons(whole, agents[agent]) : whole;
  return Object.fromEntries(
    plan.exchanges.map(({ id, as }) => [
      as,
      (all[id]?.reasons ?? []).map(
        ({ by, on, cookie, code }) => `${by} ${on} ${cookie ?? '*'}: ${code}`,
      ),
    ]),
  );
}

test('What the browser says goes before what is inferred, and stands once', () => {
  const steps = [
    visit(otherApi, {
      answer: { setCookie: ['lax=1; SameSite=Lax', 'strict=1; SameSite=Strict'] },
      as: 'set',
    }),
    visit(www, { as: 'page' }),
    fetch(otherApi, { credentials: 'include', answer: { cors: allow(www) }, as: 'call' }),
  ];
  const lax = { exchange: '2', on: 'send', cookie: 'lax', code: 'SchemefulSameSiteLax' } as const;
  const observed = { set: seen(), page: seen(), call: seen({ readable: true }) };
  expect(explained(steps, observed, [lax, lax], 'chromium')).toEqual({
    set: [],
    page: [],
    call: ['browser send lax: SchemefulSameSiteLax', 'inferred send strict: SameSiteStrict'],
  });
});

test('A visit that asked for nothing, as its page stood open, proves nothing about a cookie', () => {
  const steps = [
    visit(www, { answer: { setCookie: 'lax=1; Secure; SameSite=Lax' }, as: 'set' }),
    visit(www, { as: 'page' }),
    fetch(www, { credentials: 'omit', as: 'call' }),
  ];
  const observed = { set: seen(), page: seen({ arrived: false }), call: seen({ readable: true }) };
  const standing = { ...observed, page: seen({ arrived: false, standing: true }) };
  expect(explained(steps, standing, [], 'chromium')).toMatchObject({
    page: [],
    call: ['inferred send lax: CredentialsOmitted'],
  });
  expect(explained(steps, observed, [], 'chromium')).toMatchObject({ call: [] });
});

test('A browser without a model has its own reasons only', () => {
  const observed = { 'visit 1': seen() };
  expect(explained([visit(www)], observed, [])).toEqual({ 'visit 1': [] });
});

test('A refusal at the end of redirects is told of the call that was refused', () => {
  const steps = [
    fetch(api, { answer: { redirect: redirect(otherApi, { as: 'hop' }) }, as: 'call' }),
  ];
  const refusal = { exchange: '1', on: 'read', code: 'MissingAllowOriginHeader' } as const;
  const observed = { call: seen({ readable: false }), hop: seen() };
  expect(explained(steps, observed, [refusal])).toEqual({
    call: ['browser read *: MissingAllowOriginHeader'],
    hop: [],
  });
});

test('A CORS refusal of a request that only its preflight preceded is one of the preflight', () => {
  const refusal = { exchange: '0', on: 'read', code: 'MissingAllowOriginHeader' } as const;
  const call = seen({ arrived: false, readable: false, preflight: { sent: [] } });
  expect(explained([fetch(api, { as: 'call' })], { call }, [refusal])).toEqual({
    call: ['browser read *: PreflightMissingAllowOriginHeader'],
  });
});

test('A refused write of document.cookie is told of the write, not of its document', () => {
  const steps = [
    visit(www, { answer: { setCookie: 'sid=1' }, as: 'page' }),
    writeCookie('made=1; Domain=com', { as: 'write' }),
  ];
  const observed = { page: seen(), write: seen({ arrived: false }) };
  const refused = (cookie: string) =>
    ({ exchange: '0', on: 'store', cookie, code: 'InvalidDomain' }) as const;
  expect(explained(steps, observed, [refused('sid'), refused('made')])).toEqual({
    page: ['browser store sid: InvalidDomain'],
    write: ['browser store made: InvalidDomain'],
  });
});

test('That all cookies of an answer are refused means nothing where it sets none', () => {
  const all = (exchange: string) => ({ exchange, on: 'store', code: 'UserPreferences' }) as const;
  const steps = [
    visit(www, { answer: { setCookie: 'a=1' }, as: 'set' }),
    visit(www, { as: 'plain' }),
  ];
  expect(explained(steps, { set: seen(), plain: seen() }, [all('0'), all('1')])).toEqual({
    set: ['browser store *: UserPreferences'],
    plain: [],
  });
});
