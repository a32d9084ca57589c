import { allow, customers, fetch, scenario, visit } from '#lab';

const { page, api } = customers('vercel.app');
const withheld = { check: { sent: [] } };

export default scenario({
  title: 'Frontend and backend under vercel.app are two sites: a Lax token is not sent',
  claims: ['B1'],
  reported: {
    source: 'https://github.com/jeevan-aj/Rent-a-Ride/pull/96',
    exchange: 'check',
    cookie: 'access_token',
    cause: 'site:paas-siblings-cross-site',
  },
  steps: [
    visit(api, {
      answer: {
        setCookie: [
          'access_token=1; Path=/; Secure; HttpOnly; SameSite=Lax',
          // What was tried before it was given up: a Domain for both, and SameSite=None.
          'with_domain=1; Domain=vercel.app; Path=/; Secure; HttpOnly; SameSite=None',
          'with_none=1; Path=/; Secure; HttpOnly; SameSite=None',
        ],
      },
    }),
    visit(page),
    fetch(`${api}/check`, { credentials: 'include', answer: { cors: allow(page) }, as: 'check' }),
  ],
  expect: { check: { sent: ['with_none'], readable: true } },
  under: { blocked: withheld, partitioned: withheld, 'tracking-prevention': withheld },
});
