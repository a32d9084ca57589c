import { fetch, localhostA, scenario, visit } from '#lab';

export default scenario({
  title: 'A development proxy that passes Domain on lets the browser refuse the cookie',
  claims: ['D3'],
  reported: {
    source: 'https://github.com/react/create-react-app/issues/4455',
    exchange: 'me',
    cookie: 'authKey',
    cause: 'set-cookie:domain-mismatch',
  },
  steps: [
    visit(localhostA),
    fetch(`${localhostA}/api/login`, {
      method: 'POST',
      answer: {
        setCookie: 'authKey=1; Domain=example.test; Path=/; Secure; SameSite=Lax; HttpOnly',
      },
    }),
    fetch(`${localhostA}/api/me`, { as: 'me' }),
  ],
  expect: { me: { sent: [] } },
});
