import { fetch, frame, otherWww, scenario, visit, www } from '#lab';

export default scenario({
  title: 'An app in a partner’s frame cannot keep its Lax cookies',
  claims: ['B6', 'S2'],
  reported: {
    source: 'https://github.com/nextauthjs/next-auth/issues/1151',
    exchange: 'session',
    cookie: 'next-auth',
    cause: 'samesite:iframe-lax',
  },
  steps: [
    visit(www),
    frame(otherWww, [fetch(`${otherWww}/api/auth/session`, { as: 'session' })], {
      answer: { setCookie: 'next-auth=1; Path=/; Secure; HttpOnly; SameSite=Lax' },
    }),
  ],
  expect: { session: { sent: [], readable: true } },
});
