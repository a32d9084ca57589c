import { api, app, scenario, visit } from '#lab';

export default scenario({
  title: 'A session that the sign-in host sets without Domain does not reach the sibling app',
  claims: ['C5'],
  reported: {
    source: 'https://github.com/better-auth-rs/better-auth-rs/issues/45',
    exchange: 'product app',
    cookie: 'session',
    cause: 'set-cookie:host-only-not-covering',
  },
  steps: [
    visit(api, { answer: { setCookie: 'session=1; Path=/; Secure; HttpOnly; SameSite=Lax' } }),
    visit(app, { as: 'product app' }),
  ],
  expect: { 'product app': { sent: [] } },
});
