import { allow, api, fetch, scenario, visit, www } from '#lab';

export default scenario({
  title: 'The API’s cookies without Domain are missing when the page itself is loaded anew',
  claims: ['C5', 'D4'],
  reported: {
    source: 'https://github.com/dentalpin/dentalpin/issues/444',
    exchange: 'refresh of an inner page',
    cookie: 'dp_access',
    cause: 'set-cookie:host-only-not-covering',
  },
  steps: [
    visit(www),
    fetch(`${api}/login`, {
      method: 'POST',
      credentials: 'include',
      answer: {
        cors: allow(www),
        setCookie: [
          'dp_access=1; HttpOnly; Max-Age=900; Path=/; SameSite=Lax; Secure',
          'dp_csrf=1; Max-Age=900; Path=/; SameSite=Lax; Secure',
        ],
      },
    }),
    visit(`${www}/patients/1`, { as: 'refresh of an inner page' }),
  ],
  expect: { 'refresh of an inner page': { sent: [] } },
});
