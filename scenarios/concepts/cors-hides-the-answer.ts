import { api, fetch, scenario, visit, www } from '#lab';

export default scenario({
  title: 'Without CORS headers the script cannot read the answer, although the request arrived',
  claims: ['C1'],
  steps: [visit(www), fetch(api, { as: 'call' })],
  expect: { call: { arrived: true, readable: false } },
});
