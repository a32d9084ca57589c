import { allow, api, fetch, scenario, unlistedSuffix, visit, www } from '#lab';

export default scenario({
  title: 'An API under the page’s own site is free of SameSite, not of CORS',
  claims: ['S7'],
  steps: [
    visit(www),
    fetch(api, {
      credentials: 'include',
      answer: {
        setCookie: [
          'lax=1; SameSite=Lax; Secure',
          'strict=1; SameSite=Strict; Secure',
          'absent=1; Secure',
        ],
        cors: allow(www),
      },
    }),
    fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'with CORS' }),
    fetch(api, { credentials: 'include', as: 'without CORS' }),
  ],
  expect: {
    'with CORS': { sent: ['lax', 'strict', 'absent'], readable: true },
    'without CORS': { sent: ['lax', 'strict', 'absent'], readable: false },
  },
  deviations: [
    { ...unlistedSuffix, expect: { 'with CORS': { sent: [] }, 'without CORS': { sent: [] } } },
  ],
  rows: 'exchange',
});
