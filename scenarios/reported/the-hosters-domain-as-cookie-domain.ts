import { fetch, scenario, visit, www } from '#lab';

export default scenario({
  title: 'A cookie for the hoster’s whole domain is refused for invalid domain',
  claims: ['D3'],
  reported: {
    source: 'https://github.com/moonshotcollective/drecruit/issues/52',
    exchange: 'me',
    cookie: 'drecruit-session',
    cause: 'set-cookie:domain-public-suffix',
  },
  steps: [
    visit(www),
    fetch(`${www}/api/sign-in`, {
      method: 'POST',
      answer: { setCookie: 'drecruit-session=1; Domain=test; Path=/; Secure; HttpOnly' },
    }),
    fetch(`${www}/api/me`, { as: 'me' }),
  ],
  expect: { me: { sent: [] } },
});
