import { app, http, scenario, secureOverHttpOnLocalhost, visit } from '#lab';

export default scenario({
  title: 'A session that is Secure in production is lost on a host without https',
  claims: ['S5'],
  reported: {
    source: 'https://github.com/vvo/iron-session/issues/500',
    exchange: 'next page',
    cookie: 'iron-session',
    cause: 'set-cookie:secure-over-http',
  },
  steps: [
    visit(http(app), {
      answer: { setCookie: 'iron-session=1; Path=/; HttpOnly; Secure; SameSite=Lax' },
    }),
    visit(http(app), { as: 'next page' }),
  ],
  expect: { 'next page': { sent: [] } },
  deviations: [
    { ...secureOverHttpOnLocalhost, expect: { 'next page': { sent: ['iron-session'] } } },
  ],
});
