import { link, otherWww, redirect, scenario, visit, www } from '#lab';

export default scenario({
  title: 'A Strict session is not there when the other site redirects back',
  claims: ['B3', 'S3'],
  reported: {
    source: 'https://github.com/sergiodxa/remix-auth/issues/232',
    exchange: 'callback',
    cookie: 'session',
    cause: 'samesite:strict-redirect',
  },
  steps: [
    visit(`${www}/login`, {
      answer: { setCookie: 'session=1; Path=/; Secure; HttpOnly; SameSite=Strict' },
    }),
    visit(otherWww),
    link(`${otherWww}/authorize`, {
      answer: { redirect: redirect(`${www}/callback`, { as: 'callback' }) },
    }),
  ],
  expect: { callback: { sent: [] } },
});
