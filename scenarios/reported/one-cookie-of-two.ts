import { allow, api, fetch, scenario, visit, www } from '#lab';

export default scenario({
  title: 'Behind a proxy the hand-made cookie arrives, and the session of the middleware does not',
  claims: ['F2'],
  reported: {
    source: 'https://github.com/expressjs/session/issues/913',
    exchange: 'next call',
    cookie: 'connect.sid',
    cause: 'server:trust-proxy',
  },
  steps: [
    visit(`${api}/login`, {
      answer: {
        setCookie: 'mycookie=example; Path=/; SameSite=None; Secure',
        headers: [['X-Forwarded-Proto', 'http']],
      },
    }),
    visit(www),
    fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'next call' }),
  ],
  expect: { 'next call': { sent: ['mycookie'], readable: true } },
});
