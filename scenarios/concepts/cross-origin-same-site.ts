import { allow, api, fetch, scenario, unlistedSuffix, visit, www } from '#lab';

export default scenario({
  title: 'A Lax cookie rides a same-site, cross-origin fetch',
  claims: ['C3', 'F2'],
  essential: true,
  steps: [
    visit(www),
    fetch(api, {
      credentials: 'include',
      answer: {
        setCookie: 'sid=1; Path=/; Secure; HttpOnly; SameSite=Lax',
        cors: allow(www),
      },
    }),
    fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'next call' }),
  ],
  expect: { 'next call': { sent: ['sid'], readable: true } },
  deviations: [{ ...unlistedSuffix, expect: { 'next call': { sent: [] } } }],
});
