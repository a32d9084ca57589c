import { app, form, otherWww, scenario, visit } from '#lab';

export default scenario({
  title: 'A callback by form_post finds no Lax session, so its state is unknown',
  claims: ['B3'],
  reported: {
    source: 'https://github.com/zorn-v/nextcloud-social-login/issues/539',
    exchange: 'callback',
    cookie: 'nc_session',
    cause: 'samesite:cross-site-post',
  },
  steps: [
    visit(`${app}/login`, {
      answer: { setCookie: 'nc_session=1; Path=/; Secure; HttpOnly; SameSite=Lax' },
    }),
    visit(otherWww),
    form('POST', `${app}/apps/sociallogin/oauth`, { fields: { state: '1' }, as: 'callback' }),
  ],
  expect: { callback: { sent: [] } },
});
