import {
  type AnswerSpec,
  allow,
  allowWithoutCredentials,
  api,
  app,
  fetch,
  type PreflightSpec,
  type ScenarioSpec,
  scenario,
  visit,
  www,
} from '#lab';

const cors = allow(www);
/** All that a preflight can permit, to these origins, a line each. */
const allowing = (...origins: string[]): PreflightSpec => ({
  cors: { mode: 'none' },
  lines: [
    ...origins.map((origin) => ['Access-Control-Allow-Origin', origin] as const),
    ['Access-Control-Allow-Credentials', 'true'],
    ['Access-Control-Allow-Methods', 'PUT'],
    ['Access-Control-Allow-Headers', 'x-requested-with'],
  ],
});
const refusals: Record<string, AnswerSpec> = {
  'no Allow-Credentials': { cors, preflight: { cors: allowWithoutCredentials(www) } },
  'no Allow-Methods': { cors, preflight: { methods: '' } },
  'no Allow-Headers': { cors, preflight: { headers: '' } },
  'no Allow-Origin': { cors, preflight: { cors: { mode: 'none' } } },
  'another origin': { cors, preflight: allowing(app) },
  'Allow-Origin twice': { cors, preflight: allowing(www, www) },
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
