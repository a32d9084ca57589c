import { allow, localhostA, localhostB, scenario, visit, xhr } from '#lab';

export default scenario({
  title: 'Login answers 200, and the next call knows no user: neither asked for credentials',
  claims: ['F3'],
  reported: {
    source: 'https://github.com/woodburydev/passport-local-video/issues/17',
    exchange: 'user',
    cookie: 'connect.sid',
    cause: 'request:credentials-missing',
  },
  steps: [
    visit(localhostA),
    xhr(`${localhostB}/login`, {
      method: 'POST',
      answer: { cors: allow(localhostA), setCookie: 'connect.sid=1; Path=/; HttpOnly' },
    }),
    xhr(`${localhostB}/user`, { answer: { cors: allow(localhostA) }, as: 'user' }),
  ],
  expect: { user: { sent: [], readable: true } },
});
