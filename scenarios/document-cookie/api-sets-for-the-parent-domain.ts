import { allow, api, fetch, readCookie, scenario, visit, www } from '#lab';

export default scenario({
  title: 'What the API sets for the parent domain, www receives, and reads unless HttpOnly',
  claims: ['D4'],
  steps: [
    visit(www),
    fetch(api, {
      credentials: 'include',
      answer: {
        setCookie: [
          'open=1; Domain=example.test; Path=/; Secure',
          'closed=1; Domain=example.test; Path=/; Secure; HttpOnly',
        ],
        cors: allow(www),
      },
    }),
    readCookie('www reads'),
    fetch(www, { as: 'www receives' }),
  ],
  expect: {
    'www reads': { documentCookie: ['open'] },
    'www receives': { sent: ['open', 'closed'] },
  },
  rows: 'exchange and cookie',
});
