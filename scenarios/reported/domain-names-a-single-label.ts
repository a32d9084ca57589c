import { allow, api, fetch, scenario, visit, www } from '#lab';

export default scenario({
  title: 'A Domain of one label is a public suffix: the session cookie is refused',
  claims: ['D3'],
  reported: {
    source: 'https://github.com/laravel/sanctum/issues/79',
    exchange: 'next call',
    cookie: 'laravel_session',
    cause: 'set-cookie:domain-public-suffix',
  },
  steps: [
    visit(api, {
      answer: { setCookie: 'laravel_session=1; Domain=.test; Path=/; Secure; HttpOnly' },
    }),
    visit(www),
    fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'next call' }),
  ],
  expect: { 'next call': { sent: [], readable: true } },
});
