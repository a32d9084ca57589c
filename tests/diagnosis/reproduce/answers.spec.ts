import { expect, test } from '@playwright/test';
import { allow, api, app, fetch, type PreflightSpec, visit, www } from '#lab';
import { answerOf } from '../../../lab/diagnosis/reproduce/answers.ts';
import { agents, predict } from '../../../lab/model/index.ts';
import { plan } from '../../../lab/scenario/plan/plan.ts';
import type { PlannedExchange } from '../../../lab/scenario/plan/planned.ts';

const permits = [
  ['Access-Control-Allow-Credentials', 'true'],
  ['Access-Control-Allow-Methods', 'PUT'],
] as const;
const origin = (value: string) => ['Access-Control-Allow-Origin', value] as const;

/** What only the lines say of a preflight, each beside what it is. */
const preflights: Readonly<Record<string, PreflightSpec>> = {
  'allows another origin': { cors: { mode: 'none' }, lines: [origin(app), ...permits] },
  'allows the origin twice': {
    cors: { mode: 'none' },
    lines: [origin(www), origin(www), ...permits],
  },
  'is refused by a server that allows another origin': {
    status: 401,
    cors: { mode: 'none' },
    lines: [origin(app), ...permits],
  },
};

for (const [what, preflight] of Object.entries(preflights)) {
  test(`A preflight that ${what} is answered line by line as it was`, () => {
    const laidOut = plan(
      {
        steps: [
          visit(www),
          fetch(api, {
            method: 'PUT',
            credentials: 'include',
            answer: { cors: allow(www), preflight },
            as: 'call',
          }),
        ],
      },
      'test',
    );
    const { observations } = predict(laidOut, agents.standard);
    const exchange = laidOut.exchanges.find(({ as }) => as === 'call') as PlannedExchange;
    expect(answerOf(exchange, observations[exchange.id], 0).preflight).toEqual(preflight);
  });
}
