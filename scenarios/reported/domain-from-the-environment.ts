import { fetch, scenario, visit, www } from '#lab';

export default scenario({
  title: 'A login kept under the hoster’s own domain is gone after a reload of the page',
  claims: ['D3'],
  reported: {
    source: 'https://github.com/vasansr/pro-mern-stack-2/issues/32',
    exchange: 'reload',
    cookie: 'jwt',
    cause: 'set-cookie:domain-public-suffix',
  },
  steps: [
    visit(www),
    fetch(`${www}/auth/login`, {
      method: 'POST',
      answer: { setCookie: 'jwt=1; HttpOnly; Domain=test' },
    }),
    visit(www, { as: 'reload' }),
  ],
  expect: { reload: { sent: [] } },
});
