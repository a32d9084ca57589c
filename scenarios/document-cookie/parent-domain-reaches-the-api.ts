import { allow, api, fetch, scenario, visit, writeCookie, www } from '#lab';

export default scenario({
  title: 'What the page writes for the parent domain does reach the API',
  claims: ['D2'],
  steps: [
    visit(www),
    writeCookie('sid=1; Domain=example.test; Path=/; Secure', { as: 'page writes' }),
    fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'next call' }),
  ],
  expect: { 'page writes': { documentCookie: ['sid'] }, 'next call': { sent: ['sid'] } },
});
