import { fetch, scenario, visit, www } from '#lab';

export default scenario({
  title: 'A server that is told http says nothing, and sets no session cookie',
  claims: ['F5'],
  reported: {
    source: 'https://github.com/expressjs/cookie-session/pull/183',
    exchange: 'next call',
    cookie: 'session',
    cause: 'server:trust-proxy',
  },
  steps: [
    visit(www),
    fetch(`${www}/login`, { method: 'POST', answer: { headers: [['X-Forwarded-Proto', 'http']] } }),
    fetch(www, { as: 'next call' }),
  ],
  expect: { 'next call': { sent: [] } },
});
