import { allow, api, fetch, scenario, visit, writeCookie, www } from '#lab';

export default scenario({
  title: 'A session id that the page writes into document.cookie never reaches the API',
  claims: ['D1'],
  steps: [
    visit(www),
    fetch(api, {
      method: 'POST',
      credentials: 'include',
      answer: { body: '{"sid":"1"}', type: 'application/json', cors: allow(www) },
      as: 'sign-in',
    }),
    writeCookie('sid=1; Path=/; Secure', { as: 'page writes' }),
    fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'next call' }),
  ],
  expect: {
    'sign-in': { readable: true },
    'page writes': { documentCookie: ['sid'] },
    'next call': { sent: [] },
  },
});
