import { allow, fetch, localhostA, localhostB, noneNeedsNoSecure, scenario, visit } from '#lab';

export default scenario({
  title: 'SameSite=None without Secure, as made for development, is refused',
  claims: ['S4'],
  reported: {
    source: 'https://github.com/souma9830/SnapPass-AI/issues/368',
    exchange: 'me',
    cookie: 'token',
    cause: 'set-cookie:none-without-secure',
  },
  steps: [
    visit(localhostA),
    fetch(localhostB, {
      method: 'POST',
      credentials: 'include',
      answer: { cors: allow(localhostA), setCookie: 'token=1; Path=/; HttpOnly; SameSite=None' },
    }),
    fetch(localhostB, { credentials: 'include', answer: { cors: allow(localhostA) }, as: 'me' }),
  ],
  expect: { me: { sent: [], readable: true } },
  deviations: [{ ...noneNeedsNoSecure, expect: { me: { sent: ['token'] } } }],
});
