import { fetch, scenario, visit, www } from '#lab';

export default scenario({
  title:
    'A cache that moves Set-Cookie into a header of its own leaves the browser without the cookie',
  claims: ['F5'],
  reported: {
    source: 'https://github.com/nexcess/magento-turpentine/issues/1540',
    exchange: 'checkout',
    cookie: 'frontend',
    cause: 'proxy:strips-set-cookie',
  },
  steps: [
    visit(www, {
      answer: { headers: [['X-Varnish-Set-Cookie', 'frontend=1; Path=/; Secure; HttpOnly']] },
    }),
    fetch(`${www}/checkout`, { as: 'checkout' }),
  ],
  expect: { checkout: { sent: [] } },
});
