import { allow, fetch, localhostA, localhostB, scenario, visit } from '#lab';

export default scenario({
  title: 'Set-Cookie of a sign-in without credentials is shown, and not kept',
  claims: ['F1'],
  reported: {
    source: 'https://github.com/bradtraversy/proshop-v2/issues/43',
    exchange: 'orders',
    cookie: 'jwt',
    cause: 'request:credentials-missing',
  },
  steps: [
    visit(localhostA),
    fetch(`${localhostB}/api/users/auth`, {
      method: 'POST',
      answer: { cors: allow(localhostA), setCookie: 'jwt=1; Path=/; HttpOnly; SameSite=Strict' },
    }),
    fetch(`${localhostB}/api/orders`, {
      credentials: 'include',
      answer: { cors: allow(localhostA) },
      as: 'orders',
    }),
  ],
  expect: { orders: { sent: [], readable: true } },
});
