import { allow, api, fetch, redirect, scenario, visit, www } from '#lab';

const headers = { authorization: 'Bearer token' };
const next = { answer: { cors: allow(www) } };

export default scenario({
  title: 'A redirect to another origin goes without the Authorization header that a script set',
  claims: ['F19'],
  steps: [
    visit(www),
    fetch(www, {
      headers,
      answer: { redirect: redirect(`${www}/next`, { as: 'to its own origin' }) },
    }),
    fetch(www, {
      headers,
      answer: { redirect: redirect(api, { ...next, as: 'to another origin' }) },
    }),
  ],
  expect: {
    'to its own origin': { requestHeader: headers },
    'to another origin': { requestHeader: { authorization: null } },
  },
  rows: 'exchange',
});
