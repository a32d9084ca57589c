import { allow, api, fetch, scenario, visit, www } from '#lab';

export default scenario({
  title: 'The preflight carries no cookie; the request after it does',
  claims: ['F10'],
  essential: true,
  steps: [
    visit(api, { answer: { setCookie: 'sid=1; Path=/; Secure; SameSite=Lax' } }),
    visit(www),
    fetch(api, {
      method: 'PUT',
      credentials: 'include',
      headers: { 'x-requested-with': 'lab' },
      answer: { cors: allow(www) },
      as: 'PUT',
    }),
  ],
  expect: { PUT: { preflight: { sent: [] }, sent: ['sid'], readable: true } },
});
