import { fetch, scenario, visit, www } from '#lab';

export default scenario({
  title: 'A logout that clears the cookie with Domain leaves the older one without',
  claims: ['B13'],
  reported: {
    source: 'https://github.com/strelov1/freehire/pull/682',
    exchange: 'after logout',
    cookie: 'hire_token',
    cause: 'cookie-jar:deletion-mismatch',
  },
  steps: [
    visit(www, { answer: { setCookie: 'hire_token=1; Path=/; Secure; HttpOnly' } }),
    fetch(`${www}/logout`, {
      method: 'POST',
      answer: { setCookie: 'hire_token=; Domain=example.test; Path=/; Max-Age=0; Secure' },
    }),
    fetch(www, { as: 'after logout' }),
  ],
  expect: { 'after logout': { sent: ['hire_token'] } },
});
