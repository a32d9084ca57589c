import { allow, fetch, localhostA, localhostB, scenario, secureMeansHttps, visit } from '#lab';

export default scenario({
  title: 'Secure on http://localhost is kept where localhost counts as secure',
  claims: ['S5'],
  reported: {
    source: 'https://github.com/teamhanko/hanko/issues/2471',
    exchange: 'me',
    cookie: 'hanko',
    cause: 'set-cookie:secure-over-http',
  },
  steps: [
    visit(localhostA),
    fetch(localhostB, {
      method: 'POST',
      credentials: 'include',
      answer: {
        cors: allow(localhostA),
        setCookie: 'hanko=1; Path=/; Secure; HttpOnly; SameSite=Lax',
      },
    }),
    fetch(localhostB, { credentials: 'include', answer: { cors: allow(localhostA) }, as: 'me' }),
  ],
  expect: { me: { sent: ['hanko'], readable: true } },
  deviations: [{ ...secureMeansHttps, expect: { me: { sent: [] } } }],
});
