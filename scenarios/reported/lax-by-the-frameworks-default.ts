import { allow, fetch, otherApi, scenario, visit, www } from '#lab';

export default scenario({
  title: 'CORS is right, but the framework makes the session cookie Lax, and it is not sent',
  claims: ['C4', 'F17'],
  reported: {
    source: 'https://github.com/adamchainz/django-cors-headers/issues/344',
    exchange: 'call',
    cookie: 'sessionid',
    cause: 'samesite:cross-site-request',
  },
  steps: [
    visit(otherApi, {
      answer: { setCookie: 'sessionid=1; Path=/; Secure; HttpOnly; SameSite=Lax' },
    }),
    visit(www),
    fetch(otherApi, { credentials: 'include', answer: { cors: allow(www) }, as: 'call' }),
  ],
  expect: { call: { sent: [], readable: true } },
});
