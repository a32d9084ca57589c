import { allow, app, fetch, noLaxByDefault, scenario, thirdApi, visit } from '#lab';

export default scenario({
  title: 'A preview page of another site calls without the session that has no SameSite',
  claims: ['S1'],
  reported: {
    source: 'https://github.com/NIAEFEUP/nijobs-be/issues/133',
    exchange: 'me',
    cookie: 'connect.sid',
    cause: 'samesite:default-lax',
  },
  steps: [
    visit(thirdApi, { answer: { setCookie: 'connect.sid=1; Path=/; Secure; HttpOnly' } }),
    visit(app),
    fetch(thirdApi, { credentials: 'include', answer: { cors: allow(app) }, as: 'me' }),
  ],
  expect: { me: { sent: [], readable: true } },
  deviations: [{ ...noLaxByDefault, expect: { me: { sent: ['connect.sid'] } } }],
});
