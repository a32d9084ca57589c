import { allow, api, fetch, readCookie, scenario, visit, writeCookie, www } from '#lab';

export default scenario({
  title: 'Domain can name no other site, no suffix, no sibling and no child',
  claims: ['D3'],
  steps: [
    visit(www),
    writeCookie('site=1; Domain=other.test; Path=/; Secure'),
    writeCookie('suffix=1; Domain=test; Path=/; Secure'),
    writeCookie('sibling=1; Domain=app.example.test; Path=/; Secure'),
    writeCookie('child=1; Domain=sub.www.example.test; Path=/; Secure'),
    readCookie('written by the page'),
    fetch(api, {
      credentials: 'include',
      answer: {
        setCookie: [
          'site=2; Domain=other.test; Path=/; Secure',
          'suffix=2; Domain=test; Path=/; Secure',
          'sibling=2; Domain=www.example.test; Path=/; Secure',
          'child=2; Domain=sub.api.example.test; Path=/; Secure',
        ],
        cors: allow(www),
      },
      as: 'set by the API',
    }),
  ],
  expect: {
    'written by the page': { documentCookie: [] },
    'set by the API': { stored: [] },
  },
  rows: 'exchange and cookie',
});
