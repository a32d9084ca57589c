import { allow, api, fetch, scenario, unlistedSuffix, visit, www } from '#lab';

export default scenario({
  title: 'The fix: the API sets its cookie itself, and receives it from then on',
  claims: ['D7'],
  steps: [
    visit(www),
    fetch(api, {
      method: 'POST',
      credentials: 'include',
      answer: {
        setCookie: '__Host-sid=1; Path=/; Secure; HttpOnly; SameSite=Lax',
        cors: allow(www),
      },
      as: 'sign-in',
    }),
    fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'next call' }),
  ],
  expect: { 'sign-in': { readable: true }, 'next call': { sent: ['__Host-sid'], readable: true } },
  deviations: [{ ...unlistedSuffix, expect: { 'next call': { sent: [] } } }],
});
