import { app, evil, form, redirect, scenario, visit } from '#lab';

export default scenario({
  title: 'A Strict state cookie is not there after the other site’s form leads back',
  claims: ['B3', 'S3'],
  reported: {
    source: 'https://github.com/guardian/gateway/pull/1490',
    exchange: 'callback',
    cookie: 'auth_state',
    cause: 'samesite:strict-redirect',
  },
  steps: [
    visit(app, {
      answer: { setCookie: 'auth_state=1; Path=/; Secure; HttpOnly; SameSite=Strict' },
    }),
    visit(evil),
    form('POST', `${evil}/sign-in`, {
      answer: { redirect: redirect(`${app}/oauth/callback`, { as: 'callback' }) },
    }),
  ],
  expect: { callback: { sent: [] } },
});
