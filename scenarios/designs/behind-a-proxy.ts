import { api, each, fetch, scenario, visit } from '#lab';

/** Examples by what their proxy and their server do. The one that sets the cookie comes last. */
const examples = {
  'proxy silent, server trusts none': 'silent-untrusted',
  'proxy says https, server trusts none': 'untrusted',
  'proxy silent, server trusts it': 'silent',
  'proxy says https, server trusts it': 'good',
} as const;
const labels = Object.keys(examples);

export default scenario({
  title:
    'Behind a proxy a server sets its Secure cookie only if it is told of https, and trusts who tells',
  claims: ['B10'],
  steps: [
    visit(api),
    ...Object.entries(examples).flatMap(([as, example]) => [
      fetch(`${api}/examples/behind-a-proxy/${example}/session`, { method: 'POST' }),
      fetch(`${api}/examples/behind-a-proxy/${example}/orders`, { as }),
    ]),
  ],
  expect: {
    ...each(labels.slice(0, -1), { sent: [], status: 401 }),
    ...each(labels.slice(-1), { sent: ['session'], status: 200 }),
  },
  rows: 'exchange',
});
