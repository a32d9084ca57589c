import { fetch, frame, otherApi, scenario, visit, www } from '#lab';

export default scenario({
  title: 'A refresh token that a frame is given is gone where third-party cookies are blocked',
  claims: ['T1', 'T4'],
  reported: {
    source: 'https://github.com/userfront/userfront-core/issues/32',
    exchange: 'refresh',
    cookie: 'refresh',
    cause: 'browser-policy:3pc-setting',
  },
  steps: [
    visit(www),
    frame(otherApi, [fetch(`${otherApi}/refresh`, { as: 'refresh' })], {
      answer: { setCookie: 'refresh=1; Path=/; HttpOnly; Secure; SameSite=None' },
    }),
  ],
  expect: { refresh: { sent: ['refresh'], readable: true } },
  under: {
    blocked: { refresh: { sent: [] } },
    'first-party-set': { refresh: { sent: [] } },
    'tracking-prevention': { refresh: { sent: [] } },
  },
});
