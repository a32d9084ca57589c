import { api, fetch, scenario, unlistedSuffix, visit, www } from '#lab';

const orders = `${api}/examples/same-site/orders` as const;

export default scenario({
  title: 'One site, two origins: credentials and CORS are enough, under every policy',
  claims: ['G2'],
  essential: true,
  steps: [
    visit(www),
    fetch(`${api}/examples/same-site/session`, { method: 'POST', credentials: 'include' }),
    fetch(orders, { credentials: 'include', as: 'with credentials' }),
    fetch(orders, { as: 'without credentials' }),
  ],
  expect: {
    'with credentials': { sent: ['__Host-session'], status: 200, readable: true },
    'without credentials': { sent: [], status: 401, readable: true },
  },
  deviations: [{ ...unlistedSuffix, expect: { 'with credentials': { sent: [], status: 401 } } }],
  rows: 'exchange',
});
