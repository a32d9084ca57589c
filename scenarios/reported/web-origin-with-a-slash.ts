import { fetch, otherApi, scenario, visit, www } from '#lab';

export default scenario({
  title: 'An allowed origin with a slash at its end matches no page',
  claims: ['F7'],
  reported: {
    source: 'https://github.com/keycloak/keycloak/issues/25522',
    exchange: 'token',
    cause: 'cors:origin-trailing-slash',
  },
  steps: [
    visit(www),
    fetch(otherApi, {
      credentials: 'include',
      answer: {
        headers: [
          ['Access-Control-Allow-Origin', `${www}/`],
          ['Access-Control-Allow-Credentials', 'true'],
        ],
      },
      as: 'token',
    }),
  ],
  expect: { token: { readable: false } },
});
