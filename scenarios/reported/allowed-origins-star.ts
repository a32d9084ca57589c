import { api, scenario, star, visit, www, xhr } from '#lab';

export default scenario({
  title: 'A star among the allowed origins does not go with credentials',
  claims: ['F6', 'X6'],
  reported: {
    source: 'https://github.com/laravel/sanctum/issues/100',
    exchange: 'csrf',
    cause: 'cors:acao-wildcard',
  },
  steps: [
    visit(www),
    xhr(`${api}/airlock/csrf-cookie`, {
      withCredentials: true,
      answer: {
        cors: star({ credentials: true }),
        setCookie: 'XSRF-TOKEN=1; Domain=example.test; Path=/; Secure; SameSite=Lax',
      },
      as: 'csrf',
    }),
  ],
  expect: { csrf: { readable: false } },
});
