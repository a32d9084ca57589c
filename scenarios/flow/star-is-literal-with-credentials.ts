import { allow, api, fetch, scenario, visit, www } from '#lab';

const cors = allow(www);
const call = { method: 'PUT', headers: { 'x-requested-with': 'lab' } } as const;

export default scenario({
  title: 'With credentials a star in Allow-Methods or Allow-Headers is a literal star',
  claims: ['F12'],
  steps: [
    visit(www),
    fetch(api, {
      ...call,
      credentials: 'include',
      answer: { cors, preflight: { methods: '*' } },
      as: 'methods, credentials',
    }),
    fetch(api, {
      ...call,
      credentials: 'include',
      answer: { cors, preflight: { headers: '*' } },
      as: 'headers, credentials',
    }),
    fetch(api, {
      ...call,
      answer: { cors, preflight: { methods: '*', headers: '*' } },
      as: 'both, no credentials',
    }),
  ],
  expect: {
    'methods, credentials': { arrived: false, readable: false },
    'headers, credentials': { arrived: false, readable: false },
    'both, no credentials': { arrived: true, readable: true },
  },
  rows: 'exchange',
});
