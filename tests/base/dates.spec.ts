import { expect, test } from '@playwright/test';
import { dated, inDays } from '../../lab/base/dates.ts';

const now = Date.UTC(2026, 10, 27, 12);

test('A date so many days ahead is written by the clock of the answer', () => {
  const line = (days: number) => `sid=1; Expires=${inDays(days)}; Secure`;
  expect(dated({ setCookie: [line(0), line(30), 'b=2'] }, now).setCookie).toEqual([
    'sid=1; Expires=Fri, 27 Nov 2026 12:00:00 GMT; Secure',
    'sid=1; Expires=Sun, 27 Dec 2026 12:00:00 GMT; Secure',
    'b=2',
  ]);
  const preflight = { status: 200, setCookie: [line(1)] };
  expect(dated({ preflight }, now)).toEqual({
    preflight: { status: 200, setCookie: ['sid=1; Expires=Sat, 28 Nov 2026 12:00:00 GMT; Secure'] },
  });
});

test('Everything else of an answer is as it was', () => {
  for (const answer of [{}, { body: inDays(1) }, { setCookie: ['a={in}; x', 'b={in 1 day}'] }]) {
    expect(dated(answer, now)).toEqual(answer);
  }
});
