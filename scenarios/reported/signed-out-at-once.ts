import { allow, app, fetch, scenario, thirdApi, visit } from '#lab';

export default scenario({
  title: 'Who blocks third-party cookies is signed out at once',
  claims: ['T1', 'T4'],
  reported: {
    source: 'https://github.com/ZcashFoundation/zcash-grant-system/issues/306',
    exchange: 'me',
    cookie: 'session',
    cause: 'browser-policy:3pc-setting',
  },
  steps: [
    visit(app),
    fetch(thirdApi, {
      method: 'POST',
      credentials: 'include',
      answer: { cors: allow(app), setCookie: 'session=1; Path=/; Secure; HttpOnly; SameSite=None' },
    }),
    fetch(thirdApi, { credentials: 'include', answer: { cors: allow(app) }, as: 'me' }),
  ],
  expect: { me: { sent: ['session'], readable: true } },
  under: {
    blocked: { me: { sent: [] } },
    'first-party-set': { me: { sent: [] } },
    'tracking-prevention': { me: { sent: [] } },
  },
});
