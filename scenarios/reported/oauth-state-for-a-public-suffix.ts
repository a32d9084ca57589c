import { api, link, otherWww, scenario, visit } from '#lab';

export default scenario({
  title: 'An OAuth state whose Domain was cut down to a public suffix is missing on the callback',
  claims: ['B3', 'D3'],
  reported: {
    source: 'https://github.com/nrjdalal/zerostarter/issues/719',
    exchange: 'callback',
    cookie: 'state',
    cause: 'set-cookie:domain-public-suffix',
  },
  steps: [
    visit(`${api}/sign-in`, {
      answer: { setCookie: 'state=1; Domain=.test; Path=/; Secure; HttpOnly; SameSite=Lax' },
    }),
    visit(otherWww),
    link(`${api}/callback`, { as: 'callback' }),
  ],
  expect: { callback: { sent: [] } },
});
