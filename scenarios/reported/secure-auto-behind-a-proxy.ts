import { allow, api, fetch, noneNeedsNoSecure, scenario, visit, www } from '#lab';

export default scenario({
  title: 'secure: auto behind a proxy makes SameSite=None without Secure, which is refused',
  claims: ['S4'],
  reported: {
    source: 'https://github.com/expressjs/session/issues/983',
    exchange: 'next call',
    cookie: 'connect.sid',
    cause: 'set-cookie:none-without-secure',
  },
  steps: [
    visit(`${api}/apis/login`, {
      answer: { setCookie: 'connect.sid=1; Path=/; HttpOnly; SameSite=None' },
    }),
    visit(www),
    fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'next call' }),
  ],
  expect: { 'next call': { sent: [], readable: true } },
  deviations: [{ ...noneNeedsNoSecure, expect: { 'next call': { sent: ['connect.sid'] } } }],
});
