import { fetch, scenario, visit, www } from '#lab';

export default scenario({
  title:
    'What an API sets while a page is rendered reaches the browser only with the page’s answer',
  claims: ['D7'],
  reported: {
    source: 'https://github.com/vercel/next.js/issues/9874',
    exchange: 'not passed on',
    cookie: 'mycookie',
    cause: 'server:never-set',
  },
  steps: [
    visit(`${www}/profile`),
    fetch(`${www}/api/user`, { as: 'not passed on' }),
    // The fix: the server copies Set-Cookie into its own answer.
    visit(`${www}/profile`, { answer: { setCookie: 'mycookie=test; Path=/' } }),
    fetch(`${www}/api/user`, { as: 'passed on' }),
  ],
  expect: {
    'not passed on': { sent: [] },
    'passed on': { sent: ['mycookie'] },
  },
});
