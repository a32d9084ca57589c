/** One case for each cause: the chain names it, with the browser's reasons and without. */
import { expect, test } from '@playwright/test';
import { type Cause, causes } from '../../lab/base/causes.ts';
import { asking } from '../../lab/diagnosis/index.ts';
import type { Recording } from '../../lab/scenario/recording.ts';
import {
  allow,
  api,
  cookieStore,
  fetch,
  image,
  localhostA,
  localhostB,
  otherApi,
  visit,
  www,
} from '../../lab/scenario/steps/index.ts';
import { ask, type Case, changedLast, lastOf, observe, type Tampered } from './ask.ts';
import { cookieCases } from './causes-cookie.ts';
import { requestCases } from './causes-request.ts';
import { call, lax } from './steps.ts';

/** Causes that the model observes in no plan: their evidence is written by hand, below. */
type HandMade =
  | 'browser:own-reason'
  | 'browser:unexplained'
  | 'cookie-jar:expired'
  | 'request:before-set-cookie';

const cases: Readonly<Record<Exclude<Cause, HandMade>, Case>> = { ...requestCases, ...cookieCases };

for (const [cause, one] of Object.entries(cases)) {
  test(`${cause} is named, whether reasons are told or not`, () => {
    for (const reasons of ['told', 'untold'] as const) {
      const { code, broke } = ask(one, reasons);
      expect({ reasons, code, broke }).toEqual({
        reasons,
        code: cause,
        broke: causes[cause as Cause],
      });
    }
  });
}

const handMade: Readonly<Record<HandMade, () => readonly [Recording, cookie?: string]>> = {
  'browser:own-reason': () => [
    lost({ reasons: [{ on: 'send', cookie: 'sid', code: 'PortMismatch', by: 'browser' }] }),
  ],
  'browser:unexplained': () => [lost({})],
  'cookie-jar:expired': () => [askedLater(lost({}, 'sid=1; Path=/; Max-Age=1')), 'sid'],
  'request:before-set-cookie': () => [answeredLate(lost({})), 'sid'],
};

/** The last request goes out some seconds later. */
function askedLater(recording: Recording): Recording {
  const last = recording.plan.exchanges.at(-1)?.id ?? '';
  const observation = recording.observations[last] as Recording['observations'][string];
  const messages = observation.messages.map((message) => ({ ...message, at: message.at + 3000 }));
  return {
    ...recording,
    observations: { ...recording.observations, [last]: { ...observation, messages } },
  };
}

/** The first response comes when the last request has gone out. */
function answeredLate(recording: Recording): Recording {
  const [first = '', last = ''] = recording.plan.exchanges.map(({ id }) => id);
  const at = recording.observations[last]?.messages[0]?.at ?? 0;
  const observation = recording.observations[first] as Recording['observations'][string];
  const messages = observation.messages.map((message) => ({
    ...message,
    response: message.response && { ...message.response, at: at + 1 },
  }));
  const observations = { ...recording.observations, [first]: { ...observation, messages } };
  return { ...recording, observations };
}

/** A cookie that everything allows, and that does not come. */
function lost(more: Tampered, line = 'sid=1; Path=/'): Recording {
  const steps = [visit(www, { answer: { setCookie: line } }), fetch(www)];
  return changedLast(observe({ steps }), { sent: [], ...more });
}

for (const [cause, evidence] of Object.entries(handMade)) {
  test(`${cause} is named`, () => {
    const [recording, cookie] = evidence();
    const chain = asking(recording)(lastOf(recording), cookie);
    expect(chain.code).toBe(cause);
  });
}

test('What a page gives to its cookie store is blamed as what it writes, and called by its name', () => {
  const cookie = { name: 'sid', value: '1', sameSite: 'lax' } as const;
  const chain = ask({ steps: [visit(www), cookieStore.set(cookie), call(api)], cookie: 'sid' });
  expect(chain).toMatchObject({ broke: 6, code: 'set-cookie:by-script' });
  expect(chain.links.find(({ state }) => state === 'broken')?.evidence).toContain(
    'set it with cookieStore.set()',
  );
});

test('Loopback ports of one name are one host to the chain', () => {
  const { broke } = ask({
    steps: [
      visit(localhostA, { answer: { setCookie: 'sid=1' } }),
      call(localhostB, { cors: allow(localhostA) }),
    ],
  });
  expect(broke).toBeNull();
});

test('An image of another site without its Lax cookie breaks at the site', () => {
  const { code } = ask({
    steps: [visit(otherApi, { answer: { setCookie: lax } }), visit(www), image(otherApi)],
  });
  expect(code).toBe('samesite:cross-site-request');
});
