import {
  type AnswerSpec,
  allow,
  allowWithoutCredentials,
  api,
  fetch,
  type ScenarioSpec,
  scenario,
  visit,
  www,
} from '#lab';

const cors = allow(www);
const refusals: Record<string, AnswerSpec> = {
  'no Allow-Credentials': { cors, preflight: { cors: allowWithoutCredentials(www) } },
  'no Allow-Methods': { cors, preflight: { methods: '' } },
  'no Allow-Headers': { cors, preflight: { headers: '' } },
  'no Allow-Origin': { cors, preflight: { cors: { mode: 'none' } } },
  'a redirect': { cors, preflight: { location: `${api}/elsewhere` } },
  'status 401': { cors, preflight: { status: 401 } },
};

const never = { arrived: false, readable: false, preflight: { sent: [] } };

export default scenario({
  title: 'A preflight that is not passed keeps the request from leaving',
  claims: ['F11'],
  steps: [
    visit(api, { answer: { setCookie: 'sid=1; Path=/; Secure; SameSite=Lax' } }),
    visit(www),
    ...Object.entries(refusals).map(([as, answer]) =>
      fetch(api, {
        method: 'PUT',
        credentials: 'include',
        headers: { 'x-requested-with': 'lab' },
        answer,
        as,
      }),
    ),
  ],
  expect: Object.fromEntries(Object.keys(refusals).map((as) => [as, never])),
  rows: 'exchange',
} satisfies ScenarioSpec);
