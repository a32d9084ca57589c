import { fetch, otherApi, scenario, visit, www } from '#lab';

export default scenario({
  title: 'A 401 that is answered before the CORS layer shows up as a CORS error',
  claims: ['C1'],
  reported: {
    source: 'https://github.com/tina4stack/tina4-php/issues/106',
    exchange: 'call',
    cause: 'cors:error-without-headers',
  },
  steps: [visit(www), fetch(otherApi, { answer: { status: 401 }, as: 'call' })],
  expect: { call: { arrived: true, readable: false } },
});
