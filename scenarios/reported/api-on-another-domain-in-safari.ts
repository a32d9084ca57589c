import { allow, fetch, otherApi, scenario, visit, www } from '#lab';

export default scenario({
  title: 'With an API on another domain no session survives tracking prevention',
  claims: ['T1', 'T2'],
  reported: {
    source: 'https://github.com/supertokens/supertokens-core/issues/280',
    exchange: 'session',
    cookie: 'sAccessToken',
    cause: 'browser-policy:itp',
  },
  steps: [
    visit(www),
    fetch(otherApi, {
      method: 'POST',
      credentials: 'include',
      answer: {
        cors: allow(www),
        setCookie: 'sAccessToken=1; Path=/; Secure; HttpOnly; SameSite=None',
      },
    }),
    fetch(otherApi, { credentials: 'include', answer: { cors: allow(www) }, as: 'session' }),
  ],
  expect: { session: { sent: ['sAccessToken'], readable: true } },
  under: {
    blocked: { session: { sent: [] } },
    'first-party-set': { session: { sent: [] } },
    'tracking-prevention': { session: { sent: [] } },
  },
});
