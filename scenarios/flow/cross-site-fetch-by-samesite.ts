import { allow, everySameSite, fetch, noLaxByDefault, otherApi, scenario, visit, www } from '#lab';

export default scenario({
  title: 'A cross-site fetch takes only SameSite=None; Secure, and not even that when blocked',
  claims: ['F17', 'F18'],
  essential: true,
  steps: [
    visit(otherApi, {
      answer: { setCookie: everySameSite },
    }),
    visit(www),
    fetch(otherApi, { credentials: 'include', answer: { cors: allow(www) }, as: 'fetch' }),
  ],
  expect: { fetch: { sent: ['none'] } },
  under: {
    blocked: { fetch: { sent: [] } },
    partitioned: { fetch: { sent: [] } },
    'tracking-prevention': { fetch: { sent: [] } },
  },
  deviations: [{ ...noLaxByDefault, expect: { fetch: { sent: ['none', 'absent'] } } }],
  rows: 'exchange and cookie',
});
