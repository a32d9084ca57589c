import { fetch, otherApi, scenario, visit, www } from '#lab';

const orders = `${otherApi}/examples/bearer-token/orders` as const;

export default scenario({
  title: 'A token in Authorization works across sites under every policy, after a preflight',
  claims: ['G3'],
  steps: [
    visit(www),
    fetch(`${otherApi}/examples/bearer-token/session`, { method: 'POST', take: ['token'] }),
    fetch(orders, { headers: { authorization: 'Bearer {token}' }, as: 'with the token' }),
    fetch(orders, { headers: { authorization: 'Bearer {token}x' }, as: 'with another' }),
    fetch(orders, { as: 'without' }),
  ],
  expect: {
    'with the token': { preflight: { sent: [] }, sent: [], status: 200, readable: true },
    'with another': { preflight: { sent: [] }, sent: [], status: 401, readable: true },
    without: { preflight: null, sent: [], status: 401, readable: true },
  },
  rows: 'exchange',
});
