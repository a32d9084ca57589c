import { app, evil, form, scenario, visit } from '#lab';

export default scenario({
  title:
    'A real browser’s POST from the identity provider has no Lax session, whatever a test client sends',
  claims: ['B3', 'S2'],
  reported: {
    source: 'https://github.com/bikeindex/bike_index/pull/4026',
    exchange: 'acs',
    cookie: 'session',
    cause: 'samesite:cross-site-post',
  },
  steps: [
    visit(app, { answer: { setCookie: 'session=1; Path=/; Secure; HttpOnly; SameSite=Lax' } }),
    visit(evil),
    form('POST', `${app}/acs`, { fields: { RelayState: '1' }, as: 'acs' }),
  ],
  expect: { acs: { sent: [] } },
});
