import { app, fetch, scenario, visit } from '#lab';

const setCookie = 'visited=1; Path=/; Secure';

export default scenario({
  title: 'A cookie that the page’s server got while it rendered is not the browser’s',
  claims: ['D7'],
  reported: {
    source: 'https://github.com/nuxt/nuxt/issues/31549',
    exchange: 'after the rendering',
    cookie: 'visited',
    cause: 'server:never-set',
  },
  steps: [
    // The server asked its own route for this page, and was answered with the cookie.
    visit(`${app}/page`),
    fetch(`${app}/api/route`, { as: 'after the rendering' }),
    // The same route, asked by the browser.
    fetch(`${app}/api/route`, { answer: { setCookie } }),
    fetch(`${app}/api/route`, { as: 'after a call of its own' }),
  ],
  expect: {
    'after the rendering': { sent: [] },
    'after a call of its own': { sent: ['visited'] },
  },
});
