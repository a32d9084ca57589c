import { allow, api, fetch, otherWww, redirect, scenario, visit, www } from '#lab';

export default scenario({
  title: 'A fetch that is redirected to a sign-on without CORS headers fails',
  claims: ['B4'],
  reported: {
    source: 'https://github.com/whatwg/fetch/issues/1235',
    exchange: 'call',
    cause: 'cors:redirect-hop',
  },
  steps: [
    visit(www),
    fetch(api, {
      credentials: 'include',
      answer: { cors: allow(www), redirect: redirect(`${otherWww}/sso`) },
      as: 'call',
    }),
  ],
  expect: { call: { readable: false } },
});
