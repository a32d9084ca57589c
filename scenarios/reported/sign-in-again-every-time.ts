import { allow, fetch, noLaxByDefault, otherApi, scenario, visit, www } from '#lab';

export default scenario({
  title: 'A session cookie without SameSite is not sent with a call from another site',
  claims: ['S1', 'F17'],
  reported: {
    source: 'https://github.com/growthbook/growthbook/issues/554',
    exchange: 'call',
    cookie: 'auth',
    cause: 'samesite:default-lax',
  },
  steps: [
    visit(otherApi, { answer: { setCookie: 'auth=1; Path=/; Secure; HttpOnly' } }),
    visit(www),
    fetch(otherApi, { credentials: 'include', answer: { cors: allow(www) }, as: 'call' }),
  ],
  expect: { call: { sent: [], readable: true } },
  deviations: [{ ...noLaxByDefault, expect: { call: { sent: ['auth'] } } }],
});
