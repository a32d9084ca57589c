import { allow, api, fetch, noneNeedsNoSecure, scenario, unlistedSuffix, visit, www } from '#lab';

export default scenario({
  title: 'SameSite=None without Secure is refused',
  claims: ['S4'],
  essential: true,
  steps: [
    visit(www),
    fetch(api, {
      credentials: 'include',
      answer: {
        setCookie: ['bare=1; SameSite=None', 'secure=1; SameSite=None; Secure'],
        cors: allow(www),
      },
      as: 'set',
    }),
    fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'next call' }),
  ],
  expect: { set: { stored: ['secure'] }, 'next call': { sent: ['secure'] } },
  deviations: [
    {
      ...noneNeedsNoSecure,
      expect: { set: { stored: ['bare', 'secure'] }, 'next call': { sent: ['bare', 'secure'] } },
    },
    { ...unlistedSuffix, expect: { set: { stored: [] }, 'next call': { sent: [] } } },
  ],
});
